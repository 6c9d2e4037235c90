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
 * hangs, a new one is answered at once with "nobody answers", so probes never pile up threads.
 */
final class Bounded<T> {

    private final ExecutorService threads;
    private final Duration limit;
    private @Nullable Future<T> underWay;

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
        Future<T> old = underWay;
        if (old != null && !old.isDone()) {
            throw new NoAnswer("an earlier question has no answer yet");
        }
        Future<T> asked = threads.submit(question);
        underWay = asked;
        try {
            return asked.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            asked.cancel(true);
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
