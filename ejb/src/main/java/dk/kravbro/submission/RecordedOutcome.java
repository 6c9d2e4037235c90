package dk.kravbro.submission;

import dk.kravbro.debtorsystem.DeliveryOutcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * What is written down of a call.
 *
 * @param state the delivery's next state
 * @param code code of the outcome, empty if accepted
 * @param text its words
 * @param receipt the receipt's id, empty if none
 * @param notBefore how long to let it rest before it is tried or asked about; zero if it has ended
 */
record RecordedOutcome(
        BegunDelivery delivery, DeliveryState state, String code, String text, String receipt, Duration notBefore) {

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
                    Duration.ZERO);
        }
        if (outcome instanceof DeliveryOutcome.Refused refused) {
            return new RecordedOutcome(
                    delivery, DeliveryState.REFUSED, refused.code(), cut(refused.text()), "", Duration.ZERO);
        }
        if (outcome instanceof DeliveryOutcome.NotDelivered not) {
            return new RecordedOutcome(
                    delivery,
                    DeliveryState.DUE,
                    not.code(),
                    cut(not.why()),
                    "",
                    retry.after(not.code(), delivery.attempt(), random));
        }
        DeliveryOutcome.InDoubt doubt = (DeliveryOutcome.InDoubt) outcome;
        return new RecordedOutcome(delivery, DeliveryState.IN_DOUBT, doubt.code(), cut(doubt.why()), "", quietTime);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
