package dk.kravbro.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery on the work list, with both versions: what we told, and what the debtor system says.
 *
 * @param id its key in the list
 * @param municipalityCode whose
 * @param claim what it tells about
 * @param debtorName who owes
 * @param kind what it tells: the name of a delivery kind
 * @param amountOre the amount we told, in øre
 * @param version the FBS version that it tells
 * @param requestId the id under which it was told
 * @param reason code of why a person must look
 * @param reasonText the same in words
 * @param since when it got there
 * @param seen stands for this sight of it: to be handed back with what a person decides
 * @param attempts our latest calls, latest first
 * @param inquiries the debtor system's latest answers about it, latest first
 */
public record WorklistRow(
        long id,
        String municipalityCode,
        ClaimReference claim,
        String debtorName,
        String kind,
        long amountOre,
        int version,
        UUID requestId,
        String reason,
        String reasonText,
        Instant since,
        String seen,
        List<Attempt> attempts,
        List<Inquiry> inquiries) {

    public WorklistRow {
        attempts = List.copyOf(attempts);
        inquiries = List.copyOf(inquiries);
    }

    /**
     * A call of ours.
     *
     * @param callId CallersServiceCallIdentifier
     * @param endedAt null while it has no end
     * @param outcome state it led to; empty while it has no end
     * @param code code of the outcome; empty if none
     */
    public record Attempt(
            UUID callId, Instant startedAt, @Nullable Instant endedAt, String outcome, String code) {}

    /**
     * An answer of the debtor system's.
     *
     * @param at when
     * @param finding FOUND, NOT_FOUND, REFUSED, CONTRADICTORY or UNUSABLE
     * @param claimReference the claim it has under our request id; empty if not said
     * @param amountOre the amount it has; null if not said
     * @param receipt the receipt it gave; empty if not said
     * @param code code of a refusal, or what a contradictory answer said; else empty
     */
    public record Inquiry(
            Instant at,
            String finding,
            String claimReference,
            @Nullable Long amountOre,
            String receipt,
            String code) {}

    /** Never prints people. */
    @Override
    public String toString() {
        return "WorklistRow[" + id + " " + claim + "]";
    }
}
