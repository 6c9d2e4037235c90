package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.AccountPage;
import dk.kravbro.debtorsystem.AccountQuery;
import dk.kravbro.debtorsystem.AccountUpkeep;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DebtorAccount;
import dk.kravbro.debtorsystem.DebtorAccounts;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.Ending;
import dk.kravbro.debtorsystem.HandOver;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.PartyPlace;
import dk.kravbro.debtorsystem.Payables;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.PaymentDesk;
import dk.kravbro.debtorsystem.PaymentOutcome;
import dk.kravbro.debtorsystem.QuestionAnswer;
import dk.kravbro.debtorsystem.Rehearsal;
import dk.kravbro.debtorsystem.StateChange;
import dk.kravbro.debtorsystem.oir.contract.AfslutAbonnementBeskedType;
import dk.kravbro.debtorsystem.oir.contract.AfslutHaeftelseBeskedType;
import dk.kravbro.debtorsystem.oir.contract.AfslutPartBeskedType;
import dk.kravbro.debtorsystem.oir.contract.DebitorForespoergsel;
import dk.kravbro.debtorsystem.oir.contract.DebitorForespoergselPortType;
import dk.kravbro.debtorsystem.oir.contract.DebitorIndbetaling;
import dk.kravbro.debtorsystem.oir.contract.DebitorIndbetalingPortType;
import dk.kravbro.debtorsystem.oir.contract.DebitorRegistrering;
import dk.kravbro.debtorsystem.oir.contract.DebitorRegistreringPortType;
import dk.kravbro.debtorsystem.oir.contract.ForetagIndbetalingI;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorkontoO;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorregistreringI;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorregistreringO;
import dk.kravbro.debtorsystem.oir.contract.IndbetalingSvarType;
import dk.kravbro.debtorsystem.oir.contract.OpretDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.OverdragDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.RetFordringI;
import dk.kravbro.debtorsystem.oir.contract.RetFordringTilstandI;
import dk.kravbro.debtorsystem.oir.contract.RetPartI;
import dk.kravbro.debtorsystem.oir.contract.SoegBetalbarBeskedType;
import dk.kravbro.debtorsystem.oir.contract.SoegBetalbarSvarType;
import dk.kravbro.debtorsystem.oir.contract.SoegDebitorkontoBeskedType;
import dk.kravbro.debtorsystem.oir.contract.SoegDebitorkontoSvarType;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Debtor systems over ØiR debitor v3. One instance serves the whole application: it is thread-safe, costly to make, and
 * holds one proxy per service. {@link #close()} it when the application stops.
 */
public final class OirDebtorSystem implements DebtorSystem, AccountUpkeep, DebtorAccounts, PaymentDesk, AutoCloseable {

    private final DebitorRegistreringPortType registration;
    private final DebitorForespoergselPortType inquiry;
    private final DebitorIndbetalingPortType payment;
    private final MessageRehearsal rehearsals;
    private final OirCalls calls;

    /**
     * Reads the contract, says in the log if its files are not those that were agreed, and makes the proxies; connects to
     * nothing.
     *
     * @throws IllegalArgumentException if calls to the endpoint would not be protected as the security model demands
     */
    public OirDebtorSystem(OirEndpoint endpoint, OirSecurity security) {
        security.demandProtected(endpoint.registration());
        security.demandProtected(endpoint.inquiry());
        security.demandProtected(endpoint.payment());
        List<String> differing = ContractFingerprints.differing();
        if (!differing.isEmpty()) {
            OirLog.LOG.contractDiffers(String.join(", ", differing));
        }
        boolean soap12 = endpoint.soap() == SoapVersion.V1_2;
        DebitorRegistrering registrations = new DebitorRegistrering();
        DebitorForespoergsel inquiries = new DebitorForespoergsel();
        DebitorIndbetaling payments = new DebitorIndbetaling();
        this.registration = SoapProxies.prepare(
                soap12 ? registrations.getDebitorRegistreringSoap12Port() : registrations.getDebitorRegistreringPort(),
                endpoint.registration(),
                endpoint,
                security);
        this.inquiry = SoapProxies.prepare(
                soap12 ? inquiries.getDebitorForespoergselSoap12Port() : inquiries.getDebitorForespoergselPort(),
                endpoint.inquiry(),
                endpoint,
                security);
        this.payment = SoapProxies.prepare(
                soap12 ? payments.getDebitorIndbetalingSoap12Port() : payments.getDebitorIndbetalingPort(),
                endpoint.payment(),
                endpoint,
                security);
        this.rehearsals = new MessageRehearsal();
        this.calls = new OirCalls(endpoint, security);
    }

    private OirDebtorSystem(OirDebtorSystem same, OirCalls calls) {
        this.registration = same.registration;
        this.inquiry = same.inquiry;
        this.payment = same.payment;
        this.rehearsals = same.rehearsals;
        this.calls = calls;
    }

    @Override
    public OirDebtorSystem onlyWhile(BooleanSupplier asked) {
        return new OirDebtorSystem(this, calls.onlyWhile(asked));
    }

    @Override
    public OirDebtorSystem tracedBy(Consumer<CallTrace> observer) {
        return new OirDebtorSystem(this, calls.tracedBy(observer));
    }

    @Override
    public DeliveryOutcome register(CallIdentity call, ClaimRegistration claim) {
        OpretDebitorkontoI message = ContractMapping.toContract(call, claim);
        return calls.deliver("OpretDebitorkonto", call, () -> registration.opretDebitorkonto(message));
    }

    @Override
    public DeliveryOutcome adjust(CallIdentity call, ClaimAdjustment adjustment) {
        if (adjustment.kind() == ClaimAdjustment.Kind.WITHDRAWAL) {
            RetFordringTilstandI message = ContractMapping.toWithdrawal(call, adjustment);
            return calls.deliver("RetFordringTilstand", call, () -> registration.retFordringTilstand(message));
        }
        RetFordringI message = ContractMapping.toRegulation(call, adjustment);
        return calls.deliver("RetFordring", call, () -> registration.retFordring(message));
    }

    @Override
    public DeliveryOutcome changeParty(CallIdentity call, PartyChange change) {
        RetPartI message = ContractMapping.toContract(call, change);
        return calls.deliver("RetPart", call, () -> registration.retPart(message));
    }

    @Override
    public InquiryAnswer inquire(CallIdentity call, List<UUID> requestIds) {
        if (requestIds.isEmpty() || requestIds.size() > MAX_INQUIRY) {
            throw new IllegalArgumentException("an inquiry names 1 to " + MAX_INQUIRY + " request ids");
        }
        HentDebitorregistreringI message = ContractMapping.toContract(call, requestIds);
        AtomicReference<@Nullable InquiryAnswer> answer = new AtomicReference<>();
        CallEnd end = calls.exchange("HentDebitorregistrering", call, () -> {
            HentDebitorregistreringO answered = inquiry.hentDebitorregistrering(message);
            if (answered == null || answered.getHovedOplysningerSvar() == null) {
                return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
            }
            if (!HeadMapping.isAnswerTo(call, answered.getHovedOplysningerSvar())) {
                return CallEnd.of(OutcomeCause.ANSWER_OF_ANOTHER_CALL, "", "");
            }
            Map<UUID, InquiryAnswer.Finding> findings =
                    ContractMapping.findings(answered.getDebitorregistrering(), requestIds);
            if (findings == null) {
                return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
            }
            answer.set(new InquiryAnswer.Answered(findings));
            return CallEnd.of(OutcomeCause.INQUIRY_ANSWERED, "", "");
        });
        InquiryAnswer answered = answer.get();
        return answered != null && end.cause() == OutcomeCause.INQUIRY_ANSWERED
                ? answered
                : new InquiryAnswer.Unanswered(end.cause().name(), end.cause().explain(end.code(), end.seen()));
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, ClaimRegistration claim) {
        return rehearsals.of(ContractMapping.toContract(call, claim));
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, ClaimAdjustment adjustment) {
        return rehearsals.of(
                adjustment.kind() == ClaimAdjustment.Kind.WITHDRAWAL
                        ? ContractMapping.toWithdrawal(call, adjustment)
                        : ContractMapping.toRegulation(call, adjustment));
    }

    @Override
    public Rehearsal rehearse(CallIdentity call, PartyChange change) {
        return rehearsals.of(ContractMapping.toContract(call, change));
    }

    // ---- upkeep

    @Override
    public DeliveryOutcome changeState(CallIdentity call, StateChange change) {
        RetFordringTilstandI message = UpkeepMapping.toContract(call, change);
        return calls.deliver("RetFordringTilstand", call, () -> registration.retFordringTilstand(message));
    }

    @Override
    public DeliveryOutcome handOver(CallIdentity call, HandOver handOver) {
        OverdragDebitorkontoI message = UpkeepMapping.toContract(call, handOver);
        return calls.deliver("OverdragDebitorkonto", call, () -> registration.overdragDebitorkonto(message));
    }

    @Override
    public DeliveryOutcome end(CallIdentity call, Ending ending) {
        return switch (ending.kind()) {
            case LIABILITY -> {
                AfslutHaeftelseBeskedType message = UpkeepMapping.toEndOfLiability(call, ending);
                yield calls.deliver("AfslutHaeftelse", call, () -> registration.afslutHaeftelse(message));
            }
            case PARTY -> endParty(call, ending);
            case ADDRESS -> endAddress(call, ending);
            case LETTERS -> endLetters(call, ending);
        };
    }

    private DeliveryOutcome endParty(CallIdentity call, Ending ending) {
        AfslutPartBeskedType message = UpkeepMapping.toEndOfParty(call, ending);
        return ending.of().role() == PartyPlace.Role.OTHER_CUSTODY_HOLDER
                ? calls.deliver(
                        "AfslutLigestillingspartner", call, () -> registration.afslutLigestillingspartner(message))
                : calls.deliver("AfslutAdministrator", call, () -> registration.afslutAdministrator(message));
    }

    private DeliveryOutcome endAddress(CallIdentity call, Ending ending) {
        AfslutPartBeskedType message = UpkeepMapping.toEndOfParty(call, ending);
        return switch (ending.of().role()) {
            case LIABLE ->
                calls.deliver(
                        "AfslutGaeldendeAdresseJuridiskAnsvarlig",
                        call,
                        () -> registration.afslutGaeldendeAdresseJuridiskAnsvarlig(message));
            case CO_LIABLE ->
                calls.deliver(
                        "AfslutGaeldendeAdresseJuridiskMedhaefter",
                        call,
                        () -> registration.afslutGaeldendeAdresseJuridiskMedhaefter(message));
            case REPRESENTATIVE, OTHER_CUSTODY_HOLDER ->
                calls.deliver(
                        "AfslutGaeldendeAdresseAdministrator",
                        call,
                        () -> registration.afslutGaeldendeAdresseAdministrator(message));
        };
    }

    private DeliveryOutcome endLetters(CallIdentity call, Ending ending) {
        AfslutAbonnementBeskedType message = UpkeepMapping.toEndOfLetters(call, ending);
        return switch (ending.of().role()) {
            case LIABLE ->
                calls.deliver(
                        "AfslutMaterialeabonnementJuridiskAnsvarlig",
                        call,
                        () -> registration.afslutMaterialeabonnementJuridiskAnsvarlig(message));
            case CO_LIABLE ->
                calls.deliver(
                        "AfslutMaterialeabonnementJuridiskMedhaefter",
                        call,
                        () -> registration.afslutMaterialeabonnementJuridiskMedhaefter(message));
            case REPRESENTATIVE, OTHER_CUSTODY_HOLDER ->
                calls.deliver(
                        "AfslutMaterialeabonnementAdministrator",
                        call,
                        () -> registration.afslutMaterialeabonnementAdministrator(message));
        };
    }

    // ---- looking and paying

    @Override
    public QuestionAnswer<DebtorAccount> fetch(CallIdentity call, String claimReference) {
        HentDebitorkontoI message = AccountMapping.toFetch(call, claimReference);
        return calls.ask(
                "HentDebitorkonto",
                call,
                () -> inquiry.hentDebitorkonto(message),
                HentDebitorkontoO::getHovedOplysningerSvar,
                AccountMapping::fetched);
    }

    @Override
    public QuestionAnswer<AccountPage> list(CallIdentity call, AccountQuery query) {
        SoegDebitorkontoBeskedType message = AccountMapping.toContract(call, query);
        return calls.ask(
                "SoegDebitorkonto",
                call,
                () -> inquiry.soegDebitorkonto(message),
                SoegDebitorkontoSvarType::getHovedOplysningerSvar,
                AccountMapping::listed);
    }

    @Override
    public QuestionAnswer<Payables> findPayable(CallIdentity call, String claimReference) {
        return findPayable(call, PaymentMapping.toFindPayable(call, claimReference));
    }

    @Override
    public QuestionAnswer<Payables> findPayable(CallIdentity call, Party debtor) {
        return findPayable(call, PaymentMapping.toFindPayable(call, debtor));
    }

    private QuestionAnswer<Payables> findPayable(CallIdentity call, SoegBetalbarBeskedType message) {
        return calls.ask(
                "SoegDelfordringTilIndbetaling",
                call,
                () -> payment.soegDelfordringTilIndbetaling(message),
                SoegBetalbarSvarType::getHovedOplysningerSvar,
                (answer, codes) -> PaymentMapping.found(answer));
    }

    @Override
    public PaymentOutcome pay(CallIdentity call, Payment ours) {
        ForetagIndbetalingI message = PaymentMapping.toContract(call, ours);
        AtomicReference<@Nullable IndbetalingSvarType> answer = new AtomicReference<>();
        CallEnd end = calls.exchange("ForetagIndbetaling", call, () -> {
            answer.set(payment.foretagIndbetaling(message));
            return PaymentMapping.fromContract(call, answer.get());
        });
        boolean accepted = end.cause() == OutcomeCause.RECEIPT_ACCEPTED;
        return new PaymentOutcome(
                end.outcome(), accepted ? PaymentMapping.outstanding(answer.get()) : OptionalLong.empty());
    }

    @Override
    public void close() {
        calls.close();
    }
}
