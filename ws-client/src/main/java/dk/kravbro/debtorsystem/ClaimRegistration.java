package dk.kravbro.debtorsystem;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

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
 * @param representatives guardians who get the letters (administrator), at most 2
 * @param coLiable who owes the whole as well (juridisk medhæfter), at most 10
 * @param otherCustodyHolder who must have a copy of the letters (ligestillingspartner)
 * @param subClaims parts of the claim (delfordring), at most 100, that add up to the principal; none: it is one
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
        List<Party> representatives,
        List<Party> coLiable,
        Optional<Party> otherCustodyHolder,
        List<SubClaim> subClaims) {

    /** A claim that is one, with one who owes it. */
    public ClaimRegistration(
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
        this(
                claimReference,
                claimType,
                principalOre,
                incurredOn,
                dueOn,
                lastPaymentOn,
                periodFrom,
                periodTo,
                description,
                liable,
                representatives,
                List.of(),
                Optional.empty(),
                List.of());
    }

    public ClaimRegistration {
        if (principalOre <= 0) {
            throw new IllegalArgumentException("a principal is above 0 øre");
        }
        if (description.length() > 100) {
            throw new IllegalArgumentException("a description has at most 100 characters");
        }
        representatives = List.copyOf(representatives);
        coLiable = List.copyOf(coLiable);
        subClaims = List.copyOf(subClaims);
        if (!subClaims.isEmpty()
                && subClaims.stream().mapToLong(SubClaim::amountOre).sum() != principalOre) {
            throw new IllegalArgumentException("sub-claims add up to the principal");
        }
    }

    /** Never prints people, nor what they are told. */
    @Override
    public String toString() {
        return "ClaimRegistration[" + claimReference + "]";
    }
}
