package dk.kravbro.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.IntakeStore;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.TestProofs;
import dk.kravbro.testsupport.AllColumns;
import dk.kravbro.testsupport.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is erased when its time is over, what is never erased, and what still adds up afterwards. */
class ErasureTest {

    private static final String AGENCY = "DK-710100";
    private static final Actor OPERATOR = new Actor("anna", Set.of(Role.OPERATOR), Set.of(), "test");

    /** Five whole years after 2026 have passed, and a minute of the next in Denmark. */
    private static final Instant OVER = Instant.parse("2031-12-31T23:01:00Z");

    private static final Instant NOT_YET = Instant.parse("2031-12-31T22:59:00Z");

    private DataSource database;
    private IntakeStore store;

    @BeforeEach
    void a_settled_claim_and_an_open_one() {
        database = TestDatabase.fresh();
        store = new IntakeStore(database);
        assertThat(List.of(put(1, 7), put(1, 8))).hasOnlyElementsOfType(FeeOutcome.Taken.class);
        settle(7);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void the_settled_claims_people_are_gone_and_every_sum_is_what_it_was() throws SQLException {
        List<MoneyProof> before = TestProofs.all(database);
        String ledger = ledger();

        assertThat(erase(NOT_YET)).isZero();
        assertThat(erase(OVER)).isEqualTo(1);
        assertThat(erase(OVER)).as("once").isZero();

        assertThat(TestProofs.all(database)).isEqualTo(before);
        assertThat(ledger()).isEqualTo(ledger);
        assertThat(TestDatabase.rows(
                        "select fee_id, debtor is null, debtor_key is null, name_key is null, erased_at is null"
                                + " from claims order by fee_id"))
                .containsExactly(List.of("7", "t", "t", "t", "f"), List.of("8", "f", "f", "f", "t"));
        assertThat(TestDatabase.rows("select c.fee_id, v.said is null, v.erased from claim_versions v"
                        + " join claims c on c.id = v.claim_id order by 1"))
                .containsExactly(List.of("7", "t", "t"), List.of("8", "f", "f"));
        assertThat(TestDatabase.value("select string_agg(kind, ' ' order by id) from events where claim_id ="
                        + " (select id from claims where fee_id = 7)"))
                .isEqualTo("RECEIVED ACCEPTED ERASED");
    }

    @Test
    void words_of_the_other_side_go_and_codes_stay() throws SQLException {
        TestDatabase.sql(
                "update deliveries set reason_text = 'Ulla Klartekst findes ikke' where claim_id = " + claim(7));
        TestDatabase.sql(
                "update events set detail = 'REGISTER F-2104 Ulla Klartekst findes ikke' where kind = 'ACCEPTED'");
        assertThat(AllColumns.holding(database, List.of("Klartekst"))).hasSize(2);

        erase(OVER);

        assertThat(AllColumns.holding(database, List.of("Klartekst"))).isEmpty();
        assertThat(TestDatabase.value("select detail from events where kind = 'ACCEPTED'"))
                .isEqualTo("REGISTER F-2104");
    }

    @Test
    void a_municipality_that_keeps_longer_is_asked_for_its_years() throws SQLException {
        TestDatabase.sql("update municipalities set keeps_settled_years = 6 where code = '0101'");

        assertThat(figure(OVER).over()).isZero();
        assertThat(figure(OVER).settledUpTo()).isEqualTo(2025);
        assertThat(erase(OVER)).isZero();
        assertThat(erase(Instant.parse("2032-12-31T23:01:00Z"))).isEqualTo(1);
    }

    @Test
    void the_figure_says_before_what_the_night_will_do() throws SQLException {
        assertThat(figure(NOT_YET).over()).isZero();
        assertThat(figure(OVER)).isEqualTo(new Erasures.Figure("0101", 5, 2026, 1, 0));

        erase(OVER);

        assertThat(figure(OVER)).isEqualTo(new Erasures.Figure("0101", 5, 2026, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table claim_entries disable trigger claim_entries_are_final; update claim_entries set amount_ore = 6999 where kind = 'COVERAGE'; alter table claim_entries enable trigger claim_entries_are_final",
                "alter table claim_entries disable trigger claim_entries_are_final; update claim_entries set amount_ore = 7001 where kind = 'COVERAGE'; alter table claim_entries enable trigger claim_entries_are_final",
                "alter table deliveries disable trigger delivery_step;"
                        + " update deliveries set state = 'ON_WORKLIST' where claim_id = %d;"
                        + " alter table deliveries enable trigger delivery_step",
                "alter table deliveries disable trigger delivery_step;"
                        + " update deliveries set state = 'IN_DOUBT' where claim_id = %d;"
                        + " alter table deliveries enable trigger delivery_step",
                "alter table deliveries disable trigger delivery_step;"
                        + " update deliveries set state = 'REFUSED' where claim_id = %d;"
                        + " alter table deliveries enable trigger delivery_step",
                "alter table deliveries disable trigger delivery_step;"
                        + " update deliveries set state = 'WAITING' where claim_id = %d;"
                        + " alter table deliveries enable trigger delivery_step",
                "update claims set account_status = 'AT_ENFORCEMENT' where id = %d",
                "update claims set changed_at = '2027-01-01T00:00Z' where id = %d",
                "update deliveries set settled_at = '2027-01-01T00:00Z' where claim_id = %d",
                "alter table claim_entries disable trigger claim_entries_are_final; update claim_entries set recorded_at = '2026-12-31T23:00Z' where kind = 'COVERAGE'; alter table claim_entries enable trigger claim_entries_are_final",
                "insert into events (municipality_code, claim_id, kind, at, actor) values ('0101', %d, 'ACCOUNT_STATUS',"
                        + " '2027-05-05T00:00Z', 'x')",
                "insert into settlement_messages (municipality_cvr, message_id, sender, raw_hash, received_at, state) values"
                        + " ('64942212', 'm', 's', 'h', now(), 'PARKED'); insert into parked_notices (municipality_code,"
                        + " message_id, notice_key, claim_reference, kind, value_on, reason, parked_at) select '0101', id, 'k',"
                        + " 'DK-710100-7', 'COVERAGE', now(), 'X', now() from settlement_messages"
            })
    void nothing_is_erased_that_is_open(String what) throws SQLException {
        TestDatabase.sql(what.replace("%d", String.valueOf(claim(7))));

        assertThat(figure(OVER).over()).isZero();
        assertThat(erase(OVER)).isZero();
    }

    @Test
    void a_claim_that_somebody_holds_is_left_for_the_next_night() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            try (var hold = other.prepareStatement("select 1 from claims where fee_id = 7 for no key update")) {
                hold.execute();
            }
            assertThat(erase(OVER)).isZero();
            other.rollback();
        }
        assertThat(erase(OVER)).isEqualTo(1);
    }

    @Test
    void a_night_leaves_an_entry_in_the_audit_trail_with_the_count_and_nothing_to_do_for_another_node() {
        List<String> audited = new ArrayList<>();
        ErasureSteps steps = new ErasureSteps();
        steps.database = database;
        steps.clock = Clock.fixed(OVER, ZoneOffset.UTC);
        steps.audit = new AuditTrail() {
            @Override
            public void record(Actor actor, String action, String subject, String municipality, String detail) {
                audited.add(String.join(" | ", actor.name(), action, subject, municipality, detail));
            }
        };
        Eraser first = new Eraser();
        first.steps = steps;
        Eraser another = new Eraser();
        another.steps = steps;

        first.night();
        settle(8);
        another.night();
        assertThat(audited)
                .containsExactly("kravbro | people erased | municipality 0101 | 0101 | 1 claims, time over in 2032");
        first.night();

        assertThat(audited).hasSize(2);
        assertThat(TestDatabase.value("select count(*) from claims where erased_at is null"))
                .isEqualTo("0");
    }

    @Test
    void fbs_cannot_change_an_erased_fee_and_is_told_why() throws SQLException {
        erase(OVER);

        for (FeeOutcome outcome : List.of(
                put(1, 7),
                put(2, 7),
                store.cancel(AGENCY, "7", "{\"version\": 2, \"reason\": \"wrong\", \"date\": \"2026-11-20\"}"))) {
            assertThat(((FeeOutcome.Refused) outcome).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.FEE_ERASED));
        }
        assertThat(put(2, 8)).isInstanceOf(FeeOutcome.Taken.class);
        assertThat(TestDatabase.value("select version from claims where fee_id = 7"))
                .isEqualTo("1");
    }

    private FeeOutcome put(int version, long fee) {
        return store.put(
                AGENCY,
                String.valueOf(fee),
                "{\"version\": " + version
                        + ", \"type\": \"fee\", \"reasonMessage\": \"Gebyr (for sent)\", \"amount\": "
                        + (69 + version) + ", \"loan\": {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\","
                        + " \"returnDate\": \"2026-10-19\"}, \"materials\": [{\"materialItemNumber\": \"4996901420\"}],"
                        + " \"creationDate\": \"2026-10-19\", \"dueDate\": \"2026-11-18\", \"debtor\": {\"kind\": \"person\","
                        + " \"cpr\": \"0206793776\", \"name\": \"Mette Testrup\"}}");
    }

    /** Told, accepted and paid in November 2026. */
    private static void settle(long fee) {
        long claim = claim(fee);
        TestDatabase.sql(
                "alter table deliveries disable trigger delivery_step; update deliveries set state = 'ACCEPTED',"
                        + " settled_at = '2026-11-24T00:00Z' where claim_id = " + claim
                        + "; alter table deliveries enable trigger delivery_step");
        TestDatabase.sql("insert into events (municipality_code, claim_id, delivery_id, kind, at, actor, detail) select"
                + " '0101', claim_id, id, 'ACCEPTED', '2026-11-24T00:00Z', 'kravbro', 'REGISTER KV-1' from deliveries"
                + " where claim_id = " + claim);
        TestDatabase.sql("insert into claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on,"
                + " recorded_at, notice_key, detail) values (nextval('claim_entries_seq'), " + claim
                + ", '0101', 'COVERAGE', 7000, '2026-11-25', '2026-11-25T00:00Z', 'n-" + fee + "', 'PAYMENT')");
    }

    private static long claim(long fee) {
        return Long.parseLong(TestDatabase.value("select id from claims where fee_id = " + fee));
    }

    private int erase(Instant now) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            int erased = new ErasureRows(connection, Erasures.year(Clock.fixed(now, ZoneOffset.UTC)))
                    .erase("0101", 0, now)
                    .claims();
            connection.commit();
            return erased;
        }
    }

    private Erasures.Figure figure(Instant now) {
        Erasures erasures = new Erasures();
        erasures.database = database;
        erasures.clock = Clock.fixed(now, ZoneOffset.UTC);
        return erasures.figures(OPERATOR).stream()
                .filter(figure -> figure.municipalityCode().equals("0101"))
                .findFirst()
                .orElseThrow();
    }

    private static String ledger() {
        return TestDatabase.value("select md5(string_agg(e::text, '|' order by id)) from claim_entries e")
                + TestDatabase.value(
                        "select md5(string_agg(concat(id, claim_id, kind, amount_ore, version, state, request_id,"
                                + " receipt, settled_at), '|' order by id)) from deliveries")
                + TestDatabase.value(
                        "select md5(string_agg(concat(id, agency_id, fee_id, version, amount_ore, withdrawn,"
                                + " changed_at), '|' order by id)) from claims");
    }
}
