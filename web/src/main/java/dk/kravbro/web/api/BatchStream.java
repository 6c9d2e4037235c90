package dk.kravbro.web.api;

import dk.kravbro.intake.BatchLineResult;
import dk.kravbro.intake.BatchOutcome;
import dk.kravbro.intake.BatchStart;
import dk.kravbro.intake.FeeBatch;
import dk.kravbro.intake.FeeBatches;
import dk.kravbro.intake.LinePace;
import dk.kravbro.intake.ProblemType;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

/**
 * The streamed answer to a batch: a head with the batch's id, then a line for each line of the batch once it is committed,
 * while others still arrive, then a line with {@code end}. A stream without that last line was cut.
 */
final class BatchStream implements StreamingOutput {

    private final FeeBatches batches;
    private final BatchStart start;
    private final StallGuards.Watch watch;

    /** @param watch closed when the answer has ended */
    BatchStream(FeeBatches batches, BatchStart start, StallGuards.Watch watch) {
        this.batches = batches;
        this.start = start;
        this.watch = watch;
    }

    @Override
    public void write(OutputStream output) {
        try (watch) {
            LineOutput lines = new LineOutput(watch.guarded(output));
            if (start instanceof BatchStart.Opened opened) {
                work(opened, lines);
            } else if (((BatchStart.Settled) start).outcome() instanceof BatchOutcome.Taken taken) {
                head(taken.batch().id(), taken.batch().progress().lastLine(), lines);
                end(taken, lines);
            }
            lines.flush();
        } catch (IOException gone) {
            // The status has left, and nobody is there for another word.
            ApiLog.LOG.callerGone(gone.getClass().getSimpleName());
        }
    }

    private void work(BatchStart.Opened opened, LineOutput lines) throws IOException {
        try {
            head(opened.batch(), opened.after(), lines);
            BatchOutcome outcome = batches.work(opened, results -> committed(results, lines));
            if (outcome instanceof BatchOutcome.Taken taken) {
                end(taken, lines);
            } else {
                broken(((BatchOutcome.Refused) outcome).problem().type(), lines);
            }
        } catch (LinePace.TooFast fast) {
            lines.line(Documents.anObject()
                    .add("end", "interrupted")
                    .add("retryAfter", fast.waitSeconds())
                    .add("problem", Problems.document(ProblemType.TOO_MANY_REQUESTS)));
        } catch (BrokenBody body) {
            // The caller is still there, and the same text would break again.
            broken(body.type(), lines);
        } catch (LinePace.ShutOut shutOut) {
            broken(Refusals.typeOf(shutOut), lines);
        } catch (IOException gone) {
            broken(ProblemType.BATCH_CUT, lines);
            throw gone;
        } catch (RuntimeException failure) {
            broken(Refusals.typeOf(failure), lines);
        }
    }

    private static void head(UUID batch, int after, LineOutput lines) throws IOException {
        lines.line(Documents.anObject().add("batch", batch.toString()).add("after", after));
        lines.flush();
    }

    private static void committed(List<BatchLineResult> results, LineOutput lines) throws IOException {
        for (BatchLineResult result : results) {
            lines.line(BatchDocuments.line(result));
        }
        lines.flush();
    }

    private static void end(BatchOutcome.Taken taken, LineOutput lines) throws IOException {
        FeeBatch batch = taken.batch();
        JsonObjectBuilder end = Documents.anObject().add("end", taken.cutOff() ? "cut-off" : "done");
        end.addAll(BatchDocuments.counts(batch));
        if (taken.cutOff()) {
            end.add("problem", Problems.document(ProblemType.TOO_MANY_LINES));
        }
        lines.line(end);
    }

    private static void broken(ProblemType type, LineOutput lines) throws IOException {
        lines.line(Documents.anObject().add("end", "interrupted").add("problem", Problems.document(type)));
        lines.flush();
    }
}
