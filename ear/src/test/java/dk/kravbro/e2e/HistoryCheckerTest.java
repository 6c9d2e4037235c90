package dk.kravbro.e2e;

import static dk.kravbro.e2e.HistoryReport.Invariant.I1;
import static dk.kravbro.e2e.HistoryReport.Invariant.I2;
import static dk.kravbro.e2e.HistoryReport.Invariant.I3;
import static dk.kravbro.e2e.HistoryReport.Invariant.I4;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A checker that sees nothing proves nothing: each invariant is broken on purpose here, one at a time. */
class HistoryCheckerTest {

    private final List<History.Claim> claims = new ArrayList<>();
    private final List<History.Delivery> deliveries = new ArrayList<>();
    private final List<Long> openAttempts = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<History.Figure> figures = new ArrayList<>();
    private final List<History.Request> requests = new ArrayList<>();
    private final List<History.Held> held = new ArrayList<>();

    /** A claim of 100 kr. written up by 20, 50 of it paid, on both sides. */
    HistoryCheckerTest() {
        claims.add(claim(120_00, 50_00));
        deliveries.add(delivery(11, 1, "REGISTER", 100_00, "ACCEPTED"));
        deliveries.add(delivery(12, 2, "WRITE_UP", 20_00, "ACCEPTED"));
        figures.add(new History.Figure("0101", 7, 2, 120_00));
        requests.add(request(1, "REGISTER", "r11", 100_00));
        requests.add(request(2, "WRITE_UP", "r12", 20_00));
        held.add(new History.Held("64942212", "DK-710100-1", 70_00, 50_00, 0, false));
        taken.add("DK-710100-1");
    }

    @Test
    void two_histories_that_agree_are_green() {
        assertThat(check().violations()).isEmpty();
        assertThat(check().toString()).contains("green").contains("1 claims, 2 deliveries {ACCEPTED=2}");
    }

    @Test
    void a_fee_that_was_answered_and_is_not_here_is_lost() {
        assertThat(broken(Map.of("DK-710100-2", 1))).containsExactly(I1);
        assertThat(broken(Map.of("DK-710100-1", 3))).as("a version is missing").containsExactly(I1);
        assertThat(broken(Map.of("DK-710100-1", 2))).isEmpty();
    }

    @Test
    void a_line_that_a_batch_took_and_that_is_not_here_is_lost() {
        taken.add("DK-710100-9");
        assertThat(broken()).containsExactly(I1);
    }

    @Test
    void a_delivery_that_nobody_looks_after_is_lost() {
        deliveries.set(1, delivery(12, 2, "WRITE_UP", 20_00, "DUE"));
        requests.remove(1);
        held.set(0, new History.Held("64942212", "DK-710100-1", 50_00, 50_00, 0, false));
        assertThat(broken()).containsExactly(I1);
        assertThat(HistoryChecker.check(history(), Map.of(), false).violations())
                .as("while things move it may still come")
                .isEmpty();
    }

    @Test
    void a_change_that_no_delivery_tells_is_lost() {
        deliveries.remove(1);
        requests.remove(1);
        figures.set(0, new History.Figure("0101", 7, 1, 100_00));
        held.set(0, new History.Held("64942212", "DK-710100-1", 50_00, 50_00, 0, false));
        assertThat(broken()).containsExactly(I1);
    }

    @Test
    void an_accepted_delivery_that_the_debtor_system_never_got_is_lost() {
        requests.remove(1);
        assertThat(broken()).containsExactly(I1);
    }

    @Test
    void what_waits_behind_a_refused_delivery_is_on_a_persons_list() {
        deliveries.set(0, delivery(11, 1, "REGISTER", 100_00, "REFUSED"));
        deliveries.set(1, waiting(12, 2, "WRITE_UP", 20_00));
        requests.clear();
        held.clear();
        claims.set(0, claim(120_00, 0));
        assertThat(broken()).isEmpty();
        deliveries.set(0, delivery(11, 1, "REGISTER", 100_00, "NETTED"));
        assertThat(broken()).as("but behind nothing it waits for nothing").contains(I1);
    }

    @Test
    void two_effects_of_one_request_are_a_double() {
        requests.add(request(3, "WRITE_UP", "r12", 20_00));
        held.set(0, new History.Held("64942212", "DK-710100-1", 90_00, 50_00, 0, false));
        assertThat(broken()).contains(I2, I4);
    }

    @Test
    void an_effect_that_we_know_nothing_of_is_a_double() {
        requests.add(request(3, "WRITE_UP", "r99", 20_00));
        assertThat(broken()).containsExactly(I2);
    }

    @Test
    void an_effect_of_a_delivery_that_is_not_accepted_is_a_double_in_waiting() {
        deliveries.set(1, delivery(12, 2, "WRITE_UP", 20_00, "REFUSED"));
        assertThat(broken()).contains(I2);
    }

    @Test
    void an_effect_of_another_amount_is_not_what_we_said() {
        requests.set(1, request(2, "WRITE_UP", "r12", 21_00));
        assertThat(broken()).containsExactly(I2);
    }

    @Test
    void an_attempt_without_an_end_is_seen() {
        openAttempts.add(12L);
        assertThat(broken()).containsExactly(I2);
    }

    @Test
    void effects_in_another_order_than_fbs_made_the_changes_are_seen() {
        requests.set(0, request(2, "REGISTER", "r11", 100_00));
        requests.set(1, request(1, "WRITE_UP", "r12", 20_00));
        assertThat(broken()).containsExactly(I3);
    }

    @Test
    void an_accepted_delivery_behind_an_open_one_is_seen() {
        deliveries.set(0, delivery(11, 1, "REGISTER", 100_00, "IN_DOUBT"));
        assertThat(broken()).contains(I3);
    }

    @Test
    void two_open_deliveries_of_a_claim_are_seen() {
        deliveries.set(0, delivery(11, 1, "REGISTER", 100_00, "DUE"));
        deliveries.set(1, delivery(12, 2, "WRITE_UP", 20_00, "SENDING"));
        assertThat(broken()).contains(I3);
    }

    @Test
    void a_balance_that_differs_is_seen() {
        held.set(0, new History.Held("64942212", "DK-710100-1", 69_99, 50_00, 0, false));
        assertThat(broken()).containsExactly(I4);
    }

    @Test
    void a_payment_that_did_not_arrive_is_seen() {
        claims.set(0, claim(120_00, 0));
        assertThat(broken()).containsOnly(I4);
    }

    @Test
    void a_ledger_that_differs_from_what_fbs_says_is_seen() {
        claims.set(
                0,
                new History.Claim(
                        1,
                        "DK-710100-1",
                        "0101",
                        "64942212",
                        true,
                        2,
                        119_00,
                        Map.of("PRINCIPAL", 100_00L, "WRITE_UP", 20_00L, "COVERAGE", 50_00L)));
        assertThat(broken()).containsExactly(I4);
    }

    @Test
    void a_sum_that_the_buckets_do_not_give_is_seen() {
        figures.set(0, new History.Figure("0101", 7, 3, 120_00));
        assertThat(broken()).containsExactly(I4);
    }

    @Test
    void a_claim_that_only_the_debtor_system_has_is_seen() {
        held.add(new History.Held("64942212", "DK-710100-5", 1, 0, 0, false));
        assertThat(broken()).containsExactly(I4);
    }

    private HistoryReport check() {
        return HistoryChecker.check(history(), Map.of(), true);
    }

    private List<HistoryReport.Invariant> broken() {
        return broken(Map.of());
    }

    private List<HistoryReport.Invariant> broken(Map<String, Integer> answered) {
        return HistoryChecker.check(history(), answered, true).violations().stream()
                .map(HistoryReport.Violation::invariant)
                .toList();
    }

    private History history() {
        return new History(claims, deliveries, openAttempts, taken, 0, figures, requests, held);
    }

    private static History.Claim claim(long owedOre, long coveredOre) {
        return new History.Claim(
                1,
                "DK-710100-1",
                "0101",
                "64942212",
                true,
                2,
                owedOre,
                Map.of("PRINCIPAL", 100_00L, "WRITE_UP", owedOre - 100_00L, "COVERAGE", coveredOre));
    }

    private static History.Delivery delivery(long id, int sequenceNo, String kind, long ore, String state) {
        return new History.Delivery(id, 1, "0101", sequenceNo, kind, ore, state, "", "r" + id, 7);
    }

    private static History.Delivery waiting(long id, int sequenceNo, String kind, long ore) {
        return new History.Delivery(id, 1, "0101", sequenceNo, kind, ore, "WAITING", "EARLIER_DELIVERY", "r" + id, 7);
    }

    private static History.Request request(long seq, String kind, String requestId, long ore) {
        return new History.Request(seq, "64942212", "DK-710100-1", kind, requestId, ore, "ACCEPTED", true, true, "");
    }
}
