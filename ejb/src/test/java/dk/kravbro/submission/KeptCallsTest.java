package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.archive.CallArchive;
import dk.kravbro.archive.TestArchive;
import dk.kravbro.debtorsystem.CallTrace.Kind;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.Traces;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls are kept by the very statement that records their outcomes, and only if it does. */
class KeptCallsTest {

    private static final UUID ME = UUID.randomUUID();
    private static final RetrySchedule RETRY = new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1));

    private final SliceStore slices = new SliceStore();
    private CallArchive archive = TestArchive.of(TestDatabase.kept());

    @BeforeEach
    void begin() {
        DataSource database = TestDatabase.fresh();
        slices.people = TestKeys.people();
        slices.database = database;
        archive = TestArchive.of(database);
        sql("insert into nodes values ('n1', '" + ME + "', now(), now())");
        sql(
                "insert into submission_runs (municipality_code, slot, trigger, requested_by, node, incarnation, started_at)"
                        + " values ('0101', now(), 'MANUAL', 'test', 'n1', '" + ME + "', now())");
        for (int i = 1; i <= 2; i++) {
            Claims.insert(i, "0101", 10 + i, 7000);
            Claims.deliver(i, i, "0101", 1, "REGISTER", 7000, "DUE");
        }
        sql("update deliveries set state = 'QUEUED', slice_id = 5, owner_node = 'n1', owner_incarnation = '" + ME
                + "', queued_at = now(), run_id = (select max(id) from submission_runs)");
    }

    private List<RecordedOutcome> called(List<BegunDelivery> begun) {
        CallArchive.Basket basket = archive.basket();
        basket.accept(Traces.of(begun.get(0).callId(), Kind.ACCEPTED, "RECEIPT_ACCEPTED", false));
        basket.accept(Traces.of(begun.get(1).callId(), Kind.NOT_DELIVERED, "PLATFORM_NO_ROUTE", false));
        return List.of(
                outcome(begun.get(0), new DeliveryOutcome.Accepted("R", List.of()))
                        .with(basket.of(begun.get(0).callId())),
                outcome(begun.get(1), new DeliveryOutcome.NotDelivered("PLATFORM_NO_ROUTE", "why"))
                        .with(basket.of(begun.get(1).callId())));
    }

    private static RecordedOutcome outcome(BegunDelivery begun, DeliveryOutcome outcome) {
        return RecordedOutcome.of(begun, outcome, RETRY, Duration.ofSeconds(30), new Random(1));
    }

    @Test
    void one_statement_records_outcomes_and_keeps_calls() throws SQLException {
        List<BegunDelivery> begun = slices.begin(5, "n1", ME);

        assertThat(slices.finish(5, "n1", ME, called(begun))).isEqualTo(2);

        assertThat(rows(
                        "select c.delivery_id, c.municipality_code, c.outcome, c.cause, c.at = a.ended_at, c.sent_bytes,"
                                + " (select count(*) from call_messages m where m.call_id = c.call_id and m.at = c.at)"
                                + " from calls c join delivery_attempts a on a.call_id = c.call_id order by 1"))
                .containsExactly(
                        List.of("1", "0101", "ACCEPTED", "RECEIPT_ACCEPTED", "t", "49", "2"),
                        List.of("2", "0101", "NOT_DELIVERED", "PLATFORM_NO_ROUTE", "t", "49", "2"));
        assertThat(rows("select delivery_id, platform_call_id, platform_received from delivery_attempts order by 1"))
                .containsExactly(
                        List.of("1", "null", "null"),
                        List.of("2", Traces.CALL_UUID.toString(), "2026-11-20T08:00:01+01:00"));
        assertThat(rows("select state from deliveries order by id"))
                .containsExactly(List.of("ACCEPTED"), List.of("DUE"));
    }

    @Test
    void what_others_have_settled_meanwhile_is_neither_recorded_nor_kept() throws SQLException {
        List<BegunDelivery> begun = slices.begin(5, "n1", ME);
        sql("update deliveries set state = 'IN_DOUBT', owner_node = null, owner_incarnation = null where id = 1");

        assertThat(slices.finish(5, "n1", ME, called(begun))).isEqualTo(1);

        assertThat(rows("select delivery_id from calls")).containsExactly(List.of("2"));
        assertThat(value("select count(*) from call_messages")).isEqualTo("2");
    }

    @Test
    void recording_a_second_time_keeps_nothing_twice() throws SQLException {
        List<RecordedOutcome> outcomes = called(slices.begin(5, "n1", ME));

        slices.finish(5, "n1", ME, outcomes);

        assertThat(slices.finish(5, "n1", ME, outcomes)).isZero();
        assertThat(value("select count(*) from calls")).isEqualTo("2");
        assertThat(value("select count(*) from call_messages")).isEqualTo("4");
    }

    @Test
    void outcomes_are_recorded_even_if_their_calls_cannot_be_kept() throws SQLException {
        List<RecordedOutcome> outcomes = called(slices.begin(5, "n1", ME));
        sql("alter table calls add constraint broken check (cause <> 'RECEIPT_ACCEPTED')");
        try {
            assertThat(slices.record(5, "n1", ME, outcomes)).isEqualTo(2);
        } finally {
            sql("alter table calls drop constraint broken");
        }

        assertThat(rows("select state from deliveries order by id"))
                .containsExactly(List.of("ACCEPTED"), List.of("DUE"));
        assertThat(value("select count(*) from calls")).isEqualTo("0");
    }
}
