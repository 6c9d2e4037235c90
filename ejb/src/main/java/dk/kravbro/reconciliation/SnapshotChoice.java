package dk.kravbro.reconciliation;

import dk.kravbro.claim.Amount;
import dk.kravbro.intake.FeeMessage;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Which differences somebody wants to be applied, with the figures that he saw: it is done only if they are still those of
 * the snapshot.
 *
 * @param expected per kind how many differences can be applied
 * @param cancellation how what FBS does not list is cancelled; only with {@link DifferenceKind#MISSING_THERE}
 */
public record SnapshotChoice(Map<DifferenceKind, Long> expected, Optional<Cancellation> cancellation) {

    /**
     * How it is cancelled.
     *
     * @param expectedAmount what it comes to here
     */
    public record Cancellation(FeeMessage.CancelReason reason, LocalDate on, Amount expectedAmount) {}

    /** @throws IllegalArgumentException if a kind cannot be applied, or cancelling is half said */
    public SnapshotChoice {
        expected = Map.copyOf(expected);
        if (expected.isEmpty() || !expected.keySet().stream().allMatch(DifferenceKind::isForApplying)) {
            throw new IllegalArgumentException("kinds that can be applied");
        }
        if (expected.containsKey(DifferenceKind.MISSING_THERE) != cancellation.isPresent()) {
            throw new IllegalArgumentException("missing there is cancelled, for a reason");
        }
    }
}
