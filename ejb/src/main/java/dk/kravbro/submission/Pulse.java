package dk.kravbro.submission;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * What a node knows of its own life: when it last told the database that it lives, and in which epoch. A gap between
 * two beats ends an epoch: others may have settled meanwhile what was begun in it.
 *
 * <p>It rests on this: a call is let through only while the database has a beat that is younger than the gap, since a
 * beat counts here from before the database is told of it.
 */
final class Pulse {

    private final LongSupplier nanoTime;
    private final AtomicLong epoch = new AtomicLong();
    private final AtomicLong lastBeat = new AtomicLong();
    private volatile boolean beating;
    private volatile boolean stopped;

    /** @param nanoTime a clock that goes on while the process is stopped, as System.nanoTime does */
    Pulse(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** To be asked before the database is told, and given to {@link #beat}. */
    long now() {
        return nanoTime.getAsLong();
    }

    /**
     * The database was told. The gap reaches from before the last telling to after this one: the database may have written
     * the one early and the other late.
     *
     * @param at when the telling began
     * @return how long this node stood still in nanoseconds, 0 if it did not
     */
    long beat(long at, Duration longestGap) {
        long gap = now() - lastBeat.get();
        // The time from the start to the first beat is no gap: nothing has been begun yet.
        boolean stoodStill = beating && gap > longestGap.toNanos();
        if (stoodStill) {
            // Before the beat counts: nobody may see it and still find the old epoch.
            epoch.incrementAndGet();
        }
        lastBeat.set(at);
        beating = true;
        return stoodStill ? gap : 0;
    }

    /** Nothing is let through any more. */
    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Read before a slice is begun. */
    long epoch() {
        return epoch.get();
    }

    /** Whether a call of a slice that began in that epoch may be made now. */
    boolean mayCall(long sliceEpoch, Duration longestGap) {
        boolean fresh = nanoTime.getAsLong() - lastBeat.get() < longestGap.toNanos();
        // The epoch last: if this thread stands still between the two, the beat after it has ended the epoch.
        return fresh && beating && !stopped && sliceEpoch == epoch.get();
    }
}
