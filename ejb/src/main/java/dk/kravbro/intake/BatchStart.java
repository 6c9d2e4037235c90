package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import java.util.UUID;

/** What a request that brings a batch comes to before any of its lines is taken. */
public sealed interface BatchStart {

    /**
     * There is nothing to be done.
     *
     * @param outcome a refusal, or the batch as an earlier request with this text and key left it
     */
    record Settled(BatchOutcome outcome) implements BatchStart {}

    /** There is work: the text stands behind the lines that have a result already. */
    final class Opened implements BatchStart {

        private final UUID batch;
        private final int after;
        private final BatchText text;
        private final Actor actor;
        private final LinePace pace;

        Opened(BatchChunks.Opening opening, BatchText text, Actor actor, LinePace pace) {
            this.batch = opening.batch();
            this.after = opening.lastLine();
            this.text = text;
            this.actor = actor;
            this.pace = pace;
        }

        public UUID batch() {
            return batch;
        }

        /** The last line that has a result from an earlier request; 0 if none has. */
        public int after() {
            return after;
        }

        BatchText text() {
            return text;
        }

        Actor actor() {
            return actor;
        }

        LinePace pace() {
            return pace;
        }
    }
}
