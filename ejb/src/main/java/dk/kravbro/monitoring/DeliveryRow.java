package dk.kravbro.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery (aflevering) as a line of a list.
 *
 * @param id its key in the list
 * @param claim what it tells about
 * @param debtorName who owes
 * @param kind what it tells: the name of a delivery kind
 * @param state where it is: the name of a delivery state
 * @param bucket where that is in a money proof
 * @param amountOre how much it is about
 * @param reason code of why it waits, was refused or is in doubt; empty if none
 * @param reasonText what the debtor system said; empty if nothing
 * @param since when it got there
 * @param notBefore when it is tried again; null if that is not planned
 * @param attempts calls made
 */
public record DeliveryRow(
        long id,
        ClaimReference claim,
        String debtorName,
        String kind,
        String state,
        Bucket bucket,
        long amountOre,
        String reason,
        String reasonText,
        Instant since,
        @Nullable Instant notBefore,
        int attempts) {
    /** Never prints people. */
    @Override
    public String toString() {
        return "DeliveryRow[" + id + "]";
    }
}
