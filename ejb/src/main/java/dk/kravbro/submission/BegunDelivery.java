package dk.kravbro.submission;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A delivery that has been begun, with all that its call needs: read in one round trip, so that no connection is held
 * while the network is waited for.
 *
 * @param parties who owes and who represents, as FBS said it in this version (JSON)
 */
record BegunDelivery(
        long id,
        long attemptId,
        int attempt,
        UUID callId,
        DeliveryKind kind,
        long amountOre,
        UUID conversationId,
        UUID requestId,
        Instant createdAt,
        String municipalityCvr,
        boolean guardianLiable,
        String claimReference,
        String claimType,
        LocalDate incurredOn,
        LocalDate lastPaymentOn,
        LocalDate periodFrom,
        LocalDate periodTo,
        String description,
        String reason,
        LocalDate saidOn,
        String parties) {

    /** Never prints people. */
    @Override
    public String toString() {
        return "BegunDelivery[" + id + " " + kind + "]";
    }
}
