package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes on one database: who counts as alive, and what one that stood still finds changed when it goes on. */
class NodesTest {

    private static final UUID DEAD = UUID.randomUUID();

    private final RunStore runs = new RunStore();
    private final SweepStore sweeps = new SweepStore();
    private final DoubtStore doubts = new DoubtStore();
    private final PreparedTransactions transactions = new PreparedTransactions();
    private DataSource database;

    @BeforeEach
    void open() {
        database = TestDatabase.fresh();
        runs.database = database;
        sweeps.database = database;
        doubts.database = database;
        transactions.database = database;
    }

    private Node node(String name) {
        Node node = new Node();
        node.database = database;
        node.settings = Settings.of(Map.of());
        node.register(name);
        return node;
    }

    private static RunStore.OpenRun openRun() {
        sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at)"
                        + " values ('0101', now(), 'MANUAL', 'test', 'n1', '" + DEAD + "', now())");
        return new RunStore.OpenRun(Long.parseLong(value("select max(id) from submission_runs")), "0101", "KOBENHAVN");
    }

    private static void delivery(long id, String state, String more) {
        Claims.insert(id, "0101", 10 + id, 7000);
        Claims.deliver(id, id, "0101", 1, "REGISTER", 7000, state);
        if (!more.isEmpty()) {
            sql("update deliveries set " + more + " where id = " + id);
        }
    }

    private static String ofTheDead() {
        return "slice_id = 5, owner_node = 'n1', owner_incarnation = '" + DEAD + "'";
    }

    @Test
    void of_two_servers_with_one_name_the_older_stops() {
        Node older = node("n1");
        older.beat(null);
        assertThat(older.mayCall(older.epoch())).isTrue();

        Node newer = node("n1");
        newer.beat(null);
        older.beat(null);

        assertThat(older.isReplaced()).isTrue();
        assertThat(older.mayCall(older.epoch())).isFalse();
        assertThat(newer.isReplaced()).isFalse();
        assertThat(newer.mayCall(newer.epoch())).isTrue();
        assertThat(value("select incarnation from nodes"))
                .isEqualTo(newer.incarnation().toString());
    }

    @Test
    void two_servers_with_names_of_their_own_both_live() {
        Node one = node("n1");
        Node two = node("n2");
        one.beat(null);
        two.beat(null);

        assertThat(one.mayCall(one.epoch())).isTrue();
        assertThat(two.mayCall(two.epoch())).isTrue();
    }

    @Test
    void a_node_that_stops_or_failed_to_start_is_not_taken_for_alive() throws SQLException {
        Node node = node("n1");
        node.beat(null);
        delivery(
                1,
                "QUEUED",
                "queued_at = now(), slice_id = 5, owner_node = 'n1', owner_incarnation = '" + node.incarnation() + "'");

        node.leave();

        assertThat(node.mayCall(node.epoch())).isFalse();
        assertThat(sweeps.requeueLost(
                        Duration.ofMinutes(10), Settings.of(Map.of()).nodeDeadAfter()))
                .as("taken over at once")
                .isEqualTo(1);
    }

    @Test
    void a_node_that_stops_with_calls_on_the_wire_gets_the_time_to_record_them() throws SQLException {
        Node node = node("n1");
        node.beat(null);
        delivery(1, "SENDING", "slice_id = 5, owner_node = 'n1', owner_incarnation = '" + node.incarnation() + "'");

        node.leave();

        assertThat(node.mayCall(node.epoch())).isFalse();
        assertThat(sweeps.begunByDead(Settings.of(Map.of()).nodeDeadAfter())).isEmpty();
    }

    @Test
    void a_node_that_was_replaced_does_not_take_its_successor_with_it_when_it_stops() {
        Node older = node("n1");
        node("n1");

        older.leave();

        assertThat(value("select beat_at > now() - interval '8 s' from nodes")).isEqualTo("t");
    }

    @Test
    void what_a_node_began_whose_row_is_gone_is_found_too() throws SQLException {
        delivery(1, "SENDING", ofTheDead());

        assertThat(sweeps.begunByDead(Duration.ofSeconds(8))).containsExactly(new SweepStore.BegunSlice(5, "n1", DEAD));
    }

    @Test
    void a_lease_of_a_node_that_stood_still_is_taken_over_and_not_given_back_by_it() throws SQLException {
        Node one = node("n1");
        Node two = node("n2");
        assertThat(runs.lease("run:0101", one, Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isTrue();
        assertThat(runs.lease("run:0101", two, Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isFalse();

        sql("update nodes set beat_at = now() - interval '16 s' where name = 'n1'");
        assertThat(runs.lease("run:0101", two, Duration.ofMinutes(10), Duration.ofSeconds(8)))
                .isTrue();
        runs.giveBack("run:0101", one.incarnation());

        assertThat(rows("select node from leases")).containsExactly(List.of("n2"));
    }

    @Test
    void what_a_dead_node_left_prepared_is_rolled_back_and_nobody_else_s() throws SQLException {
        node("n1");
        node("n2");
        RunStore.OpenRun run = openRun();
        List<String> prepared =
                List.of(preparedBy("n1"), preparedBy("n2"), preparedBy("unknown"), "131077_no_id", "foreign");
        for (int i = 0; i < prepared.size(); i++) {
            delivery(i + 1, "DUE", "");
            sql("begin");
            sql("update deliveries set state = 'QUEUED', run_id = " + run.id() + " where id = " + (i + 1));
            sql("prepare transaction '" + prepared.get(i) + "'");
        }
        try {
            assertThat(runs.start("0101", Instant.now(), RunTrigger.MANUAL, "test", node("n2")))
                    .as("the run can be joined, whoever is away")
                    .contains(run.id());
            assertThat(transactions.rollBackOfDead("n2", Duration.ofSeconds(8)))
                    .as("both live")
                    .isEmpty();
            sql("update nodes set beat_at = now() - interval '9 s' where name = 'n1'");
            assertThat(transactions.rollBackOfDead("n1", Duration.ofSeconds(8)))
                    .as("a node lives that asks, and judges nobody while it cannot be heard")
                    .isEmpty();
            assertThat(transactions.rollBackOfDead("n2", Duration.ofSeconds(8))).containsExactly("n1");
            assertThat(rows("select gid from pg_prepared_xacts").stream()
                            .map(row -> row.get(0))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(prepared.subList(1, prepared.size()));
            assertThat(pick(run)).as("due again at once").isEqualTo(1);
        } finally {
            for (List<String> left : rows("select gid from pg_prepared_xacts")) {
                sql("rollback prepared '" + left.get(0) + "'");
            }
        }
    }

    /** An id as the transaction manager of a node makes it: 28 bytes that are unique, then the node's name. */
    private static String preparedBy(String node) {
        byte[] global = Arrays.copyOf(new byte[] {1, 2, 3}, 28 + node.length());
        System.arraycopy(node.getBytes(StandardCharsets.UTF_8), 0, global, 28, node.length());
        return "131077_" + Base64.getEncoder().encodeToString(global) + "_"
                + Base64.getEncoder().encodeToString(new byte[] {4, 5});
    }

    @Test
    void a_run_seen_quiet_does_not_end_over_what_another_node_queued_since() throws SQLException {
        RunStore.OpenRun run = openRun();
        assertThat(runs.isQuiet(run)).isTrue();
        // This node stands still; another takes the run over and queues for it.
        for (String state : List.of("QUEUED", "SENDING", "IN_DOUBT")) {
            delivery(state.length(), state, "run_id = " + run.id());
            assertThat(runs.end(run)).as(state).isEmpty();
            sql("update deliveries set run_id = null");
        }
        assertThat(runs.end(run)).isPresent();
    }

    @Test
    void nothing_is_picked_for_a_run_that_was_ended_stopped_or_held_meanwhile() throws SQLException {
        RunStore.OpenRun run = openRun();
        delivery(1, "DUE", "");
        sql("update submission_runs set ended_at = now()");
        assertThat(pick(run)).as("it waits for the next run").isZero();

        sql("update submission_runs set ended_at = null, stop_asked_at = now()");
        assertThat(pick(run)).as("somebody stopped it").isZero();

        sql("update submission_runs set stop_asked_at = null");
        sql("insert into run_holds (run_id, cause, found, allowed, held_at) values (" + run.id()
                + ", 'TOTAL_AMOUNT', 2, 1, now())");
        assertThat(pick(run)).as("it waits for two people").isZero();

        sql("update run_holds set first_release_by = 'a', second_release_by = 'b'");
        assertThat(pick(run)).isEqualTo(1);
    }

    private int pick(RunStore.OpenRun run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RunStarter.PICK)) {
            statement.setString(1, run.municipality());
            statement.setLong(2, run.id());
            statement.setInt(3, 50);
            statement.setLong(4, 5);
            statement.setLong(5, run.id());
            statement.setString(6, "n1");
            statement.setObject(7, DEAD);
            return statement.executeUpdate();
        }
    }

    @Test
    void an_inquiry_that_ends_late_without_an_answer_does_not_shorten_the_quiet_time_of_a_later_attempt()
            throws SQLException {
        delivery(1, "IN_DOUBT", "attempts = 1, not_before = now()");
        List<DoubtStore.InDoubt> asked = doubts.claim("0101", 10, Duration.ofMinutes(2));
        // This node stands still; another settles the doubt, the delivery is sent again and is in doubt anew.
        sql("update deliveries set state = 'DUE'");
        sql("update deliveries set state = 'QUEUED'");
        sql("update deliveries set state = 'SENDING', attempts = 2");
        sql("update deliveries set state = 'IN_DOUBT', not_before = now() + interval '2 minutes'");

        doubts.postpone(asked, Duration.ofSeconds(30));
        assertThat(value("select not_before > now() + interval '1 minute' from deliveries"))
                .isEqualTo("t");

        sql("update deliveries set not_before = now()");
        List<DoubtStore.InDoubt> askedAnew = doubts.claim("0101", 10, Duration.ofMinutes(2));
        doubts.postpone(askedAnew, Duration.ofSeconds(30));
        assertThat(value("select not_before < now() + interval '1 minute' from deliveries"))
                .isEqualTo("t");
    }
}
