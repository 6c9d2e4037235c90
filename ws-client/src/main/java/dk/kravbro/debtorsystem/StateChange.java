package dk.kravbro.debtorsystem;

import java.time.LocalDate;

/**
 * A change of a claim's state that moves no money; a withdrawal is a {@link ClaimAdjustment}.
 *
 * @param claimReference the creditor's reference of the claim
 * @param state the state from now on
 * @param effectiveOn the day of the change
 * @param reason in a word
 */
public record StateChange(String claimReference, State state, LocalDate effectiveOn, String reason) {

    /** State that the creditor can give a claim. */
    public enum State {
        /** AKTIV: is collected. */
        ACTIVE,
        /** SPAERRET: is held back from collection and payment. */
        BLOCKED,
        /** OVERDRAGET: is the debtor system's from now on. */
        HANDED_OVER
    }
}
