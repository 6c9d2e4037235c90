package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.OpenDebtor;
import dk.kravbro.claim.Said;
import dk.kravbro.testsupport.TestPeople;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeIntakeTest {

    private static final String AGENCY = "DK-710100";

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @Test
    void a_new_fee_leaves_claim_version_principal_delivery_and_event() {
        FeeOutcome outcome = put(1, "70");

        assertThat(outcome).isInstanceOf(FeeOutcome.Taken.class);
        assertThat(((FeeOutcome.Taken) outcome).first()).isTrue();
        assertThat(store.rows("select municipality_code, agency_id, fee_id, version, claim_type, amount_ore, withdrawn"
                        + " from kravbro.claims"))
                .containsExactly("0101 DK-710100 7 1 LATE_FEE 7000 f");
        assertThat(TestPeople.debtors())
                .extracting(OpenDebtor::kind, OpenDebtor::identity, OpenDebtor::name)
                .containsExactly(tuple("CPR", "0206793776", "Mette Testrup"));
        assertThat(store.rows("select version, amount_ore, reason, incurred_on, due_on, period_from, period_to"
                        + " from kravbro.claim_versions"))
                .containsExactly("1 7000 created 2026-10-19 2026-11-18 2026-10-17 2026-10-19");
        assertThat(TestPeople.said())
                .extracting(Said::description)
                .containsExactly("Gebyr for overskredet lånetid, afleveringsfrist 16.10.2026");
        assertThat(entries()).containsExactly("PRINCIPAL 7000");
        assertThat(deliveries()).containsExactly("1 REGISTER 7000 1 DUE ");
        assertThat(events()).containsExactly("RECEIVED 7000 ADVICE_CPR_MODULUS_11");
    }

    @Test
    void people_stand_in_parties_and_nowhere_else_in_a_version() {
        store.put(
                AGENCY,
                "7",
                fee(1, "70", "0206793776")
                        .replace(
                                "\"debtor\"",
                                "\"guardians\": [{\"cpr\":"
                                        + " \"1009620683\", \"name\": \"Jens Testrup\"}], \"debtor\""));

        Said said = TestPeople.said().get(0);
        assertThat(said.parties())
                .isEqualTo("{\"debtor\":{\"kind\":\"CPR\",\"identity\":\"0206793776\",\"name\":\"Mette Testrup\"},"
                        + "\"guardians\":[{\"kind\":\"CPR\",\"identity\":\"1009620683\",\"name\":\"Jens Testrup\"}]}");
        assertThat(said.fee() + said.description())
                .doesNotContain("0206793776", "1009620683", "Testrup")
                .contains("4996901420");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "another way to write the amount | 70.00",
                "no decimals | 70",
                "an exponent | 7E1",
            })
    void the_same_content_in_other_words_is_a_repeat(String why, String amount) {
        put(1, "70.0");

        assertThat(put(1, amount)).as(why).isInstanceOf(FeeOutcome.Unchanged.class);
        assertThat(entries()).hasSize(1);
        assertThat(deliveries()).hasSize(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void the_order_of_names_and_of_materials_means_nothing() {
        String materials = "[{\"materialItemNumber\": \"1\"}, {\"materialItemNumber\": \"2\"}]";
        String turned = "[{\"materialItemNumber\": \"2\"}, {\"materialItemNumber\": \"1\"}]";
        String fee = fee(1, "70", "0206793776").replaceAll("\\[.*?\\]", materials);
        store.put(AGENCY, "7", fee);

        assertThat(store.put(AGENCY, "7", fee.replace(materials, turned))).isInstanceOf(FeeOutcome.Unchanged.class);
        assertThat(store.put(AGENCY, "7", "{\"guardians\": [], " + fee.substring(1)))
                .isInstanceOf(FeeOutcome.Unchanged.class);
    }

    @Test
    void a_higher_amount_is_written_up_and_a_lower_one_down() {
        put(1, "70");
        put(2, "120.50");
        put(5, "20");

        assertThat(entries()).containsExactly("PRINCIPAL 7000", "WRITE_UP 5050", "WRITE_DOWN 10050");
        assertThat(deliveries())
                .containsExactly(
                        "1 REGISTER 7000 1 DUE ",
                        "2 WRITE_UP 5050 2 WAITING EARLIER_DELIVERY",
                        "3 WRITE_DOWN 10050 5 WAITING EARLIER_DELIVERY");
        assertThat(events())
                .containsExactly(
                        "RECEIVED 7000 ADVICE_CPR_MODULUS_11", "CHANGED 12050 WRITE_UP", "CHANGED 2000 WRITE_DOWN");
        assertThat(store.rows("select version, amount_ore from kravbro.claims")).containsExactly("5 2000");
    }

    @Test
    void other_people_are_a_change_of_party_before_the_amount_changes() {
        put(1, "70");
        store.put(AGENCY, "7", fee(2, "90", "0707614285"));

        assertThat(deliveries())
                .containsExactly(
                        "1 REGISTER 7000 1 DUE ",
                        "2 CHANGE_PARTY 0 2 WAITING EARLIER_DELIVERY",
                        "3 WRITE_UP 2000 2 WAITING EARLIER_DELIVERY");
        assertThat(TestPeople.debtors()).extracting(OpenDebtor::identity).containsExactly("0707614285");
        assertThat(events().get(1)).isEqualTo("CHANGED 9000 CHANGE_PARTY WRITE_UP");
    }

    @Test
    void a_guardian_who_comes_or_goes_is_a_change_of_party() {
        put(1, "70");
        store.put(
                AGENCY,
                "7",
                fee(2, "70", "0206793776")
                        .replace(
                                "\"debtor\"",
                                "\"guardians\": [{\"cpr\":" + " \"1009620683\", \"name\": \"Jens\"}], \"debtor\""));
        put(3, "70");

        assertThat(deliveries())
                .extracting(row -> row.split(" ")[1])
                .containsExactly("REGISTER", "CHANGE_PARTY", "CHANGE_PARTY");
    }

    @Test
    void details_stay_here() {
        put(1, "70");
        FeeOutcome outcome = store.put(AGENCY, "7", fee(2, "70", "0206793776").replace("2026-11-18", "2026-12-18"));

        assertThat(outcome).isInstanceOf(FeeOutcome.Taken.class);
        assertThat(deliveries()).hasSize(1);
        assertThat(events().get(1)).isEqualTo("DETAILS_CHANGED 7000 ");
        assertThat(store.rows("select version, due_on from kravbro.claim_versions order by 1"))
                .containsExactly("1 2026-11-18", "2 2026-12-18");
    }

    @Test
    void a_company_known_by_cvr_stays_the_same_when_it_is_called_an_institution() {
        String company = "{\"kind\": \"company\", \"cvr\": \"64942212\", \"name\": \"Skolen\"}";
        store.put(AGENCY, "7", fee(1, "70", "0206793776").replaceAll("\"debtor\".*", "\"debtor\": " + company + "}"));
        store.put(
                AGENCY,
                "7",
                fee(2, "70", "0206793776")
                        .replaceAll("\"debtor\".*", "\"debtor\": " + company.replace("company", "institution") + "}"));

        assertThat(deliveries()).hasSize(1);
    }

    @Test
    void the_same_version_with_other_content_and_an_older_version_are_refused_and_nothing_happens() {
        put(2, "70");

        assertThat(problems(put(2, "71"))).containsExactly("version-conflict /version");
        assertThat(problems(put(1, "70"))).containsExactly("version-outdated /version");
        assertThat(entries()).hasSize(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void a_cancelled_fee_is_withdrawn_for_what_was_last_owed_and_never_comes_back() {
        put(1, "70");
        put(2, "90");

        assertThat(cancel(3, "waived")).isInstanceOf(FeeOutcome.Taken.class);
        assertThat(cancel(3, "waived")).isInstanceOf(FeeOutcome.Unchanged.class);
        assertThat(cancel(4, "waived")).isInstanceOf(FeeOutcome.Unchanged.class);
        assertThat(problems(cancel(3, "wrong"))).containsExactly("version-conflict /version");
        assertThat(problems(cancel(2, "waived"))).containsExactly("version-outdated /version");
        assertThat(problems(cancel(4, "wrong"))).containsExactly("fee-cancelled ");
        assertThat(problems(put(4, "70"))).containsExactly("fee-cancelled ");
        assertThat(entries()).containsExactly("PRINCIPAL 7000", "WRITE_UP 2000", "WITHDRAWAL 9000");
        assertThat(deliveries().get(2)).isEqualTo("3 WITHDRAW 9000 3 WAITING EARLIER_DELIVERY");
        assertThat(store.rows("select amount_ore, withdrawn, version from kravbro.claims"))
                .containsExactly("0 t 3");
        assertThat(store.rows("select reason, amount_ore, withdrawn from kravbro.claim_versions where version = 3"))
                .containsExactly("waived 0 t");
        assertThat(TestPeople.said().get(2).fee())
                .contains("\"cancellation\":{\"date\":\"2026-11-20\",\"reason\":\"waived\"}");
        assertThat(TestPeople.said().get(2).parties()).contains("0206793776");
        assertThat(store.rows("select kind, effective_on from kravbro.claim_entries where kind = 'WITHDRAWAL'"))
                .containsExactly("WITHDRAWAL 2026-11-20");
        assertThat(events().get(2)).isEqualTo("CANCELLED 9000 waived");
    }

    @Test
    void a_fee_that_was_never_put_cannot_be_cancelled_but_a_late_put_does_not_bring_it_to_life() {
        assertThat(problems(cancel(2, "waived"))).containsExactly("fee-unknown /feeId");
        assertThat(problems(cancel(2, "waived"))).as("a repeat").containsExactly("fee-unknown /feeId");

        assertThat(problems(put(1, "70"))).containsExactly("version-outdated /version");
        assertThat(problems(put(2, "70"))).containsExactly("version-conflict /version");
        assertThat(problems(cancel(5, "wrong"))).containsExactly("fee-unknown /feeId");
        assertThat(problems(put(4, "70"))).containsExactly("version-outdated /version");
        assertThat(store.rows("select agency_id, fee_id, municipality_code, version, said_by"
                        + " from kravbro.fee_cancellations"))
                .containsExactly("DK-710100 7 0101 5 fbs");
        assertThat(store.rows("select 1 from kravbro.claims")).isEmpty();

        assertThat(put(6, "70")).as("FBS says that it is alive").isInstanceOf(FeeOutcome.Taken.class);
        assertThat(cancel(7, "wrong")).isInstanceOf(FeeOutcome.Taken.class);
    }

    @Test
    void a_cancellation_with_a_key_is_answered_again_as_the_first_time() {
        put(1, "70");

        assertThat(cancelWithKey(2, "k1")).isEqualTo(cancelWithKey(2, "k1"));
        assertThat(problems(cancelWithKey(3, "k1"))).containsExactly("idempotency-key-reused ");
        assertThat(problems(cancelWithKey(3, "æ k"))).containsExactly("idempotency-key-malformed ");
        assertThat(entries()).hasSize(2);
    }

    @Test
    void a_municipality_that_is_not_live_has_waiting_deliveries() {
        store.put("DK-746100", "7", fee(1, "70", "0206793776"));

        assertThat(deliveries()).containsExactly("1 REGISTER 7000 1 WAITING GO_LIVE");
    }

    @Test
    void a_refused_fee_leaves_nothing() {
        assertThat(problems(store.put("DK-799900", "7", fee(1, "-70", "1"))))
                .containsExactly("unknown-agency /agencyId", "amount-not-positive /amount", "bad-cpr /debtor/cpr");
        assertThat(store.rows("select 1 from kravbro.claims")).isEmpty();
    }

    @Test
    void fifty_at_once_make_one_claim() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(25);
        try {
            List<Future<FeeOutcome>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> put(1, "70")));
            }
            int taken = 0;
            for (Future<FeeOutcome> answer : answers) {
                taken += answer.get() instanceof FeeOutcome.Taken ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
        assertThat(entries()).containsExactly("PRINCIPAL 7000");
        assertThat(deliveries()).hasSize(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void versions_that_race_end_with_the_latest() throws Exception {
        put(1, "70");
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<FeeOutcome>> answers = new ArrayList<>();
            for (int version = 2; version <= 40; version++) {
                int next = version;
                answers.add(callers.submit(() -> put(next, "7" + next)));
            }
            for (Future<FeeOutcome> answer : answers) {
                answer.get();
            }
        } finally {
            callers.shutdownNow();
        }

        assertThat(store.rows("select version, amount_ore from kravbro.claims")).containsExactly("40 74000");
        assertThat(store.rows("select sum(case when kind = 'WRITE_DOWN' then -amount_ore else amount_ore end)"
                        + " from kravbro.claim_entries"))
                .containsExactly("74000");
        assertThat(store.rows("select count(*) - max(sequence_no) from kravbro.deliveries"))
                .containsExactly("0");
    }

    @Test
    void only_fbs_brings_fees() {
        Actor operator = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "test");

        assertThatThrownBy(() -> store.door(entities -> store.intake(entities)
                        .put(AGENCY, "7", IntakeStore.utf8(fee(1, "70", "0206793776")), SeenFee.ANYHOW, operator)))
                .isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void another_s_library_is_as_unknown_as_one_that_does_not_exist() {
        put(1, "70");
        Actor other = new Actor(
                "other", Set.of(Role.FBS), Set.of(), new Reach(false, Set.of("DK-775100"), Set.of("0851")), "test");

        FeeOutcome put = store.door(entities -> store.intake(entities)
                .put(AGENCY, "7", IntakeStore.utf8(fee(2, "80", "0206793776")), SeenFee.ANYHOW, other));
        FeeOutcome unknown = store.put("DK-799900", "7", fee(2, "80", "0206793776"));
        FeeOutcome cancelled = store.door(entities -> store.intake(entities)
                .cancel(
                        AGENCY,
                        "7",
                        IntakeStore.utf8(cancellation(2, "waived")),
                        Optional.empty(),
                        SeenFee.ANYHOW,
                        other));

        assertThat(put).isEqualTo(unknown).isEqualTo(cancelled);
        assertThat(store.rows("select version from kravbro.claims")).containsExactly("1");
    }

    @Test
    void a_debtor_s_fees_are_found_within_the_reach() {
        put(1, "70");
        store.put("DK-775100", "8", fee(1, "70", "0206793776"));

        assertThat(store.owedBy("0206793776", Reach.EVERYWHERE)).hasSize(2);
        assertThat(store.owedBy("0206793776", Reach.NOWHERE)).isEmpty();
        assertThat(store.owedBy("0206793776", new Reach(false, Set.of(AGENCY, "DK-785100"), Set.of())))
                .extracting(fee -> fee.key().agencyId())
                .containsExactly(AGENCY);
        assertThat(store.owedBy("0206793776", new Reach(false, Set.of(), Set.of("0101", "0751"))))
                .hasSize(2);
    }

    @Test
    void a_change_is_taken_only_while_the_fee_stands_as_it_was_seen() {
        put(1, "70");
        SeenFee seen =
                SeenFee.as(Set.of("something else", store.state(AGENCY, 7).tag()));
        assertThat(put(2, "60", seen)).isInstanceOf(FeeOutcome.Taken.class);

        assertThat(problem(put(3, "50", seen))).isEqualTo(ProblemType.PRECONDITION_FAILED);
        assertThat(problem(store.cancel(AGENCY, "7", cancellation(3, "returned"), seen)))
                .isEqualTo(ProblemType.PRECONDITION_FAILED);
        assertThat(store.state(AGENCY, 7).version()).isEqualTo(2);
        assertThat(deliveries()).hasSize(2);

        assertThat(store.cancel(
                        AGENCY,
                        "7",
                        cancellation(3, "returned"),
                        SeenFee.as(Set.of(store.state(AGENCY, 7).tag()))))
                .isInstanceOf(FeeOutcome.Taken.class);
    }

    @Test
    void a_repeat_is_recognised_whatever_the_fee_was_seen_as() {
        put(1, "70");
        SeenFee seen = SeenFee.as(Set.of(store.state(AGENCY, 7).tag()));
        put(2, "60", seen);

        assertThat(put(2, "60", seen)).isInstanceOf(FeeOutcome.Unchanged.class);
        assertThat(problem(put(2, "61", seen))).isEqualTo(ProblemType.PRECONDITION_FAILED);
    }

    @Test
    void a_fee_that_is_not_here_was_not_seen() {
        assertThat(problem(put(1, "70", SeenFee.HERE))).isEqualTo(ProblemType.PRECONDITION_FAILED);
        assertThat(store.rows("select count(*) from kravbro.claims")).containsExactly("0");
        put(1, "70");
        assertThat(put(2, "60", SeenFee.HERE)).isInstanceOf(FeeOutcome.Taken.class);
    }

    @Test
    void another_state_of_a_delivery_is_another_sight_of_the_fee() {
        put(1, "70");
        String before = store.state(AGENCY, 7).tag();
        assertThat(store.state(AGENCY, 7).tag()).isEqualTo(before);
        store.run("update kravbro.deliveries set reason = 'SOMETHING'");

        assertThat(store.state(AGENCY, 7).tag()).isNotEqualTo(before);
    }

    @Test
    void of_twenty_who_saw_the_same_fee_one_changes_it() throws Exception {
        put(1, "70");
        SeenFee seen = SeenFee.as(Set.of(store.state(AGENCY, 7).tag()));
        ExecutorService callers = Executors.newFixedThreadPool(20);
        try {
            List<Future<FeeOutcome>> outcomes = new ArrayList<>();
            for (int i = 2; i < 22; i++) {
                int version = i;
                outcomes.add(callers.submit(() -> put(version, Integer.toString(version), seen)));
            }
            int taken = 0;
            for (Future<FeeOutcome> outcome : outcomes) {
                if (outcome.get() instanceof FeeOutcome.Taken) {
                    taken++;
                } else {
                    assertThat(problem(outcome.get())).isEqualTo(ProblemType.PRECONDITION_FAILED);
                }
            }
            assertThat(taken).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
        assertThat(deliveries()).hasSize(2);
    }

    @Test
    void history_and_search_come_in_pages_without_a_gap_or_a_double() {
        for (int fee = 1; fee <= 5; fee++) {
            store.put(AGENCY, Integer.toString(fee), fee(1, "70", "0206793776"));
            store.put(AGENCY, Integer.toString(fee), fee(2, "60", "0206793776"));
        }
        ClaimKey key = new ClaimKey(AGENCY, 1);
        List<FeeStep> all = store.seen(fees -> fees.steps(key, 0, 100));
        List<FeeStep> first = store.seen(fees -> fees.steps(key, 0, 1));
        List<FeeStep> rest = store.seen(fees -> fees.steps(key, first.get(0).no(), 100));
        assertThat(all).hasSizeGreaterThan(1).startsWith(first.get(0)).endsWith(rest.toArray(FeeStep[]::new));
        assertThat(rest).hasSize(all.size() - 1);

        List<Long> found = new ArrayList<>();
        Optional<FeeCursor> after = Optional.empty();
        for (int page = 0; page < 4; page++) {
            Optional<FeeCursor> from = after;
            List<FeeState> fees = store.seen(views -> views.owedBy("0206793776", Reach.EVERYWHERE, from, 2));
            fees.forEach(fee -> found.add(fee.key().feeId()));
            if (!fees.isEmpty()) {
                after = FeeCursor.of(fees.get(fees.size() - 1).cursor().toString());
                assertThat(after).isPresent();
            }
        }
        assertThat(found).hasSize(5).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void what_is_no_place_in_a_list_is_none() {
        for (String text : new String[] {"", "1", "1-", "-1", "a-b", "1-2-3", "9999999999999999999-1"}) {
            assertThat(FeeCursor.of(text)).as(text).isEmpty();
        }
    }

    private static FeeOutcome put(int version, String amount, SeenFee seen) {
        return store.put(AGENCY, "7", fee(version, amount, "0206793776"), seen);
    }

    private static ProblemType problem(FeeOutcome outcome) {
        assertThat(outcome).isInstanceOf(FeeOutcome.Refused.class);
        return ((FeeOutcome.Refused) outcome).problems().get(0).type();
    }

    private static FeeOutcome put(int version, String amount) {
        return store.put(AGENCY, "7", fee(version, amount, "0206793776"));
    }

    private static FeeOutcome cancel(int version, String reason) {
        return store.cancel(AGENCY, "7", cancellation(version, reason));
    }

    private static FeeOutcome cancelWithKey(int version, String key) {
        return store.door(entities -> store.intake(entities)
                .cancel(
                        AGENCY,
                        "7",
                        IntakeStore.utf8(cancellation(version, "waived")),
                        Optional.of(key),
                        SeenFee.ANYHOW,
                        IntakeStore.FBS));
    }

    private static String cancellation(int version, String reason) {
        return "{\"version\": " + version + ", \"reason\": \"" + reason + "\", \"date\": \"2026-11-20\"}";
    }

    static String fee(int version, String amount, String cpr) {
        return "{\"version\": " + version + ", \"type\": \"fee\", \"reasonMessage\": \"Gebyr (for sent)\", \"amount\": "
                + amount + ", \"loan\": {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\", \"returnDate\":"
                + " \"2026-10-19\"}, \"materials\": [{\"materialItemNumber\": \"4996901420\"}], \"creationDate\":"
                + " \"2026-10-19\", \"dueDate\": \"2026-11-18\", \"debtor\": {\"kind\": \"person\", \"cpr\": \"" + cpr
                + "\", \"name\": \"Mette Testrup\"}}";
    }

    private static List<String> problems(FeeOutcome outcome) {
        assertThat(outcome).isInstanceOf(FeeOutcome.Refused.class);
        return ((FeeOutcome.Refused) outcome)
                .problems().stream()
                        .map(problem -> problem.type().slug() + " " + problem.pointer())
                        .toList();
    }

    private static List<String> entries() {
        return store.rows("select kind, amount_ore from kravbro.claim_entries order by id");
    }

    private static List<String> deliveries() {
        return store.rows("select sequence_no, kind, amount_ore, version, state, reason from kravbro.deliveries"
                + " order by claim_id, sequence_no");
    }

    private static List<String> events() {
        return store.rows("select kind, amount_ore, detail from kravbro.events order by id");
    }
}
