package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.ODENSE;
import static dk.kravbro.simulator.Conversation.TODAY;
import static dk.kravbro.simulator.Conversation.adjustment;
import static dk.kravbro.simulator.Conversation.again;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static dk.kravbro.simulator.Conversation.fullClaim;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.AccountPage;
import dk.kravbro.debtorsystem.AccountQuery;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment.Kind;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DebtorAccount;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.DeliveryOutcome.Refused;
import dk.kravbro.debtorsystem.Ending;
import dk.kravbro.debtorsystem.HandOver;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.PartyPlace.Role;
import dk.kravbro.debtorsystem.Payables;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.PaymentOutcome;
import dk.kravbro.debtorsystem.QuestionAnswer;
import dk.kravbro.debtorsystem.StateChange;
import dk.kravbro.debtorsystem.SubClaim;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts as they are kept, looked at, paid and left, over a real socket. */
class AccountsTest {

    private static final String ONE = "DK-710100-1";

    @TempDir
    Path store;

    private Conversation talk;

    @BeforeEach
    void start() throws Exception {
        talk = new Conversation(store);
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void an_account_tells_everything_that_moved_its_balance_also_after_a_restart() throws Exception {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 10_000));
        talk.debtorSystem.adjust(call(COPENHAGEN), adjustment(ONE, Kind.WRITE_UP, 500));
        talk.debtorSystem.adjust(call(COPENHAGEN), adjustment(ONE, Kind.WRITE_DOWN, 2_000));
        pay(ONE, ONE + ":1", 3_000);

        DebtorAccount account = fetched(ONE);

        DebtorAccount.Claim claim = account.claims().get(0);
        assertThat(claim.state().meaning()).contains(DebtorAccount.ClaimState.ACTIVE);
        assertThat(claim.claimType()).isEqualTo("BIBLIOTEKSGEBYR");
        assertThat(claim.outstandingOre()).isEqualTo(5_500);
        DebtorAccount.Part part = claim.parts().get(0);
        assertThat(part.outstandingOre()).isEqualTo(5_500);
        assertThat(part.adjustments())
                .extracting(each -> each.kind().meaning().orElseThrow() + " " + each.amountOre() + " " + each.on())
                .containsExactly("WRITE_UP 500 " + TODAY, "WRITE_DOWN 2000 " + TODAY);
        assertThat(part.coverages())
                .extracting(DebtorAccount.Movement::amountOre)
                .containsExactly(3_000L);
        restart();
        assertThat(fetched(ONE)).isEqualTo(account);
    }

    @Test
    void only_the_latest_movements_are_told_and_the_balance_counts_all() {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 10_000));
        for (int i = 1; i <= 501; i++) {
            talk.debtorSystem.adjust(call(COPENHAGEN), adjustment(ONE, Kind.WRITE_UP, i));
        }

        DebtorAccount.Part part = fetched(ONE).claims().get(0).parts().get(0);

        assertThat(part.adjustments()).hasSize(500);
        assertThat(part.adjustments().get(0).amountOre()).isEqualTo(2);
        assertThat(part.outstandingOre()).isEqualTo(10_000 + 501 * 502 / 2);
    }

    @Test
    void a_withdrawn_claim_owes_nothing_and_takes_nothing() {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 10_000));
        talk.debtorSystem.adjust(call(COPENHAGEN), adjustment(ONE, Kind.WITHDRAWAL, 10_000));

        DebtorAccount.Claim claim = fetched(ONE).claims().get(0);
        assertThat(claim.state().meaning()).contains(DebtorAccount.ClaimState.WITHDRAWN);
        assertThat(claim.parts().get(0).outstandingOre()).isZero();
        assertThat(pay(ONE, ONE + ":1", 100).delivery())
                .isEqualTo(new Refused("FORDRING_ANNULLERET", "Fordringen er annulleret"));
        assertThat(payable(ONE).payables()).isEmpty();
    }

    @Test
    void movements_go_to_the_sub_claims_they_belong_to() {
        ClaimRegistration plain = claim(ONE, 10_000);
        talk.debtorSystem.register(
                call(COPENHAGEN),
                new ClaimRegistration(
                        ONE,
                        plain.claimType(),
                        10_000,
                        plain.incurredOn(),
                        plain.dueOn(),
                        plain.lastPaymentOn(),
                        plain.periodFrom(),
                        plain.periodTo(),
                        plain.description(),
                        plain.liable(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(new SubClaim("fee", 3_000), new SubClaim("replacement", 7_000))));
        talk.debtorSystem.adjust(call(COPENHAGEN), adjustment(ONE, Kind.WRITE_DOWN, 4_000));
        assertThat(pay(ONE, "replacement", 1_000).outstandingOre()).hasValue(5_000);

        assertThat(fetched(ONE).claims().get(0).parts())
                .extracting(DebtorAccount.Part::outstandingOre)
                .containsExactly(0L, 5_000L);
        assertThat(payable(ONE).payables())
                .containsExactly(new Payables.Payable(ONE, "replacement", "BIBLIOTEKSGEBYR", 5_000));
        assertThat(pay(ONE, "another", 1).delivery())
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("DELFORDRING_UKENDT"));
    }

    @Test
    void pages_tell_every_account_once_and_end() {
        for (int i = 0; i < 7; i++) {
            talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-" + i, 1_000));
        }
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 1_000));

        assertThat(references(AccountQuery.all(3)))
                .containsExactly(
                        "DK-710100-0",
                        "DK-710100-1",
                        "DK-710100-2",
                        "DK-710100-3",
                        "DK-710100-4",
                        "DK-710100-5",
                        "DK-710100-6");
        assertThat(references(AccountQuery.all(7))).hasSize(7);
        assertThat(talk.debtorSystem.list(call(COPENHAGEN), AccountQuery.all(3).next("nonsense")))
                .isInstanceOf(QuestionAnswer.Refused.class);
    }

    @Test
    void accounts_are_found_by_debtor_without_keeping_the_number() throws Exception {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 1_000));
        talk.debtorSystem.register(call(COPENHAGEN), fullClaim("DK-710100-2", 1_000));
        Party debtor = new Party(Party.Kind.CPR, "1808175189", "");
        Party stranger = new Party(Party.Kind.CPR, "1808175190", "");
        AccountQuery his = new AccountQuery(Optional.of(debtor), Optional.empty(), 10, Optional.empty());
        AccountQuery others = new AccountQuery(Optional.of(stranger), Optional.empty(), 10, Optional.empty());

        assertThat(references(his)).containsExactly(ONE, "DK-710100-2");
        assertThat(references(others)).isEmpty();
        assertThat(answered(talk.debtorSystem.findPayable(call(COPENHAGEN), debtor))
                        .payables())
                .hasSize(2);
        restart();
        assertThat(references(his)).hasSize(2);
        assertThat(Files.readString(store.resolve("journal.ndjson")))
                .doesNotContain("1808175189")
                .doesNotContain("2710901096")
                .doesNotContain("Vej 1");
    }

    @Test
    void a_payment_is_counted_once_and_its_answer_repeated() throws Exception {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 10_000));
        CallIdentity call = call(COPENHAGEN);
        Payment payment = new Payment(ONE, ONE + ":1", 4_000, TODAY, Payment.Channel.CARD);

        PaymentOutcome first = talk.debtorSystem.pay(call, payment);
        assertThat(first.outstandingOre()).isEqualTo(OptionalLong.of(6_000));
        assertThat(talk.debtorSystem.pay(call(COPENHAGEN), payment).outstandingOre())
                .hasValue(2_000);
        restart();
        assertThat(talk.debtorSystem.pay(again(call), payment)).isEqualTo(first);
        assertThat(fetched(ONE).claims().get(0).outstandingOre()).isEqualTo(2_000);
        assertThat(talk.debtorSystem
                        .pay(again(call), new Payment(ONE, ONE + ":1", 4_000, TODAY, Payment.Channel.CASH))
                        .delivery())
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("REQUESTID_GENBRUGT"));
    }

    @Test
    void a_payment_above_the_balance_or_of_a_blocked_claim_is_refused() {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 1_000));

        assertThat(pay(ONE, ONE + ":1", 1_001).delivery())
                .isEqualTo(new Refused("INDBETALING_FOR_STOR", "Indbetalingen er større end restancen"));
        state(StateChange.State.BLOCKED);
        assertThat(pay(ONE, ONE + ":1", 1_000).delivery())
                .isEqualTo(new Refused("FORDRING_SPAERRET", "Fordringen er spærret for indbetaling"));
        assertThat(payable(ONE).payables()).isEmpty();
        state(StateChange.State.ACTIVE);
        assertThat(pay(ONE, ONE + ":1", 1_000).outstandingOre()).hasValue(0);
    }

    @Test
    void an_account_that_was_handed_over_takes_payments_and_nothing_else() {
        talk.debtorSystem.register(call(COPENHAGEN), claim(ONE, 1_000));
        assertThat(talk.debtorSystem.handOver(call(COPENHAGEN), new HandOver(ONE, TODAY, "no-active-case")))
                .isInstanceOf(Accepted.class);

        assertThat(fetched(ONE).keeper().meaning()).contains(DebtorAccount.Keeper.DEBTOR_SYSTEM);
        Refused no = new Refused("KONTO_OVERDRAGET", "Kontoen er overdraget til debitorsystemet");
        assertThat(talk.debtorSystem.adjust(call(COPENHAGEN), adjustment(ONE, Kind.WRITE_DOWN, 1)))
                .isEqualTo(no);
        assertThat(talk.debtorSystem.handOver(call(COPENHAGEN), new HandOver(ONE, TODAY, "again")))
                .isEqualTo(no);
        assertThat(pay(ONE, ONE + ":1", 400).outstandingOre()).hasValue(600);
    }

    @Test
    void what_has_ended_cannot_end_again_and_somebody_stays_liable() throws Exception {
        talk.debtorSystem.register(call(COPENHAGEN), fullClaim(ONE, 1_000));
        PartyPlace coLiable = new PartyPlace(Role.CO_LIABLE, 1);

        assertThat(end(Ending.Kind.LIABILITY, coLiable)).isEqualTo("Accepted");
        restart();
        assertThat(end(Ending.Kind.LIABILITY, coLiable)).isEqualTo("HAEFTELSE_UKENDT");
        assertThat(end(Ending.Kind.LIABILITY, PartyPlace.liable())).isEqualTo("SIDSTE_HAEFTELSE");
        assertThat(end(Ending.Kind.ADDRESS, PartyPlace.liable())).isEqualTo("Accepted");
        assertThat(end(Ending.Kind.ADDRESS, PartyPlace.liable())).isEqualTo("ADRESSE_UKENDT");
        assertThat(end(Ending.Kind.PARTY, new PartyPlace(Role.REPRESENTATIVE, 2)))
                .isEqualTo("PART_UKENDT");
    }

    private String end(Ending.Kind kind, PartyPlace of) {
        return talk.debtorSystem.end(call(COPENHAGEN), new Ending(ONE, kind, of, "", TODAY)) instanceof Refused no
                ? no.code()
                : "Accepted";
    }

    private void state(StateChange.State state) {
        assertThat(talk.debtorSystem.changeState(call(COPENHAGEN), new StateChange(ONE, state, TODAY, "complaint")))
                .isInstanceOf(Accepted.class);
    }

    private PaymentOutcome pay(String reference, String part, long ore) {
        return talk.debtorSystem.pay(call(COPENHAGEN), new Payment(reference, part, ore, TODAY, Payment.Channel.CASH));
    }

    private DebtorAccount fetched(String reference) {
        return answered(talk.debtorSystem.fetch(call(COPENHAGEN), reference));
    }

    private Payables payable(String reference) {
        return answered(talk.debtorSystem.findPayable(call(COPENHAGEN), reference));
    }

    private List<String> references(AccountQuery query) {
        List<String> references = new ArrayList<>();
        Optional<AccountQuery> next = Optional.of(query);
        while (next.isPresent()) {
            AccountQuery asked = next.orElseThrow();
            AccountPage page = answered(talk.debtorSystem.list(call(COPENHAGEN), asked));
            page.accounts().forEach(each -> references.add(each.reference()));
            next = page.next().map(asked::next);
        }
        return references;
    }

    private static <T> T answered(QuestionAnswer<T> answer) {
        assertThat(answer).isInstanceOf(QuestionAnswer.Answered.class);
        QuestionAnswer.Answered<T> answered = (QuestionAnswer.Answered<T>) answer;
        assertThat(answered.unknownCodes()).isEmpty();
        return answered.value();
    }

    private void restart() throws Exception {
        talk.close();
        talk = new Conversation(store);
    }
}
