package dk.kravbro.submission;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Which municipalities' debtor systems did not answer inquiries lately, and how long they are left alone: longer each
 * time, at most {@link #LONGEST}, so that one that is away neither fills our turns nor is beset when it comes back. Kept
 * in memory: a node that starts asks at once.
 */
final class InquiryRest {

    /** Whatever other tries wait, doubt is asked about this often. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private final Map<String, Failed> failed = new ConcurrentHashMap<>();

    private record Failed(int times, Instant until) {}

    /** A schedule whose longest wait is not above {@link #LONGEST}. */
    static RetrySchedule schedule(Duration first, Duration longest) {
        Duration capped = atMost(longest);
        return new RetrySchedule(first, first.compareTo(capped) > 0 ? first : capped);
    }

    /** The wait, or the longest one that asking allows. */
    static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    /** Whether a municipality is not to be asked yet. */
    boolean isResting(String municipality, Instant now) {
        Failed last = failed.get(municipality);
        return last != null && now.isBefore(last.until());
    }

    /** An inquiry was not answered: gives the rest that follows. */
    Duration unanswered(String municipality, Instant now, RetrySchedule schedule, RandomGenerator random) {
        Failed last = failed.get(municipality);
        int times = last == null ? 1 : last.times() + 1;
        Duration rest = schedule.after(times, random);
        failed.put(municipality, new Failed(times, now.plus(rest)));
        return rest;
    }

    /** An inquiry was answered: the next one that is not rests short again. */
    void answered(String municipality) {
        failed.remove(municipality);
    }
}
