package dk.kravbro.monitoring.health;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks something that may hang, and waits no longer than its limit. One question is under way at a time: while an old one
 * hangs, the next asker waits for the same answer, so probes never pile up threads. A question is never interrupted: that
 * would fill the log with traces while the server starts. One that hangs for very long is given up for a new one.
 */
final class Bounded<T> {

    /** Limits after which a question is given up. */
    private static final int PATIENCE = 15;

    private final ExecutorService threads;
    private final Duration limit;
    private @Nullable Future<T> underWay;
    private long askedAt;

    Bounded(ExecutorService threads, Duration limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /**
     * Asks.
     *
     * @throws NoAnswer if there is none in time, or asking failed
     */
    synchronized T ask(Callable<T> question) throws NoAnswer {
        Future<T> asked = underWay;
        if (asked == null || asked.isDone() || System.nanoTime() - askedAt > PATIENCE * limit.toNanos()) {
            asked = threads.submit(question);
            underWay = asked;
            askedAt = System.nanoTime();
        }
        try {
            T answer = asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            underWay = null;
            return answer;
        } catch (TimeoutException late) {
            throw new NoAnswer("no answer within " + limit);
        } catch (ExecutionException failed) {
            throw new NoAnswer("asking failed: " + nameOf(failed.getCause()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NoAnswer("interrupted");
        }
    }

    /** The type only: its message is written for people inside. */
    private static String nameOf(@Nullable Throwable cause) {
        return cause == null ? "no cause" : cause.getClass().getSimpleName();
    }

    /** There was no answer. */
    static final class NoAnswer extends Exception {
        private static final long serialVersionUID = 1L;

        NoAnswer(String why) {
            super(why);
        }
    }
}
