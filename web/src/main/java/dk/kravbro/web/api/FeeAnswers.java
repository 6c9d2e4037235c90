package dk.kravbro.web.api;

import dk.kravbro.claim.ClaimKey;
import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.FeeState;
import dk.kravbro.intake.FeeStep;
import dk.kravbro.readiness.ClaimFinding;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;

/** Fees as JSON. Amounts are kroner; where a name ends in Ore they are øre. */
final class FeeAnswers {

    private FeeAnswers() {}

    static JsonObjectBuilder outcome(FeeOutcome outcome) {
        if (outcome instanceof FeeOutcome.Taken taken) {
            return outcome("taken", taken.key(), taken.version());
        }
        if (outcome instanceof FeeOutcome.Unchanged unchanged) {
            return outcome("unchanged", unchanged.key(), unchanged.version());
        }
        throw new IllegalStateException("a refusal is a problem, not an answer");
    }

    private static JsonObjectBuilder outcome(String word, ClaimKey key, int version) {
        return Documents.anObject()
                .add("outcome", word)
                .add("agencyId", key.agencyId())
                .add("feeId", key.feeId())
                .add("version", version)
                .add("claimReference", key.reference());
    }

    static JsonObjectBuilder state(FeeState fee) {
        JsonObjectBuilder answer = Documents.anObject()
                .add("agencyId", fee.key().agencyId())
                .add("feeId", fee.key().feeId())
                .add("claimReference", fee.key().reference())
                .add("kommunekode", fee.municipality())
                .add("version", fee.version())
                .add("claimType", fee.claimType())
                .add("withdrawn", fee.withdrawn())
                .add("amount", fee.owed().kroner())
                .add("outstanding", fee.outstanding().kroner())
                .add("fbsOre", fee.owed().ore())
                .add("outstandingOre", fee.outstanding().ore())
                .add("where", fee.place().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        JsonArrayBuilder readiness = Documents.anArray();
        fee.findings().forEach(finding -> readiness.add(finding(finding)));
        fee.erasedAt().ifPresent(at -> answer.add("erasedAt", at.toString()));
        fee.accountStatus().ifPresent(status -> answer.add("accountStatus", status));
        JsonArrayBuilder deliveries = Documents.anArray();
        fee.deliveries().forEach(told -> deliveries.add(told(told)));
        return answer.add("createdAt", fee.createdAt().toString())
                .add("changedAt", fee.changedAt().toString())
                .add("deliveries", deliveries)
                .add("readiness", readiness);
    }

    private static JsonObjectBuilder finding(ClaimFinding finding) {
        return Documents.anObject()
                .add("rule", finding.rule().name())
                .add("severity", finding.severity().name())
                .add("danish", finding.rule().danish())
                .add("english", finding.rule().english())
                .add("source", finding.rule().source());
    }

    private static JsonObjectBuilder told(FeeState.Told told) {
        JsonObjectBuilder answer = Documents.anObject()
                .add("no", told.no())
                .add("kind", told.kind())
                .add("amount", told.amount().kroner())
                .add("version", told.version())
                .add("state", told.state());
        if (!told.reason().isEmpty()) {
            answer.add("reason", told.reason());
        }
        told.settledAt().ifPresent(at -> answer.add("settledAt", at.toString()));
        return answer;
    }

    static JsonObjectBuilder step(FeeStep step) {
        JsonObjectBuilder answer =
                Documents.anObject().add("at", step.at().toString()).add("kind", step.kind());
        step.amount().ifPresent(amount -> answer.add("amount", amount.kroner()));
        step.delivery().ifPresent(kind -> answer.add("delivery", kind));
        return step.detail().isEmpty() ? answer : answer.add("detail", step.detail());
    }
}
