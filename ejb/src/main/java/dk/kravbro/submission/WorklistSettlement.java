package dk.kravbro.submission;

import java.util.regex.Pattern;

/**
 * What a person says of a delivery on the work list.
 *
 * @param action how it ends
 * @param seen what the person saw of it, as the work list gave it
 * @param reason why, in 1 to 500 characters without anything like an identity number
 * @param receipt ACCEPTED: the debtor system's receipt, at most 100 characters, if it gave one; else empty
 */
public record WorklistSettlement(Action action, String seen, String reason, String receipt) {

    public static final int MAX_REASON = 500;
    public static final int MAX_RECEIPT = 100;

    private static final Pattern IDENTITY =
            Pattern.compile("(?<![0-9])[0-9]{2}[ ./-]?[0-9]{2}[ ./-]?[0-9]{2}[ ./-]{0,3}[0-9]{4}(?![0-9])");

    /** How it ends. */
    public enum Action {
        /** The debtor system has it. */
        ACCEPTED(DeliveryState.ACCEPTED),
        /** The debtor system will not have it. */
        REFUSED(DeliveryState.REFUSED),
        /** The debtor system never had it: it goes out again under the same request id. */
        AGAIN(DeliveryState.DUE);

        private final DeliveryState to;

        Action(DeliveryState to) {
            this.to = to;
        }

        DeliveryState to() {
            return to;
        }
    }

    public WorklistSettlement {
        if (reason.isBlank() || reason.length() > MAX_REASON || receipt.length() > MAX_RECEIPT) {
            throw new IllegalArgumentException("a reason has 1 to 500 characters, a receipt at most 100");
        }
        if (holdsIdentity(reason) || holdsIdentity(receipt)) {
            throw new IllegalArgumentException("an identity number stands in the text");
        }
        if (!receipt.isEmpty() && action != Action.ACCEPTED) {
            throw new IllegalArgumentException("only what was accepted has a receipt");
        }
    }

    /** Whether something like a CPR number stands in a text. */
    public static boolean holdsIdentity(String text) {
        return IDENTITY.matcher(text).find();
    }

    /** What came of it. */
    public sealed interface Result {

        /** It is settled so. */
        record Settled(DeliveryState now) implements Result {}

        /** It is not as the person saw it any more. */
        record TooLate(DeliveryState now, String seen, String settledBy) implements Result {}

        /** It must not go out again: the debtor system said that it has it. */
        record HasIt() implements Result {}

        /** There is no such delivery. */
        record Unknown() implements Result {}
    }
}
