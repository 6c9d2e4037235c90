package dk.kravbro.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.Said;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.LookupHash;
import dk.kravbro.secrets.SecretMissing;
import dk.kravbro.testsupport.AllColumns;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.TestPeople;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of schema 14 with people in clear becomes one without: nothing lost, nothing left, not even in its files. */
class PeopleSealingTest {

    private static final int CLAIMS = 2100;

    private final PeopleSeal people = TestKeys.people();
    private EmbeddedPostgres server;
    private PGSimpleDataSource database;

    @BeforeEach
    void of_before() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", "10")
                // Statistics keep examples of values in a table of their own (docs/operations.md says how they go).
                .setServerConfig("autovacuum", "off")
                .start();
        database = (PGSimpleDataSource) server.getPostgresDatabase();
        database.setCurrentSchema("kravbro");
        migrate("13");
        run(
                "insert into claims (id, municipality_code, agency_id, fee_id, version, content_hash, claim_type, amount_ore,"
                        + " debtor_identity, debtor_name, created_at, changed_at) select i, '0101', 'DK-710100', i, 1 + i % 2,"
                        + " 'hash' || i, 'LATE_FEE', 1000, lpad(i::text, 10, '7'), 'Klartekst Nr' || i, now(), now()"
                        + " from generate_series(1, " + CLAIMS + ") i");
        run("insert into claim_versions (claim_id, version, content_hash, said_at, said_by, claim_type, amount_ore,"
                + " withdrawn, reason, incurred_on, due_on, period_from, period_to, description, fee, parties)"
                + " select c.id, v, 'hash' || c.id, now(), 'fbs', 'LATE_FEE', 1000, false, 'created', current_date,"
                + " current_date, current_date, current_date, 'Beskrevet ' || c.id, '{\"type\": \"fee\", \"materials\": []}',"
                + " jsonb_build_object('debtor', jsonb_build_object('kind', case when c.id = 3 then 'CVR' else 'CPR' end,"
                + " 'identity', c.debtor_identity, 'name', c.debtor_name)"
                + " || case when c.id = 3 then '{\"form\": \"SOLE_TRADER\"}' else '{}' end::jsonb, 'guardians', '[]'::jsonb)"
                + " from claims c, generate_series(1, c.version) v");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void every_row_is_sealed_and_says_what_it_said() throws Exception {
        migrate("15");

        List<OpenDebtor> debtors = new ArrayList<>();
        for (List<String> row : rows("select agency_id || '-' || fee_id, debtor from claims order by id")) {
            debtors.add(people.debtor(row.get(0), TestPeople.bytes(row.get(1))));
        }
        assertThat(debtors).hasSize(CLAIMS);
        assertThat(debtors.get(0)).isEqualTo(new OpenDebtor("hash1", "CPR", "7777777771", "Klartekst Nr1"));
        assertThat(debtors.get(2).kind()).isEqualTo(OpenDebtor.SOLE_TRADER);
        assertThat(debtors.get(CLAIMS - 1).identity()).isEqualTo("7777772100");
        List<Said> said = new ArrayList<>();
        for (List<String> row : rows("select claim_id, version, said from claim_versions order by 1, 2")) {
            said.add(people.said(
                    Long.parseLong(row.get(0)), Integer.parseInt(row.get(1)), TestPeople.bytes(row.get(2))));
        }
        assertThat(said).hasSize(CLAIMS + CLAIMS / 2);
        assertThat(said.get(0).description()).isEqualTo("Beskrevet 1");
        assertThat(said.get(0).parties())
                .isEqualTo("{\"debtor\":{\"kind\":\"CPR\",\"identity\":\"7777777771\",\"name\":\"Klartekst Nr1\"},"
                        + "\"guardians\":[]}");
        assertThat(people.keysOf("7777777771"))
                .contains(TestPeople.bytes(rows("select debtor_key from claims where id = 1")
                        .get(0)
                        .get(0)));
    }

    @Test
    void nothing_is_left_in_clear_in_a_column_nor_in_the_files() throws Exception {
        Path data = Path.of(rows("show data_directory").get(0).get(0));
        run("checkpoint");
        assertThat(filesWith(data, "Klartekst Nr17"))
                .as("the search finds what is there")
                .isNotEmpty();

        migrate("15");
        run("checkpoint");

        assertThat(AllColumns.holding(database, List.of("Klartekst", "7777777771")))
                .isEmpty();
        assertThat(filesWith(data, "Klartekst Nr17")).isEmpty();
    }

    @Test
    void without_the_right_keys_nothing_is_changed_and_the_reason_is_told() throws Exception {
        run("insert into data_keys (number, proof) values (1, '\\x01')");

        assertThatThrownBy(() -> migrate("15"))
                .isInstanceOf(FlywayException.class)
                .hasRootCauseInstanceOf(SecretMissing.class)
                .hasStackTraceContaining("data-key-1 of the credential store kravbro is not the key");
        assertThat(rows("select count(debtor_name) from claims")).containsExactly(List.of(String.valueOf(CLAIMS)));
    }

    private void migrate(String target) {
        TestKeys keys = TestKeys.none().with(1, 1).withLookup(1, 2);
        Flyway.configure(PeopleSealingTest.class.getClassLoader())
                .dataSource(database)
                .defaultSchema("kravbro")
                .javaMigrations(new PeopleSealing(new DataSeal(keys), new LookupHash(keys), people))
                .target(target)
                .load()
                .migrate();
    }

    /** Table and index files; the log of changes ahead (WAL) keeps what it was told until it is written over. */
    private static List<Path> filesWith(Path data, String text) throws Exception {
        byte[] sought = text.getBytes(StandardCharsets.UTF_8);
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data.resolve("base"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                        .contains(new String(sought, StandardCharsets.ISO_8859_1))) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<List<String>> rows(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<List<String>> found = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                found.add(row);
            }
            return found;
        }
    }
}
