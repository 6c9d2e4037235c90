package dk.kravbro.answers;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that became of a fee, as FBS reads it.
 *
 * @param no its place in the feed: 1, 2, 3 … without gaps, for ever the same
 * @param kind ACCEPTED, REFUSED, COVERAGE, WRITE_OFF or ACCOUNT_STATUS
 * @param agencyId head agency of the library
 * @param feeId FBS's own number of the fee
 * @param at when we learned it
 * @param ore the amount in øre, below 0 for a reversal; null where there is none
 * @param detail code of what it was: kind of coverage, cause of a write-off, account status, reason of a refusal
 */
public record Answer(
        long no,
        String kind,
        String agencyId,
        long feeId,
        Instant at,
        @Nullable Long ore,
        String detail) {}
