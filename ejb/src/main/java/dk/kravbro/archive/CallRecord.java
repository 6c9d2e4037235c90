package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What is known of a call; no personal data.
 *
 * @param delivery what it told; empty for an inquiry
 * @param sentBytes length of the request on the wire
 * @param receivedBytes how much of the answer was read
 * @param endedAt when it had ended
 * @param messages which of its messages are kept: OUT_REQUEST, OUT_ANSWER
 */
public record CallRecord(
        Ids ids,
        String municipalityCode,
        OptionalLong delivery,
        String operation,
        CallTrace.Route route,
        CallTrace.End end,
        int sentBytes,
        int receivedBytes,
        Instant endedAt,
        List<String> messages) {

    public CallRecord {
        messages = List.copyOf(messages);
    }

    /**
     * Under which ids the other side knows it.
     *
     * @param municipalityCvr the routing key
     * @param callId CallersServiceCallIdentifier
     * @param requestId RequestId
     * @param conversationId TransaktionsId
     */
    public record Ids(String municipalityCvr, UUID callId, UUID requestId, UUID conversationId) {}

    /** What its ending comes to: ACCEPTED, REFUSED, NOT_DELIVERED or IN_DOUBT. */
    public String outcome() {
        return end.kind().name();
    }

    /** The adapter's name of its ending. */
    public String cause() {
        return end.cause();
    }

    /** Why that is certain, or what is not. */
    public String why() {
        return end.why();
    }

    /** Whether an answer came that does not fit. */
    public boolean isUnfit() {
        return end.isUnfit();
    }

    /** HTTP status of the answer; 0 if none came. */
    public int httpStatus() {
        return end.httpStatus();
    }

    /** When it began. */
    public Instant beganAt() {
        return endedAt.minus(end.took());
    }

    /** Whether somebody may want to ask the other side about it. */
    public boolean isTrouble() {
        return Keeping.isTrouble(end);
    }

    /** What the other side's help desk wants to know, as plain text. */
    public String supportBundle() {
        return SupportBundle.of(this);
    }
}
