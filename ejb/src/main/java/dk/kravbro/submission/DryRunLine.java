package dk.kravbro.submission;

import java.util.List;
import java.util.OptionalLong;

/**
 * One delivery that the next run would send, and the difference it would make.
 *
 * @param number 1, 2, 3 … in the order of claims, and of a claim's deliveries
 * @param toldBefore what the debtor system was told is owed, in øre; empty if it does not have the claim
 * @param toldAfter what it will have been told; empty if it will not have the claim
 * @param partyChanged whether others owe from then on than it was told so far
 * @param bytes size of the message without its envelope
 * @param violations what is wrong with the message, as element and rule
 */
public record DryRunLine(
        long number,
        String claimReference,
        DeliveryKind kind,
        long amountOre,
        OptionalLong toldBefore,
        OptionalLong toldAfter,
        boolean partyChanged,
        int bytes,
        List<String> violations) {

    public DryRunLine {
        violations = List.copyOf(violations);
    }

    public boolean isInvalid() {
        return !violations.isEmpty();
    }
}
