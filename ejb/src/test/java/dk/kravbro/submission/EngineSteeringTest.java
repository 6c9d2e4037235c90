package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Limits, throttles, outages, stops: how a run holds itself back, on the real statements and a real PostgreSQL. */
class EngineSteeringTest {

    private static final UUID ME = UUID.randomUUID();
    private static final RetrySchedule RETRY = new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1));
    private static final String KOBENHAVN = "64942212";

    private final RunStore runs = new RunStore();
    private final RunTermsStore terms = new RunTermsStore();
    private final RunHoldStore holds = new RunHoldStore();
    private final RunLimits limits = new RunLimits();
    private final Throttles throttles = new Throttles();
    private final RunPace pace = new RunPace();
    private final Outages outages = new Outages();
    private final SliceStore slices = new SliceStore();
    private final SweepStore sweeps = new SweepStore();
    private RunStore.OpenRun run = new RunStore.OpenRun(0, "0101", "KOBENHAVN");

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        runs.database = database;
        terms.database = database;
        holds.database = database;
        limits.holds = holds;
        throttles.database = database;
        pace.runs = runs;
        pace.limits = limits;
        pace.throttles = throttles;
        outages.database = database;
        outages.settings = Settings.of(
                Map.of("kravbro.submission.away-after-slices", "2", "kravbro.submission.probe.max", "PT1H"));
        slices.people = TestKeys.people();
        slices.database = database;
        sweeps.database = database;
        sql("insert into nodes values ('n1', '" + ME + "', now(), now())");
        sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at)"
                        + " values ('0101', now(), 'MANUAL', 'test', 'n1', '" + ME + "', now())");
        run = new RunStore.OpenRun(Long.parseLong(value("select max(id) from submission_runs")), "0101", "KOBENHAVN");
    }

    private RunTerms now() throws SQLException {
        return terms.of(run.id()).orElseThrow();
    }

    private void due(int from, int to, long ore) {
        for (int i = from; i <= to; i++) {
            Claims.insert(i, "0101", i, ore);
            Claims.deliver(i, i, "0101", 1, "REGISTER", ore, "DUE");
        }
    }

    private void answered(int from, int to, String state) {
        sql("update deliveries set run_id = " + run.id() + ", slice_id = 1, owner_node = 'n1', owner_incarnation = '"
                + ME + "', state = 'QUEUED', queued_at = now() where id between " + from + " and " + to);
        sql("update deliveries set state = 'SENDING' where id between " + from + " and " + to);
        sql("update deliveries set state = '" + state + "' where id between " + from + " and " + to);
    }

    // ---- limits

    @Test
    void a_run_of_the_limit_goes_and_one_ore_more_is_held() throws SQLException {
        due(1, 10, 1000);
        sql("update municipalities set hold_above_ore = 10000 where code = '0101'");
        assertThat(limits.hold(run, now())).isFalse();

        sql("update municipalities set hold_above_ore = 9999 where code = '0101'");
        assertThat(limits.hold(run, now())).isTrue();
        assertThat(now().held()).isTrue();
        assertThat(rows("select cause, found, allowed from run_holds"))
                .containsExactly(List.of("TOTAL_AMOUNT", "10000", "9999"));
    }

    @Test
    void what_the_run_has_sent_counts_towards_its_total() throws SQLException {
        due(1, 10, 1000);
        answered(1, 8, "ACCEPTED");
        sql("update municipalities set hold_above_ore = 9999 where code = '0101'");
        assertThat(limits.hold(run, now())).isTrue();
    }

    @Test
    void a_share_of_refusals_is_looked_at_from_twenty_answers_on() throws SQLException {
        due(1, 40, 1000);
        sql("update municipalities set hold_above_refused_percent = 10 where code = '0101'");
        answered(1, 19, "REFUSED");
        assertThat(limits.hold(run, now())).as("19 answers").isFalse();

        answered(20, 20, "REFUSED");
        assertThat(limits.hold(run, now())).as("20 answers").isTrue();
        assertThat(value("select found from run_holds")).isEqualTo("100");
    }

    @Test
    void a_share_at_the_limit_goes_and_one_above_is_held() throws SQLException {
        due(1, 20, 1000);
        sql("update municipalities set hold_above_refused_percent = 10 where code = '0101'");
        answered(1, 2, "REFUSED");
        answered(3, 20, "ACCEPTED");
        assertThat(limits.hold(run, now())).as("2 of 20").isFalse();

        due(21, 21, 1000);
        answered(21, 21, "REFUSED");
        assertThat(limits.hold(run, now())).as("3 of 21").isTrue();
    }

    @Test
    void where_refusals_are_limited_a_run_begins_small_and_grows_with_its_answers() throws SQLException {
        sql("update municipalities set hold_above_refused_percent = 10 where code = '0101'");
        assertThat(pace.take(run, now(), 5000)).isEqualTo(RunLimits.FIRST_STEP);
        due(1, 10, 1000);
        answered(1, 10, "ACCEPTED");
        assertThat(pace.take(run, now(), 5000)).isEqualTo(RunLimits.FIRST_STEP + 30);
    }

    @Test
    void two_different_people_release_a_run_and_the_same_cause_does_not_hold_it_again() throws SQLException {
        due(1, 10, 1000);
        sql("update municipalities set hold_above_ore = 1 where code = '0101'");
        limits.hold(run, now());

        assertThat(holds.release(run.id(), "anna")).isEqualTo(1);
        assertThat(now().held()).as("after one").isTrue();
        assertThat(holds.release(run.id(), "anna")).as("the same person again").isZero();
        assertThat(now().held()).isTrue();
        assertThat(holds.release(run.id(), "bo")).isEqualTo(1);
        assertThat(now().held()).as("after two").isFalse();
        assertThat(limits.hold(run, now())).isFalse();
        assertThat(rows("select first_release_by, second_release_by from run_holds"))
                .containsExactly(List.of("anna", "bo"));
        assertThat(holds.release(run.id(), "carl")).as("too late").isZero();
    }

    // ---- throttles

    @Test
    void a_throttle_grants_its_number_a_minute_over_all_who_ask() throws SQLException {
        sql("update municipalities set most_per_minute = 120 where code = '0101'");
        sql("update debtor_systems set most_per_minute = 100 where product = 'KOBENHAVN'");

        assertThat(pace.take(run, now(), 70)).isEqualTo(70);
        assertThat(pace.take(run, now(), 70)).as("the product's rest").isEqualTo(30);
        assertThat(pace.take(run, now(), 70)).isZero();
        pace.giveBack(run, now(), 5);
        assertThat(pace.take(run, now(), 70)).as("what was given back").isEqualTo(5);
        sql("update throttles set minute = minute - interval '1 minute'");
        assertThat(pace.take(run, now(), 70)).as("the next minute").isEqualTo(70);
        assertThat(value("select used from throttles where name = 'municipality:0101'"))
                .as("what the product did not grant is not used up")
                .isEqualTo("70");
    }

    @Test
    void a_throttled_municipality_has_no_more_waiting_than_a_minute_s_worth() throws SQLException {
        sql("update municipalities set most_per_minute = 10 where code = '0101'");
        due(1, 8, 1000);
        sql("update deliveries set state = 'QUEUED'");
        assertThat(pace.take(run, now(), 5000)).isEqualTo(2);
    }

    // ---- outages

    private List<BegunDelivery> begun(long slice, int from, int to) throws SQLException {
        sql("update deliveries set state = 'QUEUED', slice_id = " + slice + ", owner_node = 'n1', owner_incarnation = '"
                + ME + "', queued_at = now(), not_before = null where id between " + from + " and " + to);
        return slices.begin(slice, "n1", ME);
    }

    private RecordedOutcome outcome(BegunDelivery begun, DeliveryOutcome outcome) {
        return RecordedOutcome.of(begun, outcome, RETRY, Duration.ofSeconds(30), new Random(1));
    }

    @Test
    void a_withheld_call_is_no_attempt_and_rests_for_nothing() throws SQLException {
        due(1, 1, 1000);
        for (int slice = 1; slice <= 30; slice++) {
            BegunDelivery begun = begun(slice, 1, 1).get(0);
            assertThat(begun.attempt()).isEqualTo(1);
            slices.finish(
                    slice, "n1", ME, List.of(outcome(begun, new DeliveryOutcome.NotDelivered("AWAY", "withheld"))));
        }
        assertThat(rows("select state, attempts, not_before from deliveries"))
                .containsExactly(List.of("DUE", "0", "null"));
        assertThat(value("select count(*) from delivery_attempts where outcome = 'DUE'"))
                .as("the history keeps them")
                .isEqualTo("30");
    }

    @Test
    void after_some_slices_in_a_row_it_counts_as_away_and_one_probe_at_a_time_may_go() throws SQLException {
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");
        assertThat(now().away()).as("one slice says little").isFalse();
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");
        assertThat(now().away()).isTrue();
        assertThat(now().standsStill()).isTrue();
        assertThat(outages.takeProbe("0101")).as("not yet").isFalse();

        sql("update outages set probe_at = now() - interval '1 second'");
        assertThat(now().probeDue()).isTrue();
        assertThat(outages.takeProbe("0101")).isTrue();
        assertThat(outages.takeProbe("0101")).as("one at a time").isFalse();
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");
        assertThat(
                        value(
                                "select probe_at between now() + interval '15 seconds' and now() + interval '25 seconds' from outages"))
                .as("the second rest is about twice the first")
                .isEqualTo("t");
    }

    @Test
    void the_first_answer_opens_the_way_and_what_rested_is_due_at_once() throws SQLException {
        due(1, 3, 1000);
        sql("update deliveries set not_before = now() + interval '1 hour', reason = 'CONNECT_REFUSED' where id = 1");
        sql("update deliveries set not_before = now() + interval '1 hour', reason = 'NOT_FOUND' where id = 2");
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");

        outages.reached(KOBENHAVN);

        assertThat(now().away()).isFalse();
        assertThat(rows("select id, not_before is null from deliveries order by id"))
                .containsExactly(List.of("1", "t"), List.of("2", "f"), List.of("3", "t"));
    }

    @Test
    void misses_long_apart_are_not_in_a_row() throws SQLException {
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");
        sql("update outages set changed_at = now() - interval '11 minutes'");
        outages.missed(KOBENHAVN, "CONNECT_REFUSED");
        assertThat(now().away()).isFalse();
    }

    @Test
    void seventy_two_hours_away_use_up_no_attempts_and_end_with_everything_due() throws SQLException {
        due(1, 50, 1000);
        int slice = 0;
        double hours = 0;
        while (hours < 72) {
            slice++;
            boolean away = now().away();
            if (away) {
                sql("update outages set probe_at = now() - interval '1 second'");
                assertThat(outages.takeProbe("0101")).isTrue();
            }
            sql("update deliveries set not_before = null");
            List<BegunDelivery> begun = begun(slice, 1, away ? 1 : 50);
            slices.finish(
                    slice,
                    "n1",
                    ME,
                    begun.stream()
                            .map(each -> outcome(
                                    each,
                                    each.id() <= 20
                                            ? new DeliveryOutcome.NotDelivered("CONNECT_REFUSED", "away")
                                            : new DeliveryOutcome.NotDelivered("AWAY", "withheld")))
                            .toList());
            outages.missed(KOBENHAVN, "CONNECT_REFUSED");
            hours += away ? 1 : 10 / 3600.0;
        }
        assertThat(value("select max(attempts) from deliveries where id > 20")).isEqualTo("0");
        assertThat(value("select count(*) from deliveries where state = 'DUE'"))
                .as("nothing is given up")
                .isEqualTo("50");
        outages.reached(KOBENHAVN);
        assertThat(value("select count(*) from deliveries where not_before > now()"))
                .isEqualTo("0");
    }

    // ---- stop and pause

    @Test
    void a_run_that_is_asked_to_stop_takes_back_what_is_queued_and_ends_when_nothing_is_on_the_wire()
            throws SQLException {
        due(1, 4, 1000);
        sql("update deliveries set run_id = " + run.id() + ", slice_id = 1, owner_node = 'n1', owner_incarnation = '"
                + ME + "', state = 'QUEUED', queued_at = now() where id <= 3");
        sql("update deliveries set state = 'SENDING' where id = 1");

        assertThat(holds.askToStop(run.id(), "anna")).contains("anna");
        assertThat(holds.askToStop(run.id(), "bo")).as("the first wish counts").contains("anna");
        assertThat(now().stop()).contains("anna");
        assertThat(terms.takeBack(run.id())).isEqualTo(2);
        assertThat(holds.endStopped(run.id())).as("one is on the wire").isEmpty();
        sql("update deliveries set state = 'ACCEPTED', owner_node = null where id = 1");
        assertThat(holds.endStopped(run.id()))
                .hasValueSatisfying(words -> assertThat(words).startsWith("stopped by anna: "));
        assertThat(terms.of(run.id())).isEmpty();
        assertThat(value("select count(*) from deliveries where state = 'DUE'")).isEqualTo("3");
        assertThat(holds.askToStop(run.id(), "bo")).as("too late").isEmpty();
    }

    @Test
    void a_paused_product_stands_still_and_its_queued_slices_are_not_begun() throws SQLException {
        due(1, 2, 1000);
        sql("update deliveries set slice_id = 1, owner_node = 'n1', owner_incarnation = '" + ME
                + "', state = 'QUEUED', queued_at = now()");
        sql("update debtor_systems set paused = true where product = 'KOBENHAVN'");

        assertThat(now().halted()).isTrue();
        assertThat(slices.begin(1, "n1", ME)).isEmpty();
        assertThat(sweeps.requeueLost(Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isEqualTo(2);
        sql("update debtor_systems set paused = false");
        assertThat(now().halted()).isFalse();
    }

    @Test
    void a_delivery_that_cannot_be_read_waits_for_a_person_and_its_neighbours_go() throws SQLException {
        due(1, 3, 1000);
        sql("update deliveries set version = 99 where id = 2");
        slices.poison = new PoisonStore();
        slices.poison.database = slices.database;

        assertThat(begun(7, 1, 3)).extracting(BegunDelivery::id).containsExactly(1L, 3L);
        assertThat(rows("select id, state, reason from deliveries order by id"))
                .containsExactly(
                        List.of("1", "SENDING", ""),
                        List.of("2", "ON_WORKLIST", "POISON"),
                        List.of("3", "SENDING", ""));
    }

    @Test
    void a_delivery_that_was_sealed_with_a_key_of_others_goes_back_to_them() throws SQLException {
        due(1, 3, 1000);
        sql("update claim_versions set said = set_byte(said, 0, 9) where claim_id = 2");
        slices.poison = new PoisonStore();
        slices.poison.database = slices.database;

        assertThat(begun(7, 1, 3)).extracting(BegunDelivery::id).containsExactly(1L, 3L);
        assertThat(
                        rows(
                                "select id, state, reason, attempts, owner_node, not_before > now() from deliveries order by id"))
                .containsExactly(
                        List.of("1", "SENDING", "", "1", "n1", "null"),
                        List.of("2", "DUE", "KEY_MISSING", "0", "null", "t"),
                        List.of("3", "SENDING", "", "1", "n1", "null"));
        assertThat(rows("select outcome, detail from delivery_attempts where delivery_id = 2"))
                .containsExactly(List.of("DUE", "KEY_MISSING"));
    }

    // ---- the schedule

    @Test
    void the_schedule_of_waits_is_by_outcome() {
        Random random = new Random(1);
        assertThat(RETRY.after("AWAY", 9, random)).isZero();
        assertThat(RETRY.after("NODE_STOOD_STILL", 9, random)).isZero();
        assertThat(RETRY.after("CONNECT_REFUSED", 1, random)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
        assertThat(RETRY.after("HTTP_TOO_MANY", 1, random)).isBetween(Duration.ofSeconds(24), Duration.ofSeconds(36));
        assertThat(RETRY.after("PLATFORM_NO_ROUTE", 1, random))
                .isBetween(Duration.ofSeconds(48), Duration.ofSeconds(72));
        assertThat(RETRY.after("PLATFORM_NO_ROUTE", 30, random)).isLessThanOrEqualTo(Duration.ofMinutes(72));
    }
}
