package dk.kravbro.reconciliation;

import dk.kravbro.claim.Amount;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A list of an agency's open fees that FBS sent, and what came of comparing it.
 *
 * @param client who sent it
 * @param takenAt the instant as of which FBS made it; empty until it ended
 * @param comparedAt when it was held against what is here; empty if it was not
 * @param lines of fees
 * @param unreadable lines that could not be read
 * @param unidentified those of them that do not say which fee
 * @param there what FBS lists: fees that can be read
 * @param here what is open here
 * @param outstanding what is left to pay of what is open here
 * @param differences by kind; kinds without any are not there
 */
public record FeeSnapshot(
        UUID id,
        String agencyId,
        String municipalityCode,
        String client,
        State state,
        Instant receivedAt,
        Optional<Instant> takenAt,
        Optional<Instant> comparedAt,
        int lines,
        int unreadable,
        int unidentified,
        Sum there,
        Sum here,
        Amount outstanding,
        Map<DifferenceKind, Differences> differences,
        Optional<Application> application) {

    /** How far it is. */
    public enum State {
        /** Lines arrive, or broke off. */
        RECEIVING,
        /** It did not end as it must; it was not compared. */
        INCOMPLETE,
        /** It was compared; nothing was changed. */
        COMPARED,
        /** Differences are being applied, or that broke off. */
        APPLYING,
        /** Those that somebody asked for were applied. */
        APPLIED
    }

    /** So many fees, and what they come to. */
    public record Sum(long fees, Amount amount) {}

    /**
     * Differences of a kind.
     *
     * @param fees how many
     * @param applicable how many of them can be applied
     * @param there what FBS says they come to; those that it does not list count nothing
     * @param here what they come to here; those that are not here count nothing
     */
    public record Differences(long fees, long applicable, Amount there, Amount here) {}

    /**
     * What was applied.
     *
     * @param by who asked for it
     * @param endedAt empty while it goes on
     */
    public record Application(
            String kinds, String by, Optional<Instant> endedAt, long taken, long unchanged, long refused) {}

    public FeeSnapshot {
        differences = Map.copyOf(differences);
    }
}
