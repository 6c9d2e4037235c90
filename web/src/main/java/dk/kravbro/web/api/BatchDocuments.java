package dk.kravbro.web.api;

import dk.kravbro.intake.BatchLineResult;
import dk.kravbro.intake.FeeBatch;
import dk.kravbro.intake.Problem;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** Batches and the results of their lines, as JSON. */
final class BatchDocuments {

    private BatchDocuments() {}

    /** A batch's counts, and how far it has come. */
    static JsonObjectBuilder counts(FeeBatch batch) {
        JsonObjectBuilder counts = Documents.anObject()
                .add("id", batch.id().toString())
                .add("state", word(batch.state()))
                .add("receivedAt", batch.receivedAt().toString());
        batch.endedAt().ifPresent(at -> counts.add("endedAt", at.toString()));
        JsonObjectBuilder progress = Documents.anObject()
                .add("line", batch.progress().lastLine())
                .add("bytes", batch.progress().bytes());
        batch.progress().since().ifPresent(since -> progress.add("since", since.toString()));
        batch.linesPerSecond().ifPresent(rate -> progress.add("linesPerSecond", rate));
        return counts.add(
                        "lines",
                        Documents.anObject()
                                .add("all", batch.lines())
                                .add("taken", batch.taken())
                                .add("unchanged", batch.unchanged())
                                .add("refused", batch.refused()))
                .add("progress", progress);
    }

    /** What became of a line. */
    static JsonObjectBuilder line(BatchLineResult result) {
        JsonObjectBuilder line =
                Documents.anObject().add("line", result.number()).add("outcome", word(result.outcome()));
        result.agencyId().ifPresent(agencyId -> line.add("agencyId", agencyId));
        result.feeId().ifPresent(feeId -> line.add("feeId", feeId));
        if (!result.problems().isEmpty()) {
            Problem first = result.problems().get(0);
            JsonArrayBuilder all = Documents.anArray();
            result.problems().forEach(problem -> all.add(Problems.fields(problem)));
            line.add("type", first.type().address())
                    .add("pointer", first.pointer())
                    .add("detail", first.detail())
                    .add("problems", all);
        }
        return line;
    }

    /** How a constant is written. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
