package dk.kravbro.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a claim, as its history shows it.
 *
 * @param at when
 * @param source who it came from
 * @param what FBS: CREATED, RAISED, LOWERED, WITHDRAWN, DEBTOR_CHANGED, REPEATED; KRAVBRO: a delivery's kind and state,
 *     "REGISTER.ACCEPTED"; DEBTOR_SYSTEM: COVERAGE, COVERAGE_REVERSED, WRITE_OFF, WRITE_OFF_REVERSED or ACCOUNT_STATUS.x
 * @param bucket where the delivery stands; null for what FBS or the debtor system said
 * @param amountOre how much, in øre; null if it is not about money
 * @param code reason or outcome code; empty if none
 * @param detail what the other side said; empty if nothing
 * @param reference receipt, or the sender's key; empty if none
 * @param attempts a delivery's calls, oldest first
 */
public record TimelineStep(
        Instant at,
        Source source,
        String what,
        @Nullable Bucket bucket,
        @Nullable Long amountOre,
        String code,
        String detail,
        String reference,
        List<Attempt> attempts) {

    /** Who something came from. */
    public enum Source {
        FBS,
        KRAVBRO,
        DEBTOR_SYSTEM
    }

    /**
     * One call.
     *
     * @param callId CallersServiceCallIdentifier
     * @param startedAt when it began
     * @param endedAt when its outcome was known; null while it is open
     * @param outcome in a code; empty while it is open
     * @param detail what there is to say; empty if nothing
     */
    public record Attempt(
            UUID callId, Instant startedAt, @Nullable Instant endedAt, String outcome, String detail) {}

    public TimelineStep {
        attempts = List.copyOf(attempts);
    }
}
