package dk.kravbro.e2e;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something in another process, which cannot be asked to tell us: looks again and again. */
final class Await {

    private static final long INTERVAL_MS = 100;

    private Await() {}

    /**
     * Returns as soon as the condition holds. A look that fails (nobody answers) is a no.
     *
     * @throws AssertionError if the patience ended first
     */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        Throwable lastFailure = null;
        while (true) {
            try {
                if (condition.getAsBoolean()) {
                    return;
                }
                lastFailure = null;
            } catch (Api.Unanswered e) {
                lastFailure = e;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(
                        "Waited " + patience.toSeconds() + " s for this, in vain: " + what, lastFailure);
            }
            try {
                Thread.sleep(INTERVAL_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
