package dk.kravbro.debtorsystem;

import java.time.LocalDate;
import java.util.List;

/**
 * A claim (fordring) as it is handed over the first time.
 *
 * @param claimReference the creditor's reference, unique for the creditor: agency and fee id
 * @param claimType code of the claim type (fordringstype)
 * @param principalOre principal (hovedstol) in øre, above 0
 * @param incurredOn when the claim arose (stiftelsesdato)
 * @param dueOn first day payment can be demanded (forfaldsdato)
 * @param lastPaymentOn last day of timely payment (SRB)
 * @param periodFrom first day of the period the claim is about, inclusive
 * @param periodTo last day of that period, inclusive
 * @param description at most 100 characters, free of personal data (beskrivelse)
 * @param liable who owes (juridisk ansvarlig)
 * @param representatives guardians who get the letters (administrator, ligestillingspartner), at most 2
 */
public record ClaimRegistration(
        String claimReference,
        String claimType,
        long principalOre,
        LocalDate incurredOn,
        LocalDate dueOn,
        LocalDate lastPaymentOn,
        LocalDate periodFrom,
        LocalDate periodTo,
        String description,
        Party liable,
        List<Party> representatives) {

    public ClaimRegistration {
        if (principalOre <= 0) {
            throw new IllegalArgumentException("a principal is above 0 øre");
        }
        if (description.length() > 100) {
            throw new IllegalArgumentException("a description has at most 100 characters");
        }
        representatives = List.copyOf(representatives);
    }
}
