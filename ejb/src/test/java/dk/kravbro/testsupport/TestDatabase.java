package dk.kravbro.testsupport;

import dk.kravbro.privacy.PeopleSealing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL for tests, one per JVM, with the product's own schema and a time zone that is wrong on purpose.
 * Each call of {@link #fresh()} empties every table but the municipalities.
 */
public final class TestDatabase {

    private static final EmbeddedPostgres SERVER = start();
    private static final DataSource DATA_SOURCE = migrated();
    private static final Connection CONNECTION = connect();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_prepared_transactions", "10")
                    .setServerConfig("timezone", "Pacific/Auckland")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource migrated() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {SERVER.getPort()});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setCurrentSchema("kravbro");
        Flyway.configure(TestDatabase.class.getClassLoader())
                .dataSource(source)
                .defaultSchema("kravbro")
                .javaMigrations(new PeopleSealing(TestKeys.seal(), TestKeys.hash(), TestKeys.people()))
                .load()
                .migrate();
        return source;
    }

    /** The database, with empty tables and the municipalities as installed, København and Aarhus live. */
    public static DataSource fresh() {
        sql("do $$ declare t text; begin for t in select tablename from pg_tables where schemaname = 'kravbro'"
                + " and tablename not in ('municipalities', 'debtor_systems', 'claim_types', 'flyway_schema_history') loop"
                + " execute 'truncate kravbro.' || quote_ident(t) || ' cascade'; end loop; end $$");
        sql(
                "update municipalities set debtor_system = case code when '0101' then 'KOBENHAVN' else 'OPUS' end, live_on = null, earliest_fee_on = null, paused = false,"
                        + " guardian_policy = 'CHILD', run_at = '02:00', changed_at = '2020-01-01 00:00Z',"
                        + " run_days = 'MON,TUE,WED,THU,FRI,SAT,SUN', sends_from = null, sends_until = null,"
                        + " most_per_minute = null, hold_above_ore = null, hold_above_refused_percent = null,"
                        + " gives_receipts = true, names_materials = false, keeps_settled_years = 5");
        sql("delete from claim_types where municipality_code is not null");
        sql("update debtor_systems set paused = false, most_per_minute = null");
        sql("update municipalities set live_on = '2020-01-01' where code in ('0101', '0751')");
        return DATA_SOURCE;
    }

    /** The database as it is. */
    public static DataSource kept() {
        return DATA_SOURCE;
    }

    private static Connection connect() {
        try {
            Connection connection = DATA_SOURCE.getConnection();
            try (Statement statement = connection.createStatement()) {
                // Ids that tests write themselves stay below. Once: whoever draws ids in blocks must not meet them
                // again.
                statement.execute("alter sequence deliveries_seq restart with 1000001");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs one statement. */
    public static void sql(String statement) {
        try (Statement run = CONNECTION.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The rows of a query, each as a list of texts. */
    public static List<List<String>> rows(String query) {
        try (Statement run = CONNECTION.createStatement();
                java.sql.ResultSet rows = run.executeQuery(query)) {
            List<List<String>> found = new java.util.ArrayList<>();
            while (rows.next()) {
                List<String> row = new java.util.ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(row);
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    /** The only value of a query. */
    public static String value(String query) {
        return rows(query).get(0).get(0);
    }
}
