package dk.kravbro.debtorsystem;

import java.time.LocalDate;

/**
 * A change of what is owed on a registered claim (regulering), made by the creditor.
 *
 * @param claimReference the creditor's reference of the claim
 * @param kind which way
 * @param amountOre by how much, in øre, above 0; for a withdrawal what was last owed according to FBS
 * @param effectiveOn the day FBS made the change
 * @param reason FBS's reason in a word ("returned", "waived", "wrong", "changed")
 */
public record ClaimAdjustment(String claimReference, Kind kind, long amountOre, LocalDate effectiveOn, String reason) {

    /** Which way a claim is adjusted. */
    public enum Kind {
        /** Opskrivning. */
        WRITE_UP,
        /** Nedskrivning. */
        WRITE_DOWN,
        /** Annullering: nothing is owed any more. */
        WITHDRAWAL
    }

    public ClaimAdjustment {
        if (amountOre <= 0) {
            throw new IllegalArgumentException("an adjustment is above 0 øre");
        }
    }
}
