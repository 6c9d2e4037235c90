package dk.kravbro.debtorsystem;

import java.time.LocalDate;
import java.util.List;

/**
 * A change of who is liable for a registered claim (skyldnerskift, or another CPR/CVR number of the same debtor).
 *
 * @param claimReference the creditor's reference of the claim
 * @param liable who owes from now on
 * @param representatives guardians from now on, at most 2
 * @param effectiveOn the day FBS made the change
 */
public record PartyChange(String claimReference, Party liable, List<Party> representatives, LocalDate effectiveOn) {

    public PartyChange {
        representatives = List.copyOf(representatives);
    }
}
