package dk.kravbro.claim;

import java.util.Comparator;

/**
 * What a claim is known by, here and in FBS.
 *
 * @param agencyId the library's ISIL, such as DK-710100
 * @param feeId FBS's fee number, above 0
 */
public record ClaimKey(String agencyId, long feeId) implements Comparable<ClaimKey> {

    private static final Comparator<ClaimKey> ORDER =
            Comparator.comparing(ClaimKey::agencyId).thenComparing(ClaimKey::feeId);

    /** The creditor's reference towards the debtor system (fordringshavers reference). */
    public String reference() {
        return agencyId + "-" + feeId;
    }

    @Override
    public int compareTo(ClaimKey other) {
        return ORDER.compare(this, other);
    }
}
