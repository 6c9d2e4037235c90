package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something that only the product knows, by asking again, at first often and then less so. */
final class Await {

    private static final long SHORTEST_MS = 50;
    private static final long LONGEST_MS = 1_000;

    private Await() {}

    /** Waits; says in time that it was too long. */
    static void until(String what, Duration patience, BooleanSupplier condition) {
        if (!isSoon(patience, condition)) {
            throw new LaunchFailure("Waited " + patience.toSeconds() + " s for " + what + ", in vain.");
        }
    }

    /** True as soon as the condition holds; false if the patience ended first. */
    static boolean isSoon(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        long pause = SHORTEST_MS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchFailure("Interrupted.", e);
            }
            pause = Math.min(LONGEST_MS, pause * 3 / 2);
        }
        return true;
    }
}
