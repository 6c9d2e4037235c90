package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import dk.kravbro.testsupport.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every ending of doubt, and what is kept of the answers, on the real statements and a real PostgreSQL. */
class DoubtEndingsTest {

    private static final UUID ME = UUID.randomUUID();
    private static final RetrySchedule RETRY = new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1));
    private static final Finding NOT_FOUND = new Finding.NotFound();
    private static final Finding REFUSED = new Finding.FoundRefused("A1", "no");
    private static final Finding TOO_LITTLE = new Finding.Found("R", "DK-710100-1", OptionalLong.empty());
    private static final Finding RIGHT = new Finding.Found("R", "DK-710100-1", OptionalLong.of(7000));

    private final DoubtStore doubts = new DoubtStore();

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        doubts.database = database;
        sql("insert into nodes values ('n1', '" + ME + "', now(), now())");
    }

    /** Registrations of 70 kroner in doubt: delivery 1 of claim 1, which is fee 1, and so on. */
    private static void inDoubt(int deliveries) {
        sql("begin");
        for (int id = 1; id <= deliveries; id++) {
            Claims.insert(id, "0101", id, 7000);
            Claims.deliver(id, id, "0101", 1, "REGISTER", 7000, "DUE");
        }
        sql("update deliveries set state = 'QUEUED'");
        sql("update deliveries set state = 'SENDING', attempts = attempts + 1");
        sql("update deliveries set state = 'IN_DOUBT', not_before = now()");
        sql("commit");
    }

    private static void doubtAgain() {
        sql("update deliveries set state = 'QUEUED' where state = 'DUE'");
        sql("update deliveries set state = 'SENDING', attempts = attempts + 1 where state = 'QUEUED'");
        sql("update deliveries set state = 'IN_DOUBT' where state = 'SENDING'");
    }

    private List<DoubtStore.InDoubt> claim() throws SQLException {
        sql("update deliveries set not_before = now() where state = 'IN_DOUBT'");
        return doubts.claim("0101", 500, Duration.ofMinutes(1));
    }

    /** The only doubt is asked about and answered so. */
    private DoubtStore.Settled answer(Finding finding) throws SQLException {
        List<DoubtStore.InDoubt> claimed = claim();
        return doubts.settle(claimed, Map.of(claimed.get(0).requestId(), finding), RETRY);
    }

    private static List<List<String>> standing() {
        return rows("select state, reason from deliveries");
    }

    private static List<List<String>> inquiries() {
        return rows("select finding, attempt, claim_reference, amount_ore, receipt, code from inquiries order by id");
    }

    @Test
    void every_answer_is_kept_with_what_it_said() throws SQLException {
        inDoubt(5);
        List<DoubtStore.InDoubt> claimed = claim();
        Map<UUID, Finding> findings = new HashMap<>();
        List<Finding> said = List.of(RIGHT, NOT_FOUND, REFUSED, TOO_LITTLE);
        for (DoubtStore.InDoubt doubt : claimed) {
            if (doubt.id() <= said.size()) {
                findings.put(doubt.requestId(), said.get((int) doubt.id() - 1));
            }
        }

        DoubtStore.Settled settled = doubts.settle(claimed, findings, RETRY);

        assertThat(settled).isEqualTo(new DoubtStore.Settled(1, 1, 1, 2, List.of(), List.of()));
        assertThat(rows("select delivery_id, finding, claim_reference, amount_ore, receipt, code from inquiries"
                        + " order by delivery_id"))
                .containsExactly(
                        List.of("1", "FOUND", "DK-710100-1", "7000", "R", "null"),
                        List.of("2", "NOT_FOUND", "null", "null", "null", "null"),
                        List.of("3", "REFUSED", "null", "null", "null", "A1"),
                        List.of("4", "UNUSABLE", "DK-710100-1", "null", "R", "null"),
                        List.of("5", "UNUSABLE", "null", "null", "null", "null"));
        assertThat(rows("select state from deliveries order by id"))
                .containsExactly(
                        List.of("ACCEPTED"),
                        List.of("DUE"),
                        List.of("REFUSED"),
                        List.of("IN_DOUBT"),
                        List.of("IN_DOUBT"));
        assertThat(value("select count(*) from answers_pending")).isEqualTo("2");
    }

    @Test
    void another_amount_or_another_claim_is_a_matter_for_a_person() throws SQLException {
        inDoubt(1);

        DoubtStore.Settled settled = answer(new Finding.Found("R", "DK-710100-1", OptionalLong.of(7100)));

        assertThat(settled.differing()).containsExactly(1L);
        assertThat(standing()).containsExactly(List.of("ON_WORKLIST", "DIFFERS"));
        assertThat(inquiries()).containsExactly(List.of("FOUND", "1", "DK-710100-1", "7100", "R", "null"));
    }

    @Test
    void an_answer_that_contradicts_itself_is_a_matter_for_a_person() throws SQLException {
        inDoubt(1);

        DoubtStore.Settled settled = answer(new Finding.Contradictory(List.of(RIGHT, NOT_FOUND)));

        assertThat(settled.contradicting()).containsExactly(1L);
        assertThat(standing()).containsExactly(List.of("ON_WORKLIST", "CONTRADICTS"));
        assertThat(inquiries())
                .containsExactly(List.of("CONTRADICTORY", "1", "DK-710100-1", "7000", "R", "FOUND+NOT_FOUND"));
        assertThat(value("select kind || ' ' || detail from events"))
                .isEqualTo("ON_WORKLIST REGISTER one answer says different things: FOUND+NOT_FOUND");
        assertThat(value("select count(*) from answers_pending")).isEqualTo("0");
    }

    @Test
    void what_it_had_by_an_earlier_answer_and_does_not_know_now_is_not_sent_again() throws SQLException {
        inDoubt(1);
        answer(TOO_LITTLE);
        assertThat(standing()).containsExactly(List.of("IN_DOUBT", ""));

        DoubtStore.Settled settled = answer(NOT_FOUND);

        assertThat(settled.contradicting()).containsExactly(1L);
        assertThat(standing()).containsExactly(List.of("ON_WORKLIST", "CONTRADICTS"));
    }

    @Test
    void what_it_had_by_an_earlier_answer_and_has_refused_now_contradicts() throws SQLException {
        inDoubt(1);
        answer(TOO_LITTLE);

        assertThat(answer(REFUSED).contradicting()).containsExactly(1L);
    }

    @Test
    void what_it_had_refused_by_an_earlier_answer_contradicts_every_other_answer() throws SQLException {
        for (Finding later : List.of(RIGHT, NOT_FOUND)) {
            TestDatabase.fresh();
            inDoubt(1);
            sql("insert into inquiries (delivery_id, attempt, asked_at, finding, code)"
                    + " values (1, 1, now(), 'REFUSED', 'A1')");

            assertThat(answer(later).contradicting()).as("%s", later).containsExactly(1L);
        }
    }

    @Test
    void not_found_before_it_was_sent_again_contradicts_nothing() throws SQLException {
        inDoubt(1);
        answer(NOT_FOUND);
        doubtAgain();

        assertThat(answer(RIGHT).found()).isEqualTo(1);
        assertThat(standing()).containsExactly(List.of("ACCEPTED", ""));
        assertThat(inquiries()).hasSize(2);
    }

    @Test
    void an_answer_that_says_nothing_contradicts_nothing() throws SQLException {
        inDoubt(1);
        List<DoubtStore.InDoubt> claimed = claim();
        doubts.settle(claimed, Map.of(), RETRY);

        assertThat(answer(NOT_FOUND).notFound()).isEqualTo(1);
    }

    @Test
    void a_late_answer_and_a_repeated_one_leave_no_trace() throws SQLException {
        inDoubt(1);
        List<DoubtStore.InDoubt> first = claim();
        answer(NOT_FOUND);
        doubtAgain();

        Map<UUID, Finding> late = Map.of(first.get(0).requestId(), RIGHT);
        assertThat(doubts.settle(first, late, RETRY).all()).isZero();
        assertThat(standing()).containsExactly(List.of("IN_DOUBT", "NOT_FOUND"));
        List<DoubtStore.InDoubt> second = claim();
        assertThat(doubts.settle(second, late, RETRY).found()).isEqualTo(1);
        assertThat(doubts.settle(second, late, RETRY).all()).isZero();

        assertThat(inquiries()).hasSize(2);
        assertThat(value("select count(*) from answers_pending")).isEqualTo("1");
    }

    @Test
    void five_hundred_doubts_end_by_one_answer_and_the_next_by_another() throws SQLException {
        inDoubt(501);
        List<DoubtStore.InDoubt> claimed = claim();
        assertThat(claimed).hasSize(500);
        Map<UUID, Finding> findings = new HashMap<>();
        claimed.forEach(doubt ->
                findings.put(doubt.requestId(), new Finding.Found("R", doubt.claimReference(), OptionalLong.of(7000))));

        assertThat(doubts.settle(claimed, findings, RETRY).found()).isEqualTo(500);
        assertThat(doubts.claim("0101", 500, Duration.ofMinutes(1))).hasSize(1);
        assertThat(value("select count(*) from inquiries")).isEqualTo("500");
        assertThat(value("select count(*) from answers_pending")).isEqualTo("500");
        assertThat(rows("select state, count(*) from deliveries group by 1 order by 1"))
                .containsExactly(List.of("ACCEPTED", "500"), List.of("IN_DOUBT", "1"));
    }

    @Test
    void what_gets_no_usable_answer_rests_longer_each_time_and_is_never_given_up() throws SQLException {
        inDoubt(1);
        for (int i = 0; i < 12; i++) {
            doubts.settle(claim(), Map.of(), RETRY);
        }

        assertThat(standing()).containsExactly(List.of("IN_DOUBT", ""));
        assertThat(value("select not_before - now() between interval '11 minutes' and interval '15 minutes'"
                        + " from deliveries"))
                .isEqualTo("t");
        assertThat(value("select count(*) from inquiries where finding = 'UNUSABLE'"))
                .isEqualTo("12");
        assertThat(answer(RIGHT).found()).isEqualTo(1);
    }

    @Test
    void a_doubt_is_postponed_only_while_it_is_the_same() throws SQLException {
        inDoubt(1);
        List<DoubtStore.InDoubt> first = claim();
        answer(NOT_FOUND);

        doubts.postpone(first, Duration.ofMinutes(10));

        assertThat(rows("select state, not_before from deliveries")).containsExactly(List.of("DUE", "null"));
    }

    @Test
    void a_debtor_system_that_does_not_answer_is_left_alone_longer_each_time() {
        InquiryRest rests = new InquiryRest();
        RetrySchedule schedule = InquiryRest.schedule(Duration.ofSeconds(10), Duration.ofHours(1));
        Instant now = Instant.parse("2026-11-24T10:00:00Z");

        Duration last = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            last = rests.unanswered("0101", now, schedule, new Random(i));
        }
        assertThat(last).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(18));
        assertThat(rests.isResting("0101", now.plus(Duration.ofMinutes(11)))).isTrue();
        assertThat(rests.isResting("0101", now.plus(Duration.ofMinutes(18)))).isFalse();
        assertThat(rests.isResting("0751", now)).isFalse();

        rests.answered("0101");
        assertThat(rests.isResting("0101", now)).isFalse();
        assertThat(rests.unanswered("0101", now, schedule, new Random(1))).isLessThan(Duration.ofSeconds(13));
        assertThat(InquiryRest.schedule(Duration.ofHours(1), Duration.ofHours(1))
                        .longest())
                .isEqualTo(Duration.ofHours(1));
    }
}
