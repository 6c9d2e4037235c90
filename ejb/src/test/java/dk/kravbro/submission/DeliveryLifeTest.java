package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A delivery's way through begin, finish, doubt and sweep, on the real statements and a real PostgreSQL. */
class DeliveryLifeTest {

    private static final UUID ME = UUID.randomUUID();
    private static final RetrySchedule RETRY = new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1));

    private final SliceStore slices = new SliceStore();
    private final NettingStore netting = new NettingStore();
    private final RunStore runs = new RunStore();
    private final DoubtStore doubts = new DoubtStore();
    private final SweepStore sweeps = new SweepStore();

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        slices.people = TestKeys.people();
        slices.database = database;
        netting.people = TestKeys.people();
        netting.database = database;
        runs.database = database;
        doubts.database = database;
        sweeps.database = database;
        sql("insert into nodes values ('n1', '" + ME + "', now(), now())");
        sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at)"
                        + " values ('0101', now(), 'MANUAL', 'test', 'n1', '" + ME + "', now())");
    }

    private static long run() {
        return Long.parseLong(value("select max(id) from submission_runs"));
    }

    private static void queue(long slice, long... deliveries) {
        for (long id : deliveries) {
            sql("update deliveries set state = 'QUEUED', slice_id = " + slice
                    + ", owner_node = 'n1', owner_incarnation = '" + ME
                    + "', queued_at = now(), run_id = (select max(id) from submission_runs) where id = " + id);
        }
    }

    private static RecordedOutcome outcome(BegunDelivery begun, DeliveryOutcome outcome) {
        return RecordedOutcome.of(begun, outcome, RETRY, Duration.ofSeconds(30), new Random(1));
    }

    @Test
    void an_accepted_delivery_has_its_receipt_its_attempt_its_event_and_its_answer() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);

        List<BegunDelivery> begun = slices.begin(5, "n1", ME);
        int ours = slices.finish(
                5, "n1", ME, List.of(outcome(begun.get(0), new DeliveryOutcome.Accepted("R-1", List.of()))));

        assertThat(ours).isEqualTo(1);
        assertThat(begun.get(0).claimReference()).isEqualTo("DK-710100-11");
        assertThat(begun.get(0).municipalityCvr()).isEqualTo("64942212");
        assertThat(rows("select state, receipt, attempts, owner_node, settled_at is not null from deliveries"))
                .containsExactly(List.of("ACCEPTED", "R-1", "1", "null", "t"));
        assertThat(rows("select outcome, ended_at is not null from delivery_attempts"))
                .containsExactly(List.of("ACCEPTED", "t"));
        assertThat(value("select count(*) from events e join answers_pending p on p.event_id = e.id"
                        + " where e.kind = 'ACCEPTED'"))
                .isEqualTo("1");
    }

    @Test
    void a_slice_is_begun_once_whoever_gets_its_message_again() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);

        assertThat(slices.begin(5, "n1", ME)).hasSize(1);
        assertThat(slices.begin(5, "n2", UUID.randomUUID())).isEmpty();
    }

    @Test
    void what_did_not_arrive_is_due_again_after_a_rest_and_leaves_no_answer() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);

        BegunDelivery begun = slices.begin(5, "n1", ME).get(0);
        slices.finish(5, "n1", ME, List.of(outcome(begun, new DeliveryOutcome.NotDelivered("CONNECT", "refused"))));

        assertThat(rows("select state, reason, not_before > now() + interval '7 seconds' from deliveries"))
                .containsExactly(List.of("DUE", "CONNECT", "t"));
        assertThat(value("select count(*) from answers_pending")).isEqualTo("0");
        assertThat(runs.isQuiet(new RunStore.OpenRun(run(), "0101", "OPUS"))).isFalse();
    }

    @Test
    void a_finish_that_comes_after_the_sweep_changes_nothing() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        BegunDelivery begun = slices.begin(5, "n1", ME).get(0);

        int swept = sweeps.doubt(new SweepStore.BegunSlice(5, "n1", ME), Duration.ZERO);
        int ours = slices.finish(5, "n1", ME, List.of(outcome(begun, new DeliveryOutcome.Accepted("R", List.of()))));

        assertThat(swept).isEqualTo(1);
        assertThat(ours).isZero();
        assertThat(value("select state from deliveries")).isEqualTo("IN_DOUBT");
        assertThat(value("select outcome from delivery_attempts")).isEqualTo("IN_DOUBT");
    }

    @Test
    void doubt_ends_as_the_debtor_system_says() throws SQLException {
        for (long i = 1; i <= 4; i++) {
            Claims.insert(i, "0101", 10 + i, 7000);
            Claims.deliver(i, i, "0101", 1, "REGISTER", 7000, "DUE");
        }
        queue(5, 1, 2, 3, 4);
        slices.begin(5, "n1", ME);
        sweeps.doubt(new SweepStore.BegunSlice(5, "n1", ME), Duration.ZERO);

        List<DoubtStore.InDoubt> claimed = doubts.claim("0101", 10, Duration.ofMinutes(1));
        assertThat(doubts.claim("0101", 10, Duration.ofMinutes(1))).isEmpty();
        Map<UUID, Finding> findings = Map.of(
                request(claimed, 1), new Finding.Found("R-1", "DK-710100-11", OptionalLong.of(7000)),
                request(claimed, 2), new Finding.NotFound(),
                request(claimed, 3), new Finding.FoundRefused("A1", "no"),
                request(claimed, 4), new Finding.Found("R-4", "DK-710100-14", OptionalLong.of(6999)));
        DoubtStore.Settled settled = doubts.settle(claimed, findings, RETRY);

        assertThat(settled).isEqualTo(new DoubtStore.Settled(1, 1, 1, 0, List.of(4L), List.of()));
        assertThat(rows("select state from deliveries order by id"))
                .containsExactly(List.of("ACCEPTED"), List.of("DUE"), List.of("REFUSED"), List.of("ON_WORKLIST"));
        assertThat(doubts.settle(claimed, findings, RETRY).all()).isZero();
    }

    private static UUID request(List<DoubtStore.InDoubt> claimed, long delivery) {
        return claimed.stream()
                .filter(d -> d.id() == delivery)
                .findFirst()
                .orElseThrow()
                .requestId();
    }

    @Test
    void an_answer_about_an_earlier_doubt_is_not_written_down() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        slices.begin(5, "n1", ME);
        sweeps.doubt(new SweepStore.BegunSlice(5, "n1", ME), Duration.ZERO);
        List<DoubtStore.InDoubt> first = doubts.claim("0101", 10, Duration.ZERO);
        Map<UUID, Finding> notFound = Map.of(first.get(0).requestId(), new Finding.NotFound());
        doubts.settle(first, notFound, RETRY);
        queue(6, 1);
        slices.begin(6, "n1", ME);
        sweeps.doubt(new SweepStore.BegunSlice(6, "n1", ME), Duration.ZERO);

        assertThat(doubts.settle(first, notFound, RETRY).all()).isZero();
        assertThat(value("select state from deliveries")).isEqualTo("IN_DOUBT");
    }

    @Test
    void queued_deliveries_of_a_dead_node_are_due_again_and_its_old_message_finds_nothing() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        assertThat(sweeps.requeueLost(Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isZero();

        sql("update nodes set beat_at = now() - interval '9 seconds'");
        assertThat(sweeps.requeueLost(Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isEqualTo(1);
        assertThat(slices.begin(5, "n1", ME)).isEmpty();
    }

    @Test
    void the_next_delivery_of_a_claim_is_released_when_the_earlier_one_has_ended_well() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        Claims.says(1, 2, 8000, "0101011234", false);
        queue(5, 1);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 1000, "WAITING");
        BegunDelivery begun = slices.begin(5, "n1", ME).get(0);

        assertThat(runs.release("0101")).isZero();
        slices.finish(5, "n1", ME, List.of(outcome(begun, new DeliveryOutcome.Accepted("R", List.of()))));
        assertThat(runs.release("0101")).isEqualTo(1);
        assertThat(value("select state from deliveries where id = 2")).isEqualTo("DUE");
    }

    @Test
    void a_refused_delivery_holds_the_later_ones_of_its_claim_until_one_corrects_it() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        BegunDelivery begun = slices.begin(5, "n1", ME).get(0);
        slices.finish(5, "n1", ME, List.of(outcome(begun, new DeliveryOutcome.Refused("A1", "no"))));
        Claims.says(1, 2, 8000, "0202021234", false);
        Claims.deliver(2, 1, "0101", 2, "CHANGE_PARTY", 0, "WAITING");
        assertThat(runs.release("0101")).isZero();

        NettingStore.Netted netted = netting.net("0101", run());

        assertThat(netted).isEqualTo(new NettingStore.Netted(1, 1, 1));
        assertThat(rows("select kind, state, amount_ore, corrects from deliveries order by sequence_no"))
                .containsExactly(
                        List.of("REGISTER", "REFUSED", "7000", "null"),
                        List.of("CHANGE_PARTY", "NETTED", "0", "null"),
                        List.of("REGISTER", "DUE", "8000", "1"));
    }

    @Test
    void netting_leaves_a_claim_alone_that_has_a_delivery_on_its_way() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        Claims.says(1, 2, 8000, "0101011234", false);
        Claims.says(1, 3, 7000, "0101011234", false);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 1000, "WAITING");
        Claims.deliver(3, 1, "0101", 3, "WRITE_DOWN", 1000, "WAITING");

        assertThat(netting.net("0101", run()).claims()).isZero();
    }

    @Test
    void created_and_withdrawn_before_it_left_never_travels_and_the_history_keeps_it() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        Claims.says(1, 2, 0, "0101011234", true);
        Claims.deliver(2, 1, "0101", 2, "WITHDRAW", 7000, "WAITING");

        assertThat(netting.net("0101", run())).isEqualTo(new NettingStore.Netted(2, 1, 0));
        assertThat(rows("select distinct state, run_id is not null from deliveries"))
                .containsExactly(List.of("NETTED", "t"));
        assertThat(value("select count(*) from events where kind = 'NETTED'")).isEqualTo("2");
        assertThat(runs.isQuiet(new RunStore.OpenRun(run(), "0101", "OPUS"))).isTrue();
    }

    @Test
    void netting_works_through_more_claims_than_one_transaction_holds() throws SQLException {
        int claims = NettingStore.CHUNK * 2 + 1;
        for (int i = 1; i <= claims; i++) {
            Claims.insert(i, "0101", i, 7000);
            Claims.deliver(i * 2L, i, "0101", 1, "REGISTER", 7000, "DUE");
            Claims.says(i, 2, 8000, "0101011234", false);
            Claims.deliver(i * 2L + 1, i, "0101", 2, "WRITE_UP", 1000, "WAITING");
        }

        assertThat(netting.net("0101", run())).isEqualTo(new NettingStore.Netted(claims * 2, claims, claims));
        assertThat(value("select count(*) from deliveries where state = 'DUE' and amount_ore = 8000"))
                .isEqualTo(Integer.toString(claims));
    }

    @Test
    void the_earliest_date_holds_back_what_was_never_told_whatever_it_waited_for_before() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "WAITING");
        sql("update deliveries set reason = 'GO_LIVE'");
        sql("update municipalities set earliest_fee_on = '2026-10-20' where code = '0101'");

        assertThat(runs.release("0101")).isZero();
        sql("update municipalities set earliest_fee_on = '2026-10-19' where code = '0101'");
        assertThat(runs.release("0101")).isEqualTo(1);
    }

    @Test
    void a_claim_that_was_told_is_kept_up_to_date_whatever_the_earliest_date_says_later() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "ACCEPTED");
        Claims.says(1, 2, 0, "0101011234", true);
        Claims.deliver(2, 1, "0101", 2, "WITHDRAW", 7000, "WAITING");
        sql("update municipalities set earliest_fee_on = '2026-11-01' where code = '0101'");

        assertThat(runs.release("0101")).isEqualTo(1);
    }

    @Test
    void what_was_in_doubt_once_is_not_netted_but_goes_out_under_its_own_request_id() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        slices.begin(5, "n1", ME);
        sweeps.doubt(new SweepStore.BegunSlice(5, "n1", ME), Duration.ZERO);
        List<DoubtStore.InDoubt> claimed = doubts.claim("0101", 10, Duration.ofMinutes(1));
        doubts.settle(claimed, Map.of(claimed.get(0).requestId(), new Finding.NotFound()), RETRY);
        Claims.says(1, 2, 0, "0101011234", true);
        Claims.deliver(2, 1, "0101", 2, "WITHDRAW", 7000, "WAITING");

        assertThat(netting.net("0101", run()).claims()).isZero();
        assertThat(value("select request_id from deliveries where id = 1"))
                .isEqualTo(claimed.get(0).requestId().toString());
    }

    @Test
    void netting_leaves_alone_what_a_prepared_transaction_of_a_dead_node_holds() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        Claims.says(1, 2, 8000, "0101011234", false);
        Claims.deliver(2, 1, "0101", 2, "WRITE_UP", 1000, "WAITING");
        sql("begin");
        sql("update deliveries set state = 'QUEUED' where id = 1");
        sql("prepare transaction 'dead-node'");
        try {
            assertThat(netting.net("0101", run()).claims()).isZero();
        } finally {
            sql("rollback prepared 'dead-node'");
        }
        assertThat(netting.net("0101", run()).claims()).isEqualTo(1);
    }

    @Test
    void a_paused_municipality_s_queued_slices_are_not_begun_and_taken_back() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");
        queue(5, 1);
        sql("update municipalities set paused = true where code = '0101'");

        assertThat(slices.begin(5, "n1", ME)).isEmpty();
        assertThat(sweeps.requeueLost(Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isEqualTo(1);
        assertThat(value("select state from deliveries")).isEqualTo("DUE");
    }

    @Test
    void a_run_does_not_end_over_something_that_became_due_meanwhile() throws SQLException {
        Claims.insert(1, "0101", 11, 7000);
        RunStore.OpenRun run = new RunStore.OpenRun(run(), "0101", "OPUS");
        assertThat(runs.isQuiet(run)).isTrue();
        Claims.deliver(1, 1, "0101", 1, "REGISTER", 7000, "DUE");

        assertThat(runs.end(run)).isEmpty();
    }

    @Test
    void a_finding_that_says_too_little_holds_up_nobody_else() throws SQLException {
        for (long i = 1; i <= 2; i++) {
            Claims.insert(i, "0101", 10 + i, 7000);
            Claims.deliver(i, i, "0101", 1, "REGISTER", 7000, "DUE");
        }
        queue(5, 1, 2);
        slices.begin(5, "n1", ME);
        sweeps.doubt(new SweepStore.BegunSlice(5, "n1", ME), Duration.ZERO);
        List<DoubtStore.InDoubt> claimed = doubts.claim("0101", 10, Duration.ofMinutes(1));

        DoubtStore.Settled settled = doubts.settle(
                claimed,
                Map.of(
                        request(claimed, 1), new Finding.Found("R", "DK-710100-11", OptionalLong.empty()),
                        request(claimed, 2), new Finding.Found("R", "DK-710100-12", OptionalLong.of(7000))),
                RETRY);

        assertThat(settled.found()).isEqualTo(1);
        assertThat(rows("select state from deliveries order by id"))
                .containsExactly(List.of("IN_DOUBT"), List.of("ACCEPTED"));
    }
}
