package dk.kravbro.claim;

import java.util.Optional;

/**
 * What one version of a claim changes in the one before it: pure arithmetic, no database.
 *
 * @param partiesChanged whether somebody else owes, or the same people are known otherwise
 * @param entry the ledger line that the change makes; empty if what is owed is the same
 */
public record ClaimChange(boolean partiesChanged, Optional<Line> entry) {

    /**
     * A ledger line to be written.
     *
     * @param kind which kind
     * @param amount how much, above 0
     */
    public record Line(ClaimEntry.Kind kind, Amount amount) {}

    /** A new claim: its principal. */
    public static ClaimChange first(Amount principal) {
        return new ClaimChange(false, Optional.of(new Line(ClaimEntry.Kind.PRINCIPAL, principal)));
    }

    /** Another version that still owes something. */
    public static ClaimChange between(Amount owedBefore, Parties before, Amount owedAfter, Parties after) {
        return new ClaimChange(!before.equals(after), difference(owedBefore, owedAfter));
    }

    /** An annulment: all that FBS had last said was owed. */
    public static ClaimChange withdrawal(Amount owedBefore) {
        return new ClaimChange(false, Optional.of(new Line(ClaimEntry.Kind.WITHDRAWAL, owedBefore)));
    }

    private static Optional<Line> difference(Amount before, Amount after) {
        int way = after.compareTo(before);
        if (way > 0) {
            return Optional.of(new Line(ClaimEntry.Kind.WRITE_UP, after.minus(before)));
        }
        if (way < 0) {
            return Optional.of(new Line(ClaimEntry.Kind.WRITE_DOWN, before.minus(after)));
        }
        return Optional.empty();
    }
}
