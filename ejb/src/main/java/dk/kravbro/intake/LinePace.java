package dk.kravbro.intake;

import java.io.IOException;

/** How fast a caller may send lines of batches; asked before each chunk, and never about lines that were taken before. */
@FunctionalInterface
public interface LinePace {

    /** As fast as we can take them. */
    LinePace FREE = lines -> {};

    /**
     * Counts lines that are to be taken.
     *
     * @throws TooFast if they are more than the caller may send now; then none of them is taken
     * @throws ShutOut if the caller may not send at all any more; then none of them is taken
     */
    void spend(int lines) throws TooFast, ShutOut;

    /** Most lines that can be spent at once; 1 or more. */
    default int most() {
        return Integer.MAX_VALUE;
    }

    /** The caller was shut out, or may do less, since its request began. */
    final class ShutOut extends IOException {
        private static final long serialVersionUID = 1L;

        public ShutOut() {
            super("the client is not admitted any more");
        }
    }

    /** The caller sends more than it may; the batch counts as interrupted, and goes on with a repeat. */
    final class TooFast extends IOException {
        private static final long serialVersionUID = 1L;

        private final long waitSeconds;

        /** @param waitSeconds after which the next chunk may come, 1 or more */
        public TooFast(long waitSeconds) {
            super("too many lines in a minute");
            this.waitSeconds = waitSeconds;
        }

        public long waitSeconds() {
            return waitSeconds;
        }
    }
}
