package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import dk.kravbro.reconciliation.FeeSnapshot;
import dk.kravbro.reconciliation.SnapshotDifference;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Optional;

/** Snapshots and their differences, as JSON. Amounts are kroner. */
final class SnapshotDocuments {

    private SnapshotDocuments() {}

    static JsonObjectBuilder snapshot(FeeSnapshot snapshot) {
        JsonObjectBuilder answer = Documents.anObject()
                .add("id", snapshot.id().toString())
                .add("agencyId", snapshot.agencyId())
                .add("state", BatchDocuments.word(snapshot.state()))
                .add("receivedAt", snapshot.receivedAt().toString());
        snapshot.takenAt().ifPresent(at -> answer.add("takenAt", at.toString()));
        snapshot.comparedAt().ifPresent(at -> answer.add("comparedAt", at.toString()));
        answer.add("lines", snapshot.lines())
                .add("unreadable", snapshot.unreadable())
                .add("unidentified", snapshot.unidentified())
                .add(
                        "there",
                        Documents.anObject()
                                .add("fees", snapshot.there().fees())
                                .add("amount", snapshot.there().amount().kroner()))
                .add(
                        "here",
                        Documents.anObject()
                                .add("fees", snapshot.here().fees())
                                .add("amount", snapshot.here().amount().kroner())
                                .add("outstanding", snapshot.outstanding().kroner()));
        JsonObjectBuilder differences = Documents.anObject();
        if (!snapshot.differences().isEmpty()) {
            new EnumMap<>(snapshot.differences())
                    .forEach((kind, sums) -> differences.add(
                            BatchDocuments.word(kind),
                            Documents.anObject()
                                    .add("fees", sums.fees())
                                    .add("applicable", sums.applicable())
                                    .add("amountThere", sums.there().kroner())
                                    .add("amountHere", sums.here().kroner())));
        }
        answer.add("differences", differences);
        snapshot.application().ifPresent(done -> answer.add("application", application(done)));
        return answer;
    }

    private static JsonObjectBuilder application(FeeSnapshot.Application done) {
        JsonArrayBuilder kinds = Documents.anArray();
        for (String kind : done.kinds().split(",", -1)) {
            kinds.add(word(kind));
        }
        JsonObjectBuilder answer = Documents.anObject().add("kinds", kinds).add("by", done.by());
        done.endedAt().ifPresent(at -> answer.add("endedAt", at.toString()));
        return answer.add("taken", done.taken())
                .add("unchanged", done.unchanged())
                .add("refused", done.refused());
    }

    static JsonObjectBuilder difference(SnapshotDifference one) {
        JsonObjectBuilder line = Documents.anObject().add("no", one.no()).add("kind", BatchDocuments.word(one.kind()));
        one.feeId().ifPresent(fee -> line.add("feeId", fee));
        one.line().ifPresent(number -> line.add("line", number));
        JsonArrayBuilder differs = Documents.anArray();
        one.differs().forEach(aspect -> differs.add(word(aspect)));
        line.add("differs", differs);
        one.versionThere().ifPresent(version -> line.add("versionThere", version));
        one.versionHere().ifPresent(version -> line.add("versionHere", version));
        one.thereOre().ifPresent(ore -> line.add("amountThere", BigDecimal.valueOf(ore, 2)));
        one.hereOre().ifPresent(ore -> line.add("amountHere", BigDecimal.valueOf(ore, 2)));
        one.stateHere().ifPresent(state -> line.add("stateHere", word(state)));
        line.add("applicable", one.isApplicable());
        if (!one.problems().isEmpty()) {
            JsonArrayBuilder problems = Documents.anArray();
            one.problems().forEach(slug -> problems.add(address(slug)));
            line.add("problems", problems);
        }
        one.outcome().ifPresent(outcome -> line.add("outcome", word(outcome)));
        one.outcomeProblem().ifPresent(slug -> line.add("problem", address(slug)));
        return line;
    }

    private static String address(String slug) {
        return Optional.of(slug)
                .flatMap(ProblemType::withSlug)
                .map(ProblemType::address)
                .orElseThrow(() -> new IllegalStateException("a problem type's name never changes"));
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
