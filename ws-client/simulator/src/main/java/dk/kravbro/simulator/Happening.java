package dk.kravbro.simulator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens to a claim on the debtor's side, and is told.
 *
 * @param on the day it counts from
 * @param kind COVERAGE, WRITE_OFF or ACCOUNT_STATUS
 * @param claimReference the claim
 * @param amountOre in øre, 0 for an account status
 * @param code coverage kind, write-off cause or account status
 * @param ofRequest RequestId of the registered payment that it tells of
 * @param step how many steps of its life the claim has taken by it; null if it is none of its life
 */
record Happening(
        LocalDate on,
        String kind,
        String claimReference,
        long amountOre,
        String code,
        @Nullable String ofRequest,
        @Nullable Integer step) {

    static final String COVERAGE = "COVERAGE";
    static final String WRITE_OFF = "WRITE_OFF";
    static final String ACCOUNT_STATUS = "ACCOUNT_STATUS";

    boolean isStatus() {
        return kind.equals(ACCOUNT_STATUS);
    }
}
