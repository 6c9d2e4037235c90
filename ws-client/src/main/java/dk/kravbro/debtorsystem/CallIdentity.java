package dk.kravbro.debtorsystem;

import java.time.Instant;
import java.util.UUID;

/**
 * Who calls for whom, and under which ids (HovedOplysninger).
 *
 * @param municipalityCvr the creditor's CVR number, eight digits: the routing key (MunicipalityCVR)
 * @param conversationId the conversation (TransaktionsId), the same for a delivery and every retry of it
 * @param conversationAt when the conversation began (TransaktionsTid)
 * @param requestId the request (RequestId), the same for every retry: the receiver may de-duplicate on it
 * @param attemptId this one attempt (CallersServiceCallIdentifier), never used twice
 */
public record CallIdentity(
        String municipalityCvr, UUID conversationId, Instant conversationAt, UUID requestId, UUID attemptId) {

    public CallIdentity {
        if (!municipalityCvr.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("a CVR number has eight digits");
        }
    }
}
