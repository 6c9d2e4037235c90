package dk.kravbro.launcher;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something outside this process, which cannot be asked to tell us: looks again and again. */
final class Waiting {

    private Waiting() {}

    /** True as soon as the condition holds; false if the patience ended first. */
    static boolean until(BooleanSupplier condition, Duration interval, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(interval.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchFailure("Interrupted.", e);
            }
        }
        return true;
    }
}
