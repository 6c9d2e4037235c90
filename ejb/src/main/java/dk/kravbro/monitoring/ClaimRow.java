package dk.kravbro.monitoring;

import java.time.Instant;

/**
 * A claim as a line of a list.
 *
 * @param reference what it is called
 * @param claimType FBS's kind of claim
 * @param debtorName who owes
 * @param amountOre what FBS says is owed
 * @param outstandingOre what is still owed
 * @param standing where it is
 * @param changedAt when FBS or the debtor system last changed it
 * @param id its key in the list
 */
public record ClaimRow(
        ClaimReference reference,
        String claimType,
        String debtorName,
        long amountOre,
        long outstandingOre,
        ClaimStanding standing,
        Instant changedAt,
        long id) {
    /** Never prints people. */
    @Override
    public String toString() {
        return "ClaimRow[" + reference + "]";
    }
}
