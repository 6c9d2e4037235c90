package dk.kravbro.monitoring;

import dk.kravbro.claim.PeopleSeal;
import org.jspecify.annotations.Nullable;

/**
 * Which claims to list. Only what an index knows, so that a list is quick at any size.
 *
 * @param municipalityCode whose
 * @param filter which standing
 * @param namePrefix how the debtor's name begins, in any case, at least {@link #SHORTEST_NAME} letters; null: any
 * @param feeId FBS's number of the fee; null: any
 * @param sameDebtorAs a claim whose debtor's claims are wanted, so that no identity number is ever part of an address;
 *     null: any
 * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
 * @param size rows wanted, at most 100
 */
public record ClaimQuery(
        String municipalityCode,
        Filter filter,
        @Nullable String namePrefix,
        @Nullable Long feeId,
        @Nullable ClaimReference sameDebtorAs,
        @Nullable String after,
        int size) {

    /** Fewest letters of a name's beginning that find anything. */
    public static final int SHORTEST_NAME = PeopleSeal.NAME_LETTERS;

    /** Which standing is wanted. */
    public enum Filter {
        ALL,
        /** A delivery waits or is being sent. */
        ON_ITS_WAY,
        /** A delivery was refused. */
        REFUSED,
        /** A delivery is in doubt or on the work list. */
        IN_DOUBT,
        /** FBS took it back. */
        WITHDRAWN
    }

    /** All claims of a municipality, from the first page. */
    public static ClaimQuery all(String municipalityCode) {
        return new ClaimQuery(municipalityCode, Filter.ALL, null, null, null, null, Limits.PAGE);
    }

    /** The claims with FBS's number of a fee. */
    public static ClaimQuery ofFee(String municipalityCode, long feeId) {
        return new ClaimQuery(municipalityCode, Filter.ALL, null, feeId, null, null, Limits.PAGE);
    }

    /** Never prints people. */
    @Override
    public String toString() {
        return "ClaimQuery[" + municipalityCode + " " + filter + "]";
    }
}
