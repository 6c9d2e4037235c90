package dk.kravbro.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.privacy.PeopleSealing;
import dk.kravbro.testsupport.TestKeys;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.flywaydb.core.api.migration.JavaMigration;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigrationTest {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final List<JavaMigration> OTHERS =
            List.of(new PeopleSealing(TestKeys.seal(), TestKeys.hash(), TestKeys.people()));

    @Test
    void an_empty_database_gets_the_schema_even_if_two_nodes_start_at_once() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", "10")
                .start()) {
            DataSource database = postgres.getPostgresDatabase();
            ExecutorService nodes = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> starts = new ArrayList<>();
                for (int node = 0; node < 4; node++) {
                    starts.add(
                            nodes.submit(() -> new Migration(database, CLOCK, Duration.ofSeconds(60), OTHERS).run()));
                }
                for (Future<?> start : starts) {
                    start.get();
                }
            } finally {
                nodes.shutdownNow();
            }

            assertThat(count(database, "select count(*) from kravbro.municipalities"))
                    .isEqualTo(98);
            assertThat(count(database, "select count(*) from kravbro.flyway_schema_history where not success"))
                    .isZero();
        }
    }

    @Test
    void a_database_that_cannot_prepare_transactions_stops_the_start_with_a_reason() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", "0")
                .start()) {
            DataSource database = postgres.getPostgresDatabase();

            assertThatThrownBy(() -> new Migration(database, CLOCK, Duration.ZERO, OTHERS).run())
                    .isInstanceOf(UnusableDatabase.class)
                    .hasMessageContaining("max_prepared_transactions");
            assertThat(count(database, "select count(*) from pg_namespace where nspname = 'kravbro'"))
                    .isZero();
        }
    }

    @Test
    void a_database_that_stays_away_stops_the_start_after_the_limit() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setServerNames(new String[] {"127.0.0.1"});
        nowhere.setPortNumbers(new int[] {1});

        assertThatThrownBy(() -> new Migration(nowhere, CLOCK, Duration.ZERO, OTHERS).run())
                .isInstanceOf(UnusableDatabase.class)
                .hasMessageContaining("did not answer within PT0S");
    }

    private static long count(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
