package dk.kravbro.submission;

import java.time.Duration;
import java.util.Set;
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

    /** The call was withheld because the debtor system is known to be away. */
    static final String AWAY = "AWAY";

    /** The call was withheld because this node had stood still. */
    static final String STOOD_STILL = "NODE_STOOD_STILL";

    /** Outcomes that are no attempt: nobody tried. */
    static final Set<String> WITHHELD = Set.of(AWAY, STOOD_STILL, "WITHHELD");

    private static final Set<String> TOO_MANY = Set.of("PLATFORM_THROTTLED", "HTTP_TOO_MANY");
    private static final Set<String> NEEDS_A_PERSON = Set.of(
            "PLATFORM_NO_ROUTE",
            "PLATFORM_ACCESS_DENIED",
            "HTTP_NOT_LET_IN",
            "HTTP_NO_SUCH_PLACE",
            "HOST_UNKNOWN",
            "TLS_REFUSED");

    private static final int MAX_DOUBLINGS = 20;

    public RetrySchedule {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("waits grow from a first above zero to a longest");
        }
    }

    /**
     * The wait after an outcome, by its code: the one table of waits. What never left this node goes out again as soon as it
     * may; a debtor system that asks for less gets less; what a person must mend first is not hurried.
     *
     * <table>
     *   <tr><th>outcome</th><th>first wait</th></tr>
     *   <tr><td>withheld here: debtor system away, node stood still</td><td>none (a probe or a fresh node lets it go)</td></tr>
     *   <tr><td>no connection, receiver unreachable, anything else that did not arrive</td><td>first</td></tr>
     *   <tr><td>too many calls</td><td>3 x first</td></tr>
     *   <tr><td>no route, no access, no such address, TLS</td><td>6 x first</td></tr>
     * </table>
     *
     * @param code of the outcome
     * @param attempt 1 for the first
     */
    Duration after(String code, int attempt, RandomGenerator random) {
        if (WITHHELD.contains(code)) {
            return Duration.ZERO;
        }
        int factor = TOO_MANY.contains(code) ? 3 : NEEDS_A_PERSON.contains(code) ? 6 : 1;
        Duration start = first.multipliedBy(factor);
        return new RetrySchedule(start.compareTo(longest) < 0 ? start : longest, longest).after(attempt, random);
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
