package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one call.
 *
 * @param trace what is known of it; its messages are no longer in it
 * @param endedAt when it had ended
 * @param request sealed; null if it is not kept
 * @param answer sealed; null if it is not kept
 */
public record KeptCall(
        CallTrace trace,
        Instant endedAt,
        @Nullable Sealed request,
        @Nullable Sealed answer) {

    /**
     * A sealed message.
     *
     * @param contentType as its sender named it
     * @param note what is left out, in words; empty if it is whole
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two; copying each would double what a slice holds.
    record Sealed(String contentType, String note, byte[] payload) {}

    /** The same without its messages. */
    KeptCall bare() {
        return new KeptCall(trace, endedAt, null, null);
    }
}
