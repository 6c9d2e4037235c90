package dk.kravbro.submission;

import dk.kravbro.archive.KeptCall;
import dk.kravbro.archive.KeptCalls;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What is written down of a call.
 *
 * @param state the delivery's next state
 * @param code code of the outcome, empty if accepted
 * @param text its words
 * @param receipt the receipt's id, empty if none
 * @param notBefore how long to let it rest before it is tried or asked about; zero if it has ended
 * @param call what is kept of the call; null if nothing is
 */
record RecordedOutcome(
        BegunDelivery delivery,
        DeliveryState state,
        String code,
        String text,
        String receipt,
        Duration notBefore,
        @Nullable KeptCall call) {

    private static final int MAX_TEXT = 500;

    static RecordedOutcome of(
            BegunDelivery delivery,
            DeliveryOutcome outcome,
            RetrySchedule retry,
            Duration quietTime,
            RandomGenerator random) {
        if (outcome instanceof DeliveryOutcome.Accepted accepted) {
            return new RecordedOutcome(
                    delivery,
                    DeliveryState.ACCEPTED,
                    "",
                    cut(String.join("; ", accepted.notices())),
                    accepted.receiptId(),
                    Duration.ZERO,
                    null);
        }
        if (outcome instanceof DeliveryOutcome.Refused refused) {
            return new RecordedOutcome(
                    delivery, DeliveryState.REFUSED, refused.code(), cut(refused.text()), "", Duration.ZERO, null);
        }
        if (outcome instanceof DeliveryOutcome.NotDelivered not) {
            return new RecordedOutcome(
                    delivery,
                    DeliveryState.DUE,
                    not.code(),
                    cut(not.why()),
                    "",
                    retry.after(not.code(), delivery.attempt(), random),
                    null);
        }
        DeliveryOutcome.InDoubt doubt = (DeliveryOutcome.InDoubt) outcome;
        return new RecordedOutcome(
                delivery, DeliveryState.IN_DOUBT, doubt.code(), cut(doubt.why()), "", quietTime, null);
    }

    /** The same with what is kept of the call. */
    RecordedOutcome with(@Nullable KeptCall kept) {
        return new RecordedOutcome(delivery, state, code, text, receipt, notBefore, kept);
    }

    /** How the platform knows the call, if it said so. */
    CallTrace.PlatformReference platform() {
        return call == null
                ? CallTrace.PlatformReference.NONE
                : call.trace().end().platform();
    }

    /** What is kept of the calls of these outcomes. */
    static List<KeptCalls.Keyed> kept(List<RecordedOutcome> outcomes) {
        List<KeptCalls.Keyed> kept = new ArrayList<>();
        for (RecordedOutcome each : outcomes) {
            if (each.call != null) {
                kept.add(new KeptCalls.Keyed(each.delivery.attemptId(), each.call));
            }
        }
        return kept;
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
