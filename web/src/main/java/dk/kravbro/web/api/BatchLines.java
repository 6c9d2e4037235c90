package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.BatchLineResult;
import dk.kravbro.intake.FeeBatch;
import dk.kravbro.intake.FeeBatches;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * All results of a batch as one stream, with a last line that says so. Read from the database page by page, each by itself:
 * a slow reader holds no transaction.
 */
final class BatchLines implements StreamingOutput {

    private static final int PAGE = 2_000;

    private final FeeBatches batches;
    private final FeeBatch batch;
    private final int after;
    private final Optional<BatchLineResult.Outcome> outcome;
    private final Actor actor;
    private final StallGuards.Watch watch;

    /** @param watch closed when the answer has ended */
    BatchLines(
            FeeBatches batches,
            FeeBatch batch,
            int after,
            Optional<BatchLineResult.Outcome> outcome,
            Actor actor,
            StallGuards.Watch watch) {
        this.batches = batches;
        this.batch = batch;
        this.after = after;
        this.outcome = outcome;
        this.actor = actor;
        this.watch = watch;
    }

    @Override
    public void write(OutputStream output) {
        try (watch) {
            LineOutput lines = new LineOutput(watch.guarded(output));
            try {
                all(lines);
            } catch (RuntimeException failure) {
                lines.line(Documents.anObject()
                        .add("end", "interrupted")
                        .add("problem", Problems.document(Refusals.typeOf(failure))));
            }
            lines.flush();
        } catch (IOException gone) {
            ApiLog.LOG.callerGone(gone.getClass().getSimpleName());
        }
    }

    private void all(LineOutput lines) throws IOException {
        int last = after;
        int written = 0;
        List<BatchLineResult> page = batches.lines(batch, last, outcome, PAGE, actor);
        while (!page.isEmpty()) {
            for (BatchLineResult result : page) {
                lines.line(BatchDocuments.line(result));
                last = result.number();
            }
            written += page.size();
            page = batches.lines(batch, last, outcome, PAGE, actor);
        }
        lines.line(Documents.anObject()
                .add("end", BatchDocuments.word(batch.state()))
                .add("results", written));
    }
}
