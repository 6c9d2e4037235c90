package dk.kravbro.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A batch and how far it has come.
 *
 * @param client who sent it
 * @param endedAt when its last line was dealt with; empty while it runs or if it was interrupted
 * @param lines lines with a result: blank ones have none
 * @param taken lines that changed something
 * @param unchanged recognised repeats
 * @param refused lines with problems
 */
public record FeeBatch(
        UUID id,
        String client,
        Instant receivedAt,
        Optional<Instant> endedAt,
        int lines,
        int taken,
        int unchanged,
        int refused,
        Progress progress) {

    /** Whether somebody is at work on it. */
    public enum State {
        /** A request is at it. */
        RUNNING,
        /** Nobody is; the same text with the same key goes on with it. */
        INTERRUPTED,
        /** Every line has a result. */
        DONE
    }

    /**
     * How far the text is dealt with.
     *
     * @param lastLine the last line of the text that is dealt with; blank ones count
     * @param bytes of the text up to there
     * @param since when the request that works on it, or did last, began; empty for batches from before this was kept
     * @param linesSince how many lines that request has dealt with
     * @param at when it dealt with the last of them; empty if nobody is at work
     */
    public record Progress(int lastLine, long bytes, Optional<Instant> since, int linesSince, Optional<Instant> at) {}

    public State state() {
        if (endedAt.isPresent()) {
            return State.DONE;
        }
        return progress.at().isPresent() ? State.RUNNING : State.INTERRUPTED;
    }

    /** Lines a second of the request that is at work on it, or ended it; empty if it was interrupted or took no time. */
    public OptionalLong linesPerSecond() {
        Optional<Instant> until = endedAt.or(progress::at);
        if (until.isEmpty() || progress.since().isEmpty()) {
            return OptionalLong.empty();
        }
        long millis = Duration.between(progress.since().get(), until.get()).toMillis();
        return millis <= 0 ? OptionalLong.empty() : OptionalLong.of(progress.linesSince() * 1_000L / millis);
    }
}
