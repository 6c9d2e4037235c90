package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Answers that leave later. They hold a connection each, and no thread: a slow debtor system must not slow the others. */
final class HeldAnswers implements AutoCloseable {

    /** Beyond, an answer leaves at once. */
    private static final int MOST = 5_000;

    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(2, task -> {
        Thread thread = new Thread(task, "held-answer");
        thread.setDaemon(true);
        return thread;
    });

    /** An answer that is ready. */
    interface Answering {
        void answer() throws IOException;
    }

    void after(long millis, HttpExchange exchange, Answering answering) throws IOException {
        if (later.getQueue().size() >= MOST) {
            answering.answer();
            return;
        }
        var unused = later.schedule(() -> answer(exchange, answering), millis, TimeUnit.MILLISECONDS);
    }

    private static void answer(HttpExchange exchange, Answering answering) {
        try {
            answering.answer();
        } catch (IOException gone) {
            // Who waited has hung up, as it may.
            exchange.close();
        } catch (RuntimeException broken) {
            // Said here, since nobody looks at what a task threw.
            System.out.println("a held answer could not be written: " + broken);
            exchange.close();
        }
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
