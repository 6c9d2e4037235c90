package dk.kravbro.intake;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.Claim;
import java.time.Instant;

/**
 * Something that FBS did to a claim, for its timeline.
 *
 * @param amount RECEIVED, CHANGED and DETAILS_CHANGED: what is owed now; CANCELLED: what had been owed
 * @param detail codes, separated by blanks: what changed, why, which advices
 */
record FeeEvent(Claim claim, Kind kind, Amount amount, Instant at, String actor, String detail) {

    /** What FBS did. */
    enum Kind {
        RECEIVED,
        CHANGED,
        /** Nothing that a debtor system would want to know. */
        DETAILS_CHANGED,
        CANCELLED
    }
}
