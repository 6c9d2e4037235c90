package dk.kravbro.debtorsystem;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A change of who is liable for a registered claim (skyldnerskift, or another CPR/CVR number of the same debtor).
 *
 * @param claimReference the creditor's reference of the claim
 * @param liable who owes from now on
 * @param representatives guardians from now on, at most 2
 * @param otherCustodyHolder who must have a copy of the letters (ligestillingspartner)
 * @param effectiveOn the day FBS made the change
 */
public record PartyChange(
        String claimReference,
        Party liable,
        List<Party> representatives,
        Optional<Party> otherCustodyHolder,
        LocalDate effectiveOn) {

    /** A change without another custody holder. */
    public PartyChange(String claimReference, Party liable, List<Party> representatives, LocalDate effectiveOn) {
        this(claimReference, liable, representatives, Optional.empty(), effectiveOn);
    }

    public PartyChange {
        representatives = List.copyOf(representatives);
    }
}
