package dk.kravbro.debtorsystem;

import java.util.List;

/**
 * What can be paid.
 *
 * @param payables at most 500
 * @param more whether there are more than these: ask for one claim instead
 */
public record Payables(List<Payable> payables, boolean more) {

    public Payables {
        payables = List.copyOf(payables);
    }

    /**
     * A sub-claim that can be paid.
     *
     * @param claimType code of the claim type, empty if not told
     * @param outstandingOre what is left to pay (restance), in øre, above 0
     */
    public record Payable(String claimReference, String subClaimReference, String claimType, long outstandingOre) {}
}
