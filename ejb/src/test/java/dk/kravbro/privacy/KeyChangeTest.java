package dk.kravbro.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.Said;
import dk.kravbro.privacy.PersonalDataKeys.Held;
import dk.kravbro.privacy.PersonalDataKeys.Kind;
import dk.kravbro.privacy.PersonalDataKeys.Retirement;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.KeyProofs;
import dk.kravbro.secrets.LookupHash;
import dk.kravbro.secrets.SecretMissing;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.TestPeople;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New keys beside old ones, on a real database: everything is found and read meanwhile, and the old ones can go. */
class KeyChangeTest {

    private static final Actor OPERATOR = new Actor("anna", Set.of(Role.OPERATOR), Set.of(), "test");
    private static final int CLAIMS = 30;

    private final TestKeys keys = TestKeys.none().with(1, 1).withLookup(1, 2);
    private DataSource database;

    @BeforeEach
    void claims_by_the_first_keys() throws SQLException {
        database = TestDatabase.fresh();
        for (int i = 1; i <= CLAIMS; i++) {
            // Far apart, so that a walk takes several steps.
            long id = 100L * i;
            TestDatabase.sql(
                    "insert into claims (id, municipality_code, agency_id, fee_id, version, claim_type, amount_ore,"
                            + " debtor, debtor_key, name_key, created_at, changed_at) values (" + id
                            + ", '0101', 'DK-710100', " + i
                            + ", 2, 'LATE_FEE', 1000, "
                            + TestPeople.debtor("DK-710100-" + i, "CPR", "010180000" + i % 3, "Nr " + i)
                            + ", now(), now())");
            for (int version = 1; version <= 2; version++) {
                TestDatabase.sql(
                        "insert into claim_versions (claim_id, version, said_at, said_by, claim_type, amount_ore,"
                                + " withdrawn, reason, incurred_on, due_on, period_from, period_to, said) values (" + id
                                + ", "
                                + version + ", now(), 'fbs', 'LATE_FEE', 1000, false, 'x', now(), now(), now(), now(), "
                                + TestPeople.said(id, version, "of " + i, "{}", "{}") + ")");
            }
        }
        proofs();
    }

    @Test
    void without_new_keys_a_walk_changes_nothing() throws SQLException {
        String before = all();

        assertThat(walk(people(), new Keys(1, 1))).isZero();

        assertThat(all()).isEqualTo(before);
        assertThat(walk(people(), new Keys(1, 1))).as("it has ended").isZero();
    }

    @Test
    void everything_is_found_and_read_before_during_and_after_and_then_by_the_new_keys_alone() throws SQLException {
        keys.with(2, 3).withLookup(2, 4);
        PeopleSeal restarted = people();
        proofs();
        assertFound(restarted);

        KeyChangeRows.Step first = step(restarted, new Keys(2, 2));
        assertThat(first.more()).isTrue();
        assertThat(number("select count(*) from claims where get_byte(debtor, 0) = 2"))
                .isBetween(1L, CLAIMS - 1L);
        assertFound(restarted);
        KeyChangeRows.Step last = first;
        while (last.more()) {
            last = step(restarted, new Keys(2, 2));
        }

        assertThat(last.ended()).isTrue();
        assertThat(last.rewritten()).isEqualTo(CLAIMS * 3L);
        assertFound(restarted);
        TestKeys newOnly = TestKeys.none().with(2, 3).withLookup(2, 4);
        assertFound(new PeopleSeal(new DataSeal(newOnly), new LookupHash(newOnly)));
        assertThat(view().held(OPERATOR))
                .extracting(Held::kind, Held::number, Held::newest, Held::rows)
                .containsExactly(
                        tuple(Kind.DATA, 1, false, 0L),
                        tuple(Kind.DATA, 2, true, CLAIMS * 3L),
                        tuple(Kind.LOOKUP, 1, false, 0L),
                        tuple(Kind.LOOKUP, 2, true, CLAIMS * 2L));
    }

    @Test
    void a_step_that_is_undone_is_done_again() throws SQLException {
        keys.with(2, 3).withLookup(2, 4);
        proofs();
        try (Connection connection = transaction()) {
            new KeyChangeRows(connection, people(), new Keys(2, 2)).step();
            connection.rollback();
        }

        assertThat(walk(people(), new Keys(2, 2))).isEqualTo(CLAIMS * 3L);
        assertThat(number("select count(*) from claims where get_byte(debtor, 0) <> 2 or get_byte(debtor_key, 0) <> 2"))
                .isZero();
    }

    @Test
    void what_a_node_with_older_keys_wrote_meanwhile_is_found_a_day_later() throws SQLException {
        PeopleSeal old = people();
        keys.with(2, 3).withLookup(2, 4);
        proofs();
        walk(people(), new Keys(2, 2));
        TestDatabase.sql("update claim_versions set said = "
                + TestPeople.bytes(old.seal(100, 1, new Said("h", "late", "{}", "{}")))
                + " where claim_id = 100 and version = 1");
        assertThat(walk(people(), new Keys(2, 2))).isZero();

        TestDatabase.sql("update key_changes set ended_at = ended_at - interval '25 hours'");

        assertThat(walk(people(), new Keys(2, 2))).isEqualTo(1);
    }

    @Test
    void a_node_whose_keys_are_not_the_newest_leaves_it_to_the_others() throws SQLException {
        PeopleSeal old = people();
        keys.with(2, 3).withLookup(2, 4);
        proofs();
        walk(people(), new Keys(2, 2));

        assertThat(walk(old, new Keys(1, 1))).isZero();
        assertThat(number("select count(*) from claims where get_byte(debtor, 0) <> 2"))
                .isZero();
    }

    @Test
    void one_node_at_a_time_has_the_turn() throws SQLException {
        Turn mine = new Turn("privacy.keys", "n1", new UUID(0, 1));
        Turn theirs = new Turn("privacy.keys", "n2", new UUID(0, 2));
        try (Connection connection = transaction()) {
            assertThat(mine.isMine(connection)).isTrue();
            connection.commit();
            assertThat(theirs.isMine(connection)).isFalse();
            assertThat(mine.isMine(connection)).isTrue();
            connection.commit();
        }
        TestDatabase.sql("update leases set until = now() - interval '1 second' where name = 'privacy.keys'");
        try (Connection connection = transaction()) {
            assertThat(theirs.isMine(connection)).isTrue();
            connection.rollback();
        }
    }

    @Test
    void a_key_is_retired_when_nothing_is_left_of_it_and_no_node_may_still_write_with_it() throws SQLException {
        keys.with(2, 3).withLookup(2, 4);
        proofs();
        assertThat(retire(Kind.DATA, 1)).isEqualTo(Retirement.IN_USE);
        walk(people(), new Keys(2, 2));
        TestDatabase.sql("insert into nodes (name, incarnation, started_at, beat_at)"
                + " values ('n2', gen_random_uuid(), now() - interval '1 day', now())");
        assertThat(retire(Kind.DATA, 1)).isEqualTo(Retirement.OLD_NODE);
        TestDatabase.sql("update nodes set started_at = now() + interval '1 second'");
        assertThat(retire(Kind.DATA, 2)).isEqualTo(Retirement.NEWEST);
        assertThat(retire(Kind.LOOKUP, 7)).isEqualTo(Retirement.UNKNOWN);

        assertThat(retire(Kind.DATA, 1)).isEqualTo(Retirement.RETIRED);
        assertThat(retire(Kind.LOOKUP, 1)).isEqualTo(Retirement.RETIRED);

        TestKeys newOnly = TestKeys.none().with(2, 3).withLookup(2, 4);
        try (Connection connection = database.getConnection()) {
            new KeyProofs(connection).hold(new DataSeal(newOnly));
            new KeyProofs(connection).hold(new LookupHash(newOnly));
            // A node that still has the old keys makes nobody need them again.
            proofs();
            new KeyProofs(connection).hold(new DataSeal(newOnly));
            new KeyProofs(connection).hold(new LookupHash(newOnly));
        }
        assertThat(retire(Kind.DATA, 1)).as("once is enough").isEqualTo(Retirement.UNKNOWN);
        assertThatThrownBy(() -> view().held(new Actor("fbs", Set.of(Role.FBS), Set.of(), "test")))
                .isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void while_a_key_is_in_use_no_node_starts_without_it() throws SQLException {
        try (Connection connection = database.getConnection()) {
            KeyProofs proofs = new KeyProofs(connection);
            assertThatThrownBy(() -> proofs.hold(new LookupHash(TestKeys.none().withLookup(2, 4))))
                    .isInstanceOf(SecretMissing.class)
                    .hasMessageContaining("import-secret-key(alias=lookup-key-1");
            assertThat(number("select count(*) from lookup_keys"))
                    .as("a node that cannot start leaves nothing behind")
                    .isEqualTo(1);
            assertThatThrownBy(() -> proofs.hold(new LookupHash(TestKeys.none().withLookup(1, 9))))
                    .isInstanceOf(SecretMissing.class)
                    .hasMessageContaining("lookup-key-1 of the credential store kravbro is not the key");
        }
    }

    private Retirement retire(Kind kind, int number) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return new KeyUse(connection).retire(kind, number);
        }
    }

    private PersonalDataKeys view() {
        PersonalDataKeys view = new PersonalDataKeys();
        view.database = database;
        return view;
    }

    private void assertFound(PeopleSeal by) {
        List<String> found = TestDatabase.rows("select c.agency_id || '-' || c.fee_id, c.debtor from claims c"
                        + " where debtor_key in (" + sql(by.keysOf("0101800001")) + ") order by id")
                .stream()
                .map(row -> by.debtor(row.get(0), TestPeople.bytes(row.get(1))))
                .map(OpenDebtor::name)
                .toList();
        assertThat(found).hasSize(CLAIMS / 3).startsWith("Nr 1", "Nr 4");
        assertThat(TestDatabase.rows("select 1 from claims where name_key in (" + sql(by.keysOfNames("nr 1")) + ")"))
                .hasSize(CLAIMS);
        TestDatabase.rows("select claim_id, version, said from claim_versions")
                .forEach(row -> assertThat(by.said(
                                        Long.parseLong(row.get(0)),
                                        Integer.parseInt(row.get(1)),
                                        TestPeople.bytes(row.get(2)))
                                .description())
                        .isEqualTo("of " + Long.parseLong(row.get(0)) / 100));
    }

    private static String sql(List<byte[]> hashes) {
        return String.join(", ", hashes.stream().map(TestPeople::bytes).toList());
    }

    private long walk(PeopleSeal people, Keys newest) throws SQLException {
        KeyChangeRows.Step step = step(people, newest);
        while (step.more()) {
            step = step(people, newest);
        }
        return step.rewritten();
    }

    private KeyChangeRows.Step step(PeopleSeal people, Keys newest) throws SQLException {
        try (Connection connection = transaction()) {
            KeyChangeRows.Step step = new KeyChangeRows(connection, people, newest).step();
            connection.commit();
            return step;
        }
    }

    private Connection transaction() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private PeopleSeal people() {
        return new PeopleSeal(new DataSeal(keys), new LookupHash(keys));
    }

    private void proofs() throws SQLException {
        try (Connection connection = database.getConnection()) {
            new KeyProofs(connection).hold(new DataSeal(keys));
            new KeyProofs(connection).hold(new LookupHash(keys));
        }
    }

    private static String all() {
        return TestDatabase.value("select md5(string_agg(c::text, '|' order by id)) from claims c")
                + TestDatabase.value(
                        "select md5(string_agg(v::text, '|' order by claim_id, version)) from claim_versions v");
    }

    private static long number(String query) {
        return Long.parseLong(TestDatabase.value(query));
    }
}
