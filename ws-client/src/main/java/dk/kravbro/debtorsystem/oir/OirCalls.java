package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.QuestionAnswer;
import dk.kravbro.debtorsystem.oir.contract.RegistreringSvarType;
import dk.kravbro.debtorsystem.oir.contract.ServiceplatformFejl;
import dk.kravbro.debtorsystem.oir.contract.kontekst.HovedOplysningerSvarType;
import dk.kravbro.debtorsystem.oir.security.CallSeal;
import dk.kravbro.debtorsystem.oir.security.NoToken;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes calls: each is watched, its end is found in the table of outcomes, and the wire log says what became of it. */
final class OirCalls implements AutoCloseable {

    private final OirEndpoint endpoint;
    private final OirSecurity security;
    // Does nothing but raise alarms; it runs no code of the application, so it may be a thread of its own in a server.
    private final ScheduledThreadPoolExecutor alarms;
    private final BooleanSupplier mayLeave;
    private final @Nullable Consumer<CallTrace> observer;

    OirCalls(OirEndpoint endpoint, OirSecurity security) {
        this(
                endpoint,
                security,
                new ScheduledThreadPoolExecutor(1, task -> {
                    Thread thread = new Thread(task, "kravbro-call-watch");
                    thread.setDaemon(true);
                    return thread;
                }),
                () -> true,
                null);
        alarms.setRemoveOnCancelPolicy(true);
    }

    private OirCalls(
            OirEndpoint endpoint,
            OirSecurity security,
            ScheduledThreadPoolExecutor alarms,
            BooleanSupplier mayLeave,
            @Nullable Consumer<CallTrace> observer) {
        this.endpoint = endpoint;
        this.security = security;
        this.alarms = alarms;
        this.mayLeave = mayLeave;
        this.observer = observer;
    }

    /** One exchange with the other side. */
    interface Exchange<T> {
        T send() throws ServiceplatformFejl;
    }

    /** The same calls, for a sender who may have to take its word back. */
    OirCalls onlyWhile(BooleanSupplier asked) {
        return new OirCalls(endpoint, security, alarms, asked, observer);
    }

    /** The same calls, for somebody who is told how each of them went. */
    OirCalls tracedBy(Consumer<CallTrace> told) {
        return new OirCalls(endpoint, security, alarms, mayLeave, told);
    }

    /** A call that changes something and is answered by a receipt. */
    DeliveryOutcome deliver(String operation, CallIdentity call, Exchange<RegistreringSvarType> exchange) {
        return exchange(operation, call, () -> ContractMapping.fromContract(call, exchange.send()))
                .outcome();
    }

    /**
     * A call that asks.
     *
     * @param head finds the head of an answer
     * @param reading reads an answer whose head has been checked
     */
    <A, T> QuestionAnswer<T> ask(
            String operation,
            CallIdentity call,
            Exchange<A> exchange,
            Function<A, @Nullable HovedOplysningerSvarType> head,
            BiFunction<A, UnknownCodes, T> reading) {
        AtomicReference<@Nullable T> read = new AtomicReference<>();
        UnknownCodes codes = new UnknownCodes();
        CallEnd end = exchange(operation, call, () -> {
            @Nullable A answer = exchange.send();
            HovedOplysningerSvarType answered = answer == null ? null : head.apply(answer);
            if (answer == null || answered == null) {
                return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
            }
            if (!HeadMapping.isAnswerTo(call, answered)) {
                return CallEnd.of(OutcomeCause.ANSWER_OF_ANOTHER_CALL, "", "");
            }
            CallEnd refusal = HeadMapping.refusal(answered);
            if (refusal != null) {
                return refusal;
            }
            try {
                read.set(reading.apply(answer, codes));
            } catch (IncompleteAnswer | ArithmeticException | DateTimeException unusable) {
                return CallEnd.of(OutcomeCause.ANSWER_INCOMPLETE, "", "");
            }
            return CallEnd.of(OutcomeCause.INQUIRY_ANSWERED, "", "");
        });
        T value = read.get();
        if (value == null || end.cause() != OutcomeCause.INQUIRY_ANSWERED) {
            return end.outcome() instanceof DeliveryOutcome.Refused no
                    ? new QuestionAnswer.Refused<>(no.code(), no.text())
                    : new QuestionAnswer.Unanswered<>(
                            end.cause().name(), end.cause().explain(end.code(), end.seen()));
        }
        if (!codes.list().isEmpty()) {
            OirLog.LOG.unknownCodes(operation, call.requestId(), call.attemptId(), String.join(", ", codes.list()));
        }
        return new QuestionAnswer.Answered<>(value, codes.list());
    }

    /** Any call. */
    CallEnd exchange(String operation, CallIdentity call, Exchange<CallEnd> exchange) {
        long began = System.nanoTime();
        CallSeal seal;
        try {
            seal = security.sealFor(call.municipalityCvr());
        } catch (NoToken none) {
            CallEnd end = CallEnd.of(
                    OutcomeCause.ofNoToken(none.reason()), "", Wording.text(String.valueOf(none.getMessage())));
            long took = millisSince(began);
            log(operation, call, end, 0, 0, took);
            trace(operation, call, end, 0, took, new WireTape());
            return end;
        }
        try (CallWatch watch =
                CallWatch.begin(call, alarms, endpoint.callDeadline().toMillis(), mayLeave, seal)) {
            CallEnd end;
            try {
                end = exchange.send();
            } catch (ServiceplatformFejl | RuntimeException failure) {
                end = FailureReading.read(failure, watch);
            }
            end = believed(end, watch);
            if (seal != null && end.cause() == OutcomeCause.PLATFORM_ACCESS_DENIED) {
                // It may be the token: the next attempt asks for a new one.
                seal.refused();
            }
            long took = millisSince(began);
            log(operation, call, end, watch.httpStatus(), watch.sentBytes(), took);
            trace(operation, call, end, watch.httpStatus(), took, watch.tape());
            return end;
        }
    }

    /** What nobody proved is neither a yes nor a no; only that the caller was not let in may be said without a signature. */
    private static CallEnd believed(CallEnd end, CallWatch watch) {
        return watch.isProved() || !end.cause().needsProof()
                ? end
                : CallEnd.of(OutcomeCause.ANSWER_NOT_PROVED, end.code(), "it is not signed")
                        .with(end.faults());
    }

    private void trace(
            String operation, CallIdentity call, CallEnd end, int httpStatus, long tookMillis, WireTape tape) {
        Consumer<CallTrace> told = observer;
        if (told == null) {
            return;
        }
        OutcomeCause cause = end.cause();
        told.accept(new CallTrace(
                call,
                operation,
                new CallTrace.Route(
                        endpoint.of(operation).toString(),
                        security.model().name(),
                        endpoint.soap().number()),
                new CallTrace.End(
                        cause.name(),
                        cause.explain(end.code(), end.seen()),
                        cause.kind(),
                        cause.isUnfit(),
                        httpStatus,
                        Duration.ofMillis(tookMillis),
                        end.faults(),
                        cause.kind() == CallTrace.Kind.ACCEPTED
                                ? CallTrace.PlatformReference.NONE
                                : tape.platformReference()),
                tape.request(),
                tape.answer()));
    }

    private static long millisSince(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static void log(
            String operation, CallIdentity call, CallEnd end, int httpStatus, int sentBytes, long millis) {
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
                    httpStatus,
                    sentBytes,
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
                httpStatus,
                sentBytes,
                millis,
                why);
        if (end.cause().isUnknown()) {
            OirLog.LOG.unknownEnd(operation, call.requestId(), call.attemptId(), why);
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
