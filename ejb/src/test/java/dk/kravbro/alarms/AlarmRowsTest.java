package dk.kravbro.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.secrets.CertificateEnds;
import dk.kravbro.secrets.Secrets;
import dk.kravbro.secrets.ServerKeyStores;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.time.BusinessClock;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** From rows to alarms, in a real database; rows are moved back in time. København and Aarhus are live. */
class AlarmRowsTest {

    private static final Actor OPERATOR = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "test");
    private static final Actor OF_AARHUS = new Actor("aarhus", Set.of(Role.MUNICIPALITY), Set.of("0751"), "test");

    private final AlarmBook.Speaker n1 = speaker("n1");
    private final FactsStore facts = new FactsStore();
    private final OpenClaimsStore openClaims = new OpenClaimsStore();
    private final AlarmBook book = new AlarmBook();
    private final Settings settings = Settings.of(Map.of());
    private int claims;

    @BeforeEach
    void emptyTables() {
        DataSource source = TestDatabase.fresh();
        facts.database = source;
        openClaims.database = source;
        book.database = source;
        run("0101", "now()", "now()", "'done'");
        run("0751", "now()", "now()", "'done'");
    }

    @Test
    void when_all_is_well_there_is_no_alarm() throws SQLException {
        delivery("0101", "ACCEPTED", "1 hour");
        delivery("0101", "DUE", "1 hour");

        assertThat(alarms()).isEmpty();
    }

    @Test
    void no_run_since() throws SQLException {
        TestDatabase.sql(
                "update submission_runs set ended_at = now() - interval '27 hours' where municipality_code = '0101'");
        assertThat(alarms()).containsExactly("NO_RUN_SINCE 0101 1");

        // A slot that only joined a run that does not end is no run that ended.
        run("0101", "now() - interval '1 hour'", "null", "null");
        run("0101", "now()", "now()", "'joined run 1'");
        assertThat(alarms()).containsExactly("NO_RUN_SINCE 0101 1");

        TestDatabase.sql("update municipalities set run_days = '"
                + LocalDate.now(BusinessClock.COPENHAGEN)
                        .minusDays(3)
                        .getDayOfWeek()
                        .name()
                        .substring(0, 3)
                + "' where code = '0101'");
        assertThat(alarms()).as("none was planned").isEmpty();
    }

    @Test
    void a_municipality_that_is_not_live_has_no_alarms() throws SQLException {
        delivery("0461", "WAITING", "30 days");
        delivery("0461", "IN_DOUBT", "30 days");
        TestDatabase.sql("update municipalities set live_on = current_date + 30 where code = '0461'");

        assertThat(alarms()).isEmpty();
    }

    @Test
    void no_answers_since() throws SQLException {
        delivery("0101", "ACCEPTED", "10 days");
        assertThat(alarms()).containsExactly("NO_ANSWERS_SINCE 0101 1");

        TestDatabase.sql(
                "insert into settlement_messages (municipality_cvr, message_id, sender, raw, raw_hash, received_at,"
                        + " state) select cvr, 'm', 's', 'r', 'h', now() - interval '3 days', 'APPLIED' from municipalities"
                        + " where code = '0101'");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void doubt_is_counted_from_the_end_of_its_latest_attempt() throws SQLException {
        long delivery = delivery("0101", "IN_DOUBT", "5 hours");
        attempt(delivery, "4 hours");
        assertThat(alarms()).containsExactly("IN_DOUBT_LONGER_THAN 0101 1");

        attempt(delivery, "1 hour");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void what_is_unsent_grows_old_whatever_it_waits_for() throws SQLException {
        for (String state : List.of("WAITING", "DUE", "QUEUED", "SENDING", "IN_DOUBT", "ON_WORKLIST")) {
            TestDatabase.sql("delete from deliveries");
            delivery("0101", state, "30 hours");
            assertThat(alarms()).as(state).contains("OLDEST_UNSENT 0101 1");
        }
        TestDatabase.sql("delete from deliveries");
        delivery("0101", "DUE", "8 days");
        delivery("0101", "DUE", "1 day");
        assertThat(alarms()).contains("OLDEST_UNSENT 0101 3");

        TestDatabase.sql("delete from deliveries");
        for (String state : List.of("ACCEPTED", "REFUSED", "NETTED")) {
            delivery("0751", state, "3 days");
        }
        assertThat(alarms()).as("settled").isEmpty();
    }

    @Test
    void what_a_municipality_chose_not_to_send_is_not_unsent() throws SQLException {
        delivery("0101", "WAITING", "30 days");
        // Two days: for an hour or two of each evening it is tomorrow in Denmark, where claims arise.
        TestDatabase.sql("update municipalities set earliest_fee_on = current_date + 2 where code = '0101'");
        assertThat(alarms()).isEmpty();

        TestDatabase.sql("update municipalities set earliest_fee_on = null where code = '0101'");
        assertThat(alarms()).contains("OLDEST_UNSENT 0101 3");
    }

    @Test
    void the_nearest_limitation_date_is_that_of_a_claim_with_something_untold() throws SQLException {
        long told = delivery("0101", "ACCEPTED", "1 hour");
        due(told, "1 day");
        assertThat(alarms()).as("it was told").isEmpty();

        long refused = delivery("0101", "REFUSED", "1 hour");
        due(refused, "20 days");
        due(delivery("0101", "DUE", "1 hour"), "100 days");
        assertThat(alarms()).containsExactly("LIMITATION_NEAR 0101 3");

        long correction = delivery("0101", "ACCEPTED", "1 hour");
        TestDatabase.sql("update deliveries set corrects = " + refused + " where id = " + correction);
        assertThat(alarms()).as("the refusal was corrected").containsExactly("LIMITATION_NEAR 0101 1");
    }

    @Test
    void a_held_run_a_system_that_is_away_and_a_long_wait_for_a_person() throws SQLException {
        run("0101", "now()", "null", "null");
        TestDatabase.sql(
                "insert into run_holds (run_id, cause, found, allowed, held_at) select id, 'TOTAL_AMOUNT', 2, 1, now()"
                        + " from submission_runs where ended_at is null");
        TestDatabase.sql("insert into outages (municipality_code, failures, away_since, code) values"
                + " ('0751', 3, now(), 'CONNECT_REFUSED'), ('0101', 1, null, 'CONNECT_REFUSED')");
        delivery("0751", "ON_WORKLIST", "50 hours");

        assertThat(alarms())
                .containsExactly(
                        "RUN_HELD 0101 1", "DEBTOR_SYSTEM_AWAY 0751 1", "OLDEST_UNSENT 0751 1", "WORKLIST_AGE 0751 1");

        TestDatabase.sql("update run_holds set first_release_by = 'a', second_release_by = 'b'");
        assertThat(alarms()).doesNotContain("RUN_HELD 0101 1");
    }

    @Test
    void answers_that_do_not_fit_until_somebody_has_looked() throws SQLException {
        TestDatabase.sql(
                "insert into calls select now(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '0101', '1',"
                        + " null, 'o', 'e', 's', '1.1', 'IN_DOUBT', 'ANSWER_UNREADABLE', 'w', 200, 1, 1, 1, now(), '', '', '', unfit"
                        + " from unnest(array[true, false]) unfit");
        assertThat(alarms()).containsExactly("ANSWERS_UNFIT 0101 1");

        TestDatabase.sql("update calls set seen_at = now(), seen_by = 'a'");
        assertThat(alarms()).isEmpty();
    }

    @Test
    void a_silent_node_is_told_for_a_week() throws SQLException {
        TestDatabase.sql("insert into nodes (name, incarnation, started_at, beat_at) values"
                + " ('n1', gen_random_uuid(), now(), now()),"
                + " ('n2', gen_random_uuid(), now(), now() - interval '1 minute'),"
                + " ('n3', gen_random_uuid(), now(), now() - interval '8 days')");

        assertThat(alarms()).containsExactly("NODE_SILENT n2 1");
    }

    @Test
    void a_reader_sees_the_alarms_of_its_own_municipality_only() throws SQLException {
        delivery("0101", "DUE", "2 days");
        delivery("0751", "DUE", "4 days");
        openClaims.count();
        Alarms alarms = new Alarms();
        alarms.facts = facts;
        alarms.settings = settings;
        alarms.watch = new AlarmWatch();

        assertThat(texts(alarms.all(OPERATOR))).containsExactly("OLDEST_UNSENT 0101 1", "OLDEST_UNSENT 0751 2");
        assertThat(texts(alarms.visible(OF_AARHUS))).containsExactly("OLDEST_UNSENT 0751 2");
        assertThat(texts(alarms.of(OF_AARHUS, "0751").alarms())).containsExactly("OLDEST_UNSENT 0751 2");
        assertThat(alarms.of(OF_AARHUS, "0751").limitationOn())
                .isEqualTo(LocalDate.now(BusinessClock.COPENHAGEN).plusDays(10).plusYears(3));
        assertThat(alarms.of(OPERATOR, "0461")).isEqualTo(MunicipalityAlarms.NONE);
        assertThatThrownBy(() -> alarms.of(OF_AARHUS, "0101")).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> alarms.all(OF_AARHUS)).isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void one_node_speaks_until_its_lease_ends() throws SQLException {
        AlarmBook.Speaker first = speaker("n1");
        AlarmBook.Speaker second = speaker("n2");
        assertThat(book.lead(first)).isTrue();
        assertThat(book.lead(second)).isFalse();
        assertThat(book.lead(first)).isTrue();

        List<Alarm> alarms = List.of(Alarm.of(AlarmKind.RUN_HELD, "0101", Instant.EPOCH, Instant.EPOCH));
        book.note(second, alarms);
        assertThat(TestDatabase.rows("select kind from alarms")).isEmpty();

        TestDatabase.sql("update leases set until = now() - interval '1 second'");
        book.note(second, alarms);
        assertThat(TestDatabase.rows("select kind from alarms")).hasSize(1);
        assertThat(book.lead(first)).isFalse();
    }

    private static AlarmBook.Speaker speaker(String node) {
        return new AlarmBook.Speaker(node, UUID.randomUUID(), Duration.ofMinutes(1));
    }

    @Test
    void the_book_holds_what_is_on_now() throws SQLException {
        delivery("0101", "DUE", "2 days");
        note();
        TestDatabase.sql("update deliveries set created_at = now() - interval '4 days'");
        note();
        assertThat(TestDatabase.rows("select kind, municipality_code, step from alarms"))
                .containsExactly(List.of("OLDEST_UNSENT", "0101", "2"));

        TestDatabase.sql("delete from deliveries");
        note();
        assertThat(TestDatabase.rows("select kind from alarms")).isEmpty();
    }

    @Test
    void a_look_that_fails_is_an_alarm_until_one_succeeds() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {1});
        AlarmWatch watch = new AlarmWatch();
        watch.facts = facts;
        watch.openClaims = openClaims;
        watch.book = book;
        watch.certificates = new CertificateEnds(settings, new Secrets(), new ServerKeyStores());
        watch.settings = settings;
        watch.clock = Clock.systemUTC();
        DataSource there = book.database;

        book.database = nobody;
        watch.look(null);
        watch.look(null);
        assertThat(watch.latest().alarms()).extracting(Alarm::kind).containsExactly(AlarmKind.CHECK_FAILED);
        assertThat(watch.latest().failures()).isEqualTo(2);

        book.database = there;
        watch.look(null);
        assertThat(watch.latest().alarms()).isEmpty();
        assertThat(watch.latest().failures()).isZero();
        assertThat(watch.latest().facts().municipalities()).hasSize(2);
        assertThat(watch.isLate()).isFalse();
    }

    @Test
    void the_looks_walk_no_history() {
        // Much history and little that is open; as the planner sees it after a vacuum.
        TestDatabase.sql("insert into claims (id, municipality_code, agency_id, fee_id, version, claim_type,"
                + " amount_ore, debtor, debtor_key, name_key, created_at, changed_at) select i, '0101', 'a', i, 1, 'LATE_FEE',"
                + " 1, '\\x01', '\\x01', '\\x01', now(), now() from generate_series(1, 20000) i");
        TestDatabase.sql(
                "insert into claim_versions (claim_id, version, said_at, said_by, claim_type, amount_ore, withdrawn,"
                        + " reason, incurred_on, due_on, period_from, period_to, said) select i, 1, now(), 'fbs', 'LATE_FEE', 1, false, '', current_date,"
                        + " current_date, current_date, current_date, '\\x01' from generate_series(1, 20000) i");
        TestDatabase.sql(
                "insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version,"
                        + " state, conversation_id, request_id, created_at, settled_at) select i, i, '0101', 1, 'REGISTER', 1, 1,"
                        + " case when i % 400 = 0 then 'DUE' else 'ACCEPTED' end, gen_random_uuid(), gen_random_uuid(), now(), now()"
                        + " from generate_series(1, 20000) i");
        TestDatabase.sql("analyze deliveries");
        TestDatabase.sql("analyze claim_versions");

        String look = explained(FactsStore.MUNICIPALITIES.replace("?", "''"));
        String walk = explained(OpenClaimsStore.COUNT);

        assertThat(look).contains("deliveries_").doesNotContain("Seq Scan on deliveries");
        assertThat(walk)
                .contains("municipality_code = m.code) AND (state = ANY")
                .doesNotContain("Seq Scan on deliveries", "Seq Scan on claim_versions");
    }

    private static String explained(String query) {
        return TestDatabase.rows("explain " + query).stream()
                .map(row -> row.get(0))
                .collect(Collectors.joining("\n"));
    }

    private void note() throws SQLException {
        openClaims.count();
        book.note(n1, new AlarmRules(AlarmLimits.of(settings)).alarms(facts.all()));
    }

    private List<String> alarms() throws SQLException {
        openClaims.count();
        return texts(new AlarmRules(AlarmLimits.of(settings)).alarms(facts.all()));
    }

    private static List<String> texts(List<Alarm> alarms) {
        return alarms.stream()
                .map(alarm -> alarm.kind() + " " + alarm.municipalityCode() + alarm.node() + " " + alarm.step())
                .toList();
    }

    private static void run(String code, String started, String ended, String result) {
        TestDatabase.sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation,"
                        + " started_at, ended_at, result) values ('" + code
                        + "', clock_timestamp(), 'TIMER', 'kravbro', 'n1',"
                        + " gen_random_uuid(), " + started + ", " + ended + ", " + result + ")");
    }

    /** A claim of its own, due in ten days, with one delivery of that age. */
    private long delivery(String code, String state, String age) {
        int id = ++claims;
        TestDatabase.sql("insert into claims (id, municipality_code, agency_id, fee_id, version, claim_type,"
                + " amount_ore, debtor, debtor_key, name_key, created_at, changed_at) values (" + id + ", '"
                + code
                + "', 'a', " + id + ", 1, 'LATE_FEE', 1, '\\x01', '\\x01', '\\x01', now(), now())");
        TestDatabase.sql(
                "insert into claim_versions (claim_id, version, said_at, said_by, claim_type, amount_ore, withdrawn,"
                        + " reason, incurred_on, due_on, period_from, period_to, said) select " + id
                        + ", 1, now(), 'fbs', 'LATE_FEE', 1, false, '',"
                        + " (now() at time zone 'Europe/Copenhagen')::date, (now() at time zone 'Europe/Copenhagen')::date + 10,"
                        + " current_date, current_date, '\\x01'");
        TestDatabase.sql(
                "insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version,"
                        + " state, conversation_id, request_id, created_at, settled_at) values (" + id + ", " + id
                        + ", '" + code
                        + "', 1, 'REGISTER', 1, 1, '" + state
                        + "', gen_random_uuid(), gen_random_uuid(), now() - interval '" + age
                        + "', " + (state.equals("ACCEPTED") ? "now() - interval '" + age + "'" : "null") + ")");
        return id;
    }

    /** Moves a claim's last payment date: its limitation date is that far ahead. */
    private static void due(long claim, String ahead) {
        TestDatabase.sql(
                "update claim_versions set due_on = ((now() at time zone 'Europe/Copenhagen')::date + interval '"
                        + ahead + "' - interval '3 years')::date where claim_id = " + claim);
    }

    private static void attempt(long delivery, String ended) {
        TestDatabase.sql(
                "insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at,"
                        + " ended_at) values (nextval('delivery_attempts_seq'), " + delivery
                        + ", 1, gen_random_uuid(), 'n1',"
                        + " gen_random_uuid(), now() - interval '" + ended + "', now() - interval '" + ended + "')");
    }
}
