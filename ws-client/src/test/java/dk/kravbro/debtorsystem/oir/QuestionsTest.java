package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.debtorsystem.AccountPage;
import dk.kravbro.debtorsystem.AccountQuery;
import dk.kravbro.debtorsystem.Code;
import dk.kravbro.debtorsystem.DebtorAccount;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.Ending;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.PaymentOutcome;
import dk.kravbro.debtorsystem.QuestionAnswer;
import dk.kravbro.debtorsystem.QuestionAnswer.Answered;
import dk.kravbro.debtorsystem.QuestionAnswer.Unanswered;
import dk.kravbro.debtorsystem.SettlementNotice;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the adapter makes of answers to its questions, and of a payment's answer. */
@Timeout(60)
class QuestionsTest {

    private static final String INCOMPLETE = String.valueOf(
            new Unanswered<>(OutcomeCause.ANSWER_INCOMPLETE.name(), OutcomeCause.ANSWER_INCOMPLETE.explain("", "")));
    private static final String MOVEMENT = "<d:Beløb>10.00</d:Beløb><d:Virkningsdato>2026-11-19</d:Virkningsdato>";
    private static final String ACCOUNT = "<d:Debitorkonto><d:DebitorkontoReference>DK-1</d:DebitorkontoReference>"
            + "<d:Kontostatus>AABEN</d:Kontostatus><d:Kontoejer>FAGSYSTEM</d:Kontoejer><d:Fordring>"
            + "<d:FordringReference>DK-1</d:FordringReference><d:Fordringstype>BIBLIOTEKSGEBYR</d:Fordringstype>"
            + "<d:Tilstand>AKTIV</d:Tilstand><d:Hovedstol>50.00</d:Hovedstol><d:Restance>20.05</d:Restance>"
            + "<d:Delfordring><d:DelfordringReference>DK-1:1</d:DelfordringReference><d:Beløb>50.00</d:Beløb>"
            + "<d:Restance>20.05</d:Restance>"
            + "<d:Dækning><d:Type>MODREGNING</d:Type>" + MOVEMENT + "</d:Dækning>"
            + "<d:Afskrivning><d:Type>KONKURS</d:Type>" + MOVEMENT + "</d:Afskrivning>"
            + "</d:Delfordring></d:Fordring></d:Debitorkonto>";

    @Test
    void an_account_is_told_with_everything_that_moved_its_balance() throws Exception {
        DebtorAccount account = answered(fetch(ACCOUNT)).value();

        assertThat(account.status().meaning()).contains(SettlementNotice.AccountStatus.Status.OPEN);
        assertThat(account.keeper().meaning()).contains(DebtorAccount.Keeper.CREDITOR_SYSTEM);
        DebtorAccount.Claim claim = account.claims().get(0);
        assertThat(claim.outstandingOre()).isEqualTo(2_005);
        DebtorAccount.Part part = claim.parts().get(0);
        assertThat(part.coverages())
                .containsExactly(new DebtorAccount.Movement<>(
                        new Code<>("MODREGNING", Optional.of(SettlementNotice.Coverage.Kind.SET_OFF)),
                        1_000,
                        LocalDate.of(2026, 11, 19)));
        assertThat(part.writeOffs().get(0).kind().meaning()).contains(DebtorAccount.WriteOffCause.BANKRUPTCY);
    }

    @Test
    void a_code_without_a_meaning_is_kept_and_reported() throws Exception {
        Answered<DebtorAccount> answer =
                answered(fetch(ACCOUNT.replace("MODREGNING", "GAVE").replace(">AKTIV<", ">I_BERO<")));

        assertThat(answer.unknownCodes()).containsExactly("Dækning=GAVE", "Tilstand=I_BERO");
        DebtorAccount.Claim claim = answer.value().claims().get(0);
        assertThat(claim.state().told()).isEqualTo("I_BERO");
        assertThat(claim.state().meaning()).isEmpty();
        Code<?> coverage = claim.parts().get(0).coverages().get(0).kind();
        assertThat(coverage.told()).isEqualTo("GAVE");
        assertThat(coverage.meaning()).isEmpty();
    }

    @Test
    void an_account_without_a_demanded_part_is_no_answer() throws Exception {
        for (String broken : List.of(
                "",
                ACCOUNT.replace("<d:Restance>20.05</d:Restance>", ""),
                ACCOUNT.replace("20.05", "20.055"),
                ACCOUNT.replaceAll("<d:Delfordring>.*</d:Delfordring>", ""),
                ACCOUNT.replaceAll("<d:Fordring>.*</d:Fordring>", ""),
                ACCOUNT.replace("<d:Kontoejer>FAGSYSTEM</d:Kontoejer>", ""))) {
            assertThat(fetch(broken)).isInstanceOf(Unanswered.class).hasToString(INCOMPLETE);
        }
    }

    @Test
    void a_date_that_is_none_is_no_answer() throws Exception {
        assertThat(fetch(ACCOUNT.replace("2026-11-19", "2026-11"))).isInstanceOf(Unanswered.class);
        assertThat(fetch(ACCOUNT.replace("2026-11-19", "yesterday"))).isInstanceOf(Unanswered.class);
    }

    @Test
    void an_error_in_the_head_refuses_the_question() throws Exception {
        String error = "<k:SvarReaktion><k:Fejl><k:FejlId>FORDRING_UKENDT</k:FejlId>"
                + "<k:FejlTekst>Findes ikke for 180817-5189</k:FejlTekst></k:Fejl></k:SvarReaktion>";

        QuestionAnswer<DebtorAccount> answer =
                asked("HentDebitorkonto", error, "", client -> client.fetch(Sample.call(), "DK-1"));

        assertThat(answer).isEqualTo(new QuestionAnswer.Refused<>("FORDRING_UKENDT", "Findes ikke for ********"));
    }

    @Test
    void a_page_that_promises_more_must_say_where_it_goes_on() throws Exception {
        String more = "<d:FlereSider>true</d:FlereSider>";

        assertThat(answered(list(ACCOUNT + more + "<d:NæsteSidemærke>m</d:NæsteSidemærke>"))
                        .value()
                        .next())
                .contains("m");
        assertThat(list(ACCOUNT + more)).isInstanceOf(Unanswered.class);
        assertThat(list(more + "<d:NæsteSidemærke>m</d:NæsteSidemærke>")).isInstanceOf(Unanswered.class);
        assertThat(list("<d:FlereSider>false</d:FlereSider>"))
                .isEqualTo(new Answered<>(new AccountPage(List.of(), Optional.empty()), List.of()));
    }

    @Test
    void a_payment_tells_what_is_left_and_counts_without_it() throws Exception {
        assertThat(paid("ACCEPTERET", "<d:Restance>12.50</d:Restance>"))
                .isEqualTo(new PaymentOutcome(
                        new DeliveryOutcome.Accepted(Sample.REQUEST.toString(), List.of()), OptionalLong.of(1_250)));
        assertThat(paid("ACCEPTERET", "<d:Restance>12.505</d:Restance>").outstandingOre())
                .isEmpty();
        assertThat(paid("ACCEPTERET", "").delivery()).isInstanceOf(DeliveryOutcome.Accepted.class);
        PaymentOutcome doubt = paid("FEJLET", "<d:Restance>12.50</d:Restance>");
        assertThat(doubt.delivery()).isInstanceOf(DeliveryOutcome.InDoubt.class);
        assertThat(doubt.outstandingOre()).isEmpty();
    }

    @Test
    void what_the_contract_cannot_say_is_not_begun() {
        PartyPlace custody = new PartyPlace(PartyPlace.Role.OTHER_CUSTODY_HOLDER, 1);

        assertThatThrownBy(() -> new Ending("DK-1", Ending.Kind.ADDRESS, custody, "", Sample.TODAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ending("DK-1", Ending.Kind.LIABILITY, custody, "", Sample.TODAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ending("DK-1", Ending.Kind.PARTY, PartyPlace.liable(), "", Sample.TODAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ending("DK-1", Ending.Kind.LETTERS, PartyPlace.liable(), "", Sample.TODAY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PartyPlace(PartyPlace.Role.LIABLE, 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AccountQuery.all(AccountQuery.MAX_PAGE + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static <T> Answered<T> answered(QuestionAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Answered.class);
        return (Answered<T>) answer;
    }

    private static QuestionAnswer<DebtorAccount> fetch(String content) throws Exception {
        return asked("HentDebitorkonto", "", content, client -> client.fetch(Sample.call(), "DK-1"));
    }

    private static QuestionAnswer<AccountPage> list(String content) throws Exception {
        return asked("SøgDebitorkonto", "", content, client -> client.list(Sample.call(), AccountQuery.all(10)));
    }

    private static PaymentOutcome paid(String state, String more) throws Exception {
        Payment payment = new Payment("DK-1", "DK-1:1", 5_000, Sample.TODAY, Payment.Channel.CASH);
        String receipt = "<v:Forretningskvittering xmlns:v=\"http://serviceplatformen.dk/xml/schemas/kvittering/1/\">"
                + "<v:ForretningsValideringsKode>" + state
                + "</v:ForretningsValideringsKode></v:Forretningskvittering>";
        return asked("ForetagIndbetaling", "", receipt + more, client -> client.pay(Sample.call(), payment));
    }

    private static <T> T asked(
            String operation, String reactions, String content, Function<OirDebtorSystem, T> question)
            throws Exception {
        String body = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><d:" + operation
                + "_O xmlns:d=\"urn:kravbro:oir:debitor:1\" revision=\"r1\""
                + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\"><k:HovedOplysningerSvar>"
                + "<k:TransaktionsId>" + Sample.CONVERSATION + "</k:TransaktionsId>"
                + "<k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid><k:RequestId>" + Sample.REQUEST
                + "</k:RequestId>" + reactions + "</k:HovedOplysningerSvar>" + content + "</d:" + operation
                + "_O></s:Body></s:Envelope>";
        try (RawPeer peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(200, body)));
                OirDebtorSystem client = peer.client(Duration.ofSeconds(30), Duration.ofSeconds(30))) {
            return question.apply(client);
        }
    }
}
