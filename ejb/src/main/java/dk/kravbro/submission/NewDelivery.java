package dk.kravbro.submission;

import dk.kravbro.claim.Amount;
import dk.kravbro.municipality.MunicipalityCode;
import java.time.LocalDate;

/**
 * A delivery to be added to a claim.
 *
 * @param claimId the claim, whose row the caller has locked
 * @param municipality whose debtor system is told
 * @param kind what is told
 * @param amount REGISTER: the principal; WRITE_UP, WRITE_DOWN: the difference; WITHDRAW: what FBS had last said was
 *     owed; CHANGE_PARTY: zero
 * @param version the FBS version that it tells
 * @param feeCreatedOn when FBS created the fee: decides whether the municipality takes it
 * @param stopped whether the claim breaks a readiness rule that keeps it here until it is told
 */
public record NewDelivery(
        long claimId,
        MunicipalityCode municipality,
        DeliveryKind kind,
        Amount amount,
        int version,
        LocalDate feeCreatedOn,
        boolean stopped) {}
