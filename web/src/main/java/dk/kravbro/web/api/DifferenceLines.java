package dk.kravbro.web.api;

import dk.kravbro.reconciliation.DifferenceKind;
import dk.kravbro.reconciliation.FeeSnapshot;
import dk.kravbro.reconciliation.FeeSnapshots;
import dk.kravbro.reconciliation.SnapshotDifference;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** All differences of a snapshot as one stream, with a last line that says so; a slow reader holds no transaction. */
final class DifferenceLines implements StreamingOutput {

    private static final int PAGE = 2_000;

    private final FeeSnapshots snapshots;
    private final FeeSnapshot snapshot;
    private final int after;
    private final Optional<DifferenceKind> kind;
    private final StallGuards.Watch watch;

    /** @param watch closed when the answer has ended */
    DifferenceLines(
            FeeSnapshots snapshots,
            FeeSnapshot snapshot,
            int after,
            Optional<DifferenceKind> kind,
            StallGuards.Watch watch) {
        this.snapshots = snapshots;
        this.snapshot = snapshot;
        this.after = after;
        this.kind = kind;
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
        List<SnapshotDifference> page = snapshots.differences(snapshot, last, kind, PAGE);
        while (!page.isEmpty()) {
            for (SnapshotDifference one : page) {
                lines.line(SnapshotDocuments.difference(one));
                last = one.no();
            }
            written += page.size();
            page = snapshots.differences(snapshot, last, kind, PAGE);
        }
        lines.line(Documents.anObject().add("end", "done").add("differences", written));
    }
}
