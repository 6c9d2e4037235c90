package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.PartyChange;
import dk.kravbro.debtorsystem.Rehearsal;
import dk.kravbro.debtorsystem.oir.contract.DebitorForespoergsel;
import dk.kravbro.debtorsystem.oir.contract.DebitorForespoergselPortType;
import dk.kravbro.debtorsystem.oir.contract.DebitorRegistrering;
import dk.kravbro.debtorsystem.oir.contract.DebitorRegistreringPortType;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorregistreringI;
import dk.kravbro.debtorsystem.oir.contract.HentDebitorregistreringO;
import dk.kravbro.debtorsystem.oir.contract.OpretDebitorkontoI;
import dk.kravbro.debtorsystem.oir.contract.RegistreringSvarType;
import dk.kravbro.debtorsystem.oir.contract.RetFordringI;
import dk.kravbro.debtorsystem.oir.contract.RetFordringTilstandI;
import dk.kravbro.debtorsystem.oir.contract.RetPartI;
import dk.kravbro.debtorsystem.oir.contract.ServiceplatformFejl;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Debtor systems over ØiR debitor v3. One instance serves the whole application: it is thread-safe, costly to make, and
 * holds one proxy per service. {@link #close()} it when the application stops.
 */
public final class OirDebtorSystem implements DebtorSystem, AutoCloseable {

    private final OirEndpoint endpoint;
    private final DebitorRegistreringPortType registration;
    private final DebitorForespoergselPortType inquiry;
    private final MessageRehearsal rehearsals;
    // Does nothing but raise alarms; it runs no code of the application, so it may be a thread of its own in a server.
    private final ScheduledThreadPoolExecutor alarms;
    private final BooleanSupplier mayLeave;

    /** Reads the contract and makes the proxies; connects to nothing. */
    public OirDebtorSystem(OirEndpoint endpoint) {
        List<String> differing = ContractFingerprints.differing();
        if (!differing.isEmpty()) {
            OirLog.LOG.contractDiffers(String.join(", ", differing));
        }
        boolean soap12 = endpoint.soap() == SoapVersion.V1_2;
        this.endpoint = endpoint;
        this.registration = SoapProxies.prepare(
                soap12
                        ? new DebitorRegistrering().getDebitorRegistreringSoap12Port()
                        : new DebitorRegistrering().getDebitorRegistreringPort(),
                endpoint.registration(),
                endpoint);
        this.inquiry = SoapProxies.prepare(
                soap12
                        ? new DebitorForespoergsel().getDebitorForespoergselSoap12Port()
                        : new DebitorForespoergsel().getDebitorForespoergselPort(),
                endpoint.inquiry(),
                endpoint);
        this.rehearsals = new MessageRehearsal();
        this.alarms = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "kravbro-call-watch");
            thread.setDaemon(true);
            return thread;
        });
        this.alarms.setRemoveOnCancelPolicy(true);
        this.mayLeave = () -> true;
    }

    private OirDebtorSystem(OirDebtorSystem same, BooleanSupplier mayLeave) {
        this.endpoint = same.endpoint;
        this.registration = same.registration;
        this.inquiry = same.inquiry;
        this.rehearsals = same.rehearsals;
        this.alarms = same.alarms;
        this.mayLeave = mayLeave;
    }

    @Override
    public DebtorSystem onlyWhile(BooleanSupplier asked) {
        return new OirDebtorSystem(this, asked);
    }

    @Override
    public DeliveryOutcome register(CallIdentity call, ClaimRegistration claim) {
        OpretDebitorkontoI message = ContractMapping.toContract(call, claim);
        return deliver("OpretDebitorkonto", call, () -> registration.opretDebitorkonto(message));
    }

    @Override
    public DeliveryOutcome adjust(CallIdentity call, ClaimAdjustment adjustment) {
        if (adjustment.kind() == ClaimAdjustment.Kind.WITHDRAWAL) {
            RetFordringTilstandI message = ContractMapping.toWithdrawal(call, adjustment);
            return deliver("RetFordringTilstand", call, () -> registration.retFordringTilstand(message));
        }
        RetFordringI message = ContractMapping.toRegulation(call, adjustment);
        return deliver("RetFordring", call, () -> registration.retFordring(message));
    }

    @Override
    public DeliveryOutcome changeParty(CallIdentity call, PartyChange change) {
        RetPartI message = ContractMapping.toContract(call, change);
        return deliver("RetPart", call, () -> registration.retPart(message));
    }

    @Override
    public InquiryAnswer inquire(CallIdentity call, List<UUID> requestIds) {
        if (requestIds.isEmpty() || requestIds.size() > MAX_INQUIRY) {
            throw new IllegalArgumentException("an inquiry names 1 to " + MAX_INQUIRY + " request ids");
        }
        HentDebitorregistreringI message = ContractMapping.toContract(call, requestIds);
        AtomicReference<@Nullable InquiryAnswer> answer = new AtomicReference<>();
        CallEnd end = exchange("HentDebitorregistrering", call, () -> {
            HentDebitorregistreringO answered = inquiry.hentDebitorregistrering(message);
            if (answered == null || answered.getHovedOplysningerSvar() == null) {
                return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
            }
            if (!ContractMapping.isAnswerTo(call, answered.getHovedOplysningerSvar())) {
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
        return answered != null
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

    @Override
    public void close() {
        alarms.shutdownNow();
    }

    private DeliveryOutcome deliver(String operation, CallIdentity call, Exchange<RegistreringSvarType> exchange) {
        return exchange(operation, call, () -> ContractMapping.fromContract(call, exchange.send()))
                .outcome();
    }

    private CallEnd exchange(String operation, CallIdentity call, Exchange<CallEnd> exchange) {
        long began = System.nanoTime();
        try (CallWatch watch = CallWatch.begin(alarms, endpoint.callDeadline().toMillis(), mayLeave)) {
            CallEnd end;
            try {
                end = exchange.send();
            } catch (ServiceplatformFejl | RuntimeException failure) {
                end = FailureReading.read(failure, watch.deadlinePassed(), watch.httpStatus());
            }
            log(operation, call, end, watch, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
            return end;
        }
    }

    private static void log(String operation, CallIdentity call, CallEnd end, CallWatch watch, long millis) {
        String cvr = call.municipalityCvr();
        String outcome = end.cause().name();
        if (end.cause() == OutcomeCause.RECEIPT_ACCEPTED || end.cause() == OutcomeCause.INQUIRY_ANSWERED) {
            OirLog.LOG.answered(
                    operation,
                    cvr,
                    call.conversationId(),
                    call.requestId(),
                    call.attemptId(),
                    outcome,
                    watch.httpStatus(),
                    watch.sentBytes(),
                    millis);
            return;
        }
        String why = end.cause().explain(end.code(), end.seen());
        OirLog.LOG.unanswered(
                operation,
                cvr,
                call.conversationId(),
                call.requestId(),
                call.attemptId(),
                outcome,
                watch.httpStatus(),
                watch.sentBytes(),
                millis,
                why);
        if (end.cause().isUnknown()) {
            OirLog.LOG.unknownEnd(operation, call.requestId(), call.attemptId(), why);
        }
    }

    /** One exchange with the other side. */
    private interface Exchange<T> {
        T send() throws ServiceplatformFejl;
    }
}
