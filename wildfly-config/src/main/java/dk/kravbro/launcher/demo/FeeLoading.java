package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.demo.KravbroApi.Batch;
import dk.kravbro.launcher.demo.KravbroApi.RefusedLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Loads a file of fees part by part, and keeps what became of its lines, numbered as in the whole file. */
final class FeeLoading {

    /** A part of a very large file goes in several batches, each well under the API's limit. */
    static final long LINES_PER_BATCH = 250_000;

    private static final Duration BATCH = Duration.ofHours(2);

    private final KravbroApi api;
    private final FeeLines fees;
    private final List<RefusedLine> refused = new ArrayList<>();
    private LineCounts counts = LineCounts.NONE;
    private long sent;

    FeeLoading(KravbroApi api, FeeLines fees) {
        this.api = api;
        this.fees = fees;
    }

    /**
     * Loads the next lines and waits until each has its result.
     *
     * @return what became of these lines
     */
    LineCounts load(long lines) {
        LineCounts before = LineCounts.NONE;
        for (long left = lines; left > 0; left -= LINES_PER_BATCH) {
            before = before.plus(loadBatch(Math.min(left, LINES_PER_BATCH)));
        }
        return before;
    }

    private LineCounts loadBatch(long lines) {
        String path = api.sendBatch(fees.next(lines), UUID.randomUUID().toString());
        Await.until("the batch of fees", BATCH, () -> api.batch(path).isDone());
        Batch batch = api.batch(path);
        long after = 0;
        for (List<RefusedLine> page = api.refusedLines(path, after);
                !page.isEmpty();
                page = api.refusedLines(path, after)) {
            for (RefusedLine line : page) {
                refused.add(new RefusedLine(sent + line.line(), line.type(), line.pointer()));
                after = line.line();
            }
        }
        sent += lines;
        counts = counts.plus(batch.lines());
        return batch.lines();
    }

    /** What became of all lines so far. */
    LineCounts counts() {
        return counts;
    }

    /** The refused lines so far, in the file's order. */
    List<RefusedLine> refused() {
        return List.copyOf(refused);
    }
}
