package dk.kravbro.submission;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a delivery that certainly did not arrive is tried again: twice the wait each time, up to a longest one, a
 * fifth more or less so that a slice does not come back as one. It never gives up: that we or they were down is no
 * reason to fail a claim.
 *
 * @param first wait after the first attempt
 * @param longest longest wait
 */
public record RetrySchedule(Duration first, Duration longest) {

    private static final int MAX_DOUBLINGS = 20;

    public RetrySchedule {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits grow from a first above zero to a longest");
        }
    }

    /**
     * The wait after an attempt.
     *
     * @param attempt 1 for the first
     */
    public Duration after(int attempt, RandomGenerator random) {
        int doublings = Math.min(Math.max(attempt - 1, 0), MAX_DOUBLINGS);
        long millis = Math.min(first.toMillis() << doublings, longest.toMillis());
        long spread = millis / 5;
        return Duration.ofMillis(millis - spread + random.nextLong(2 * spread + 1));
    }
}
