package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.submission.WorklistSettlement;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an operator sends to settle a delivery on the work list. */
final class SettlementDocument {

    private static final Set<String> NAMES = Set.of("action", "seen", "reason", "receipt");
    private static final Map<String, WorklistSettlement.Action> ACTIONS = Map.of(
            "accepted", WorklistSettlement.Action.ACCEPTED,
            "refused", WorklistSettlement.Action.REFUSED,
            "again", WorklistSettlement.Action.AGAIN);
    private static final int MAX_SEEN = 40;

    private final JsonObject sent;

    SettlementDocument(JsonObject sent) {
        this.sent = sent;
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (!NAMES.containsAll(sent.keySet())) {
            problems.add(
                    new Problem(ProblemType.MISSPELLED_FIELD, "", "There is a field that a settlement does not have."));
        }
        required("action", MAX_SEEN, problems);
        required("seen", MAX_SEEN, problems);
        required("reason", WorklistSettlement.MAX_REASON, problems);
        if (sent.containsKey("receipt") && !sent.isNull("receipt")) {
            text("receipt", WorklistSettlement.MAX_RECEIPT, problems);
        }
        if (problems.isEmpty()) {
            together(problems);
        }
        return problems;
    }

    private void required(String name, int longest, List<Problem> problems) {
        if (!sent.containsKey(name) || sent.isNull(name)) {
            problems.add(new Problem(ProblemType.MISSING_FIELD, "/" + name, "The field is missing."));
        } else {
            text(name, longest, problems);
        }
    }

    private void text(String name, int longest, List<Problem> problems) {
        if (!(sent.get(name) instanceof JsonString text)) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/" + name, "It must be a text."));
        } else if (text.getString().isBlank() || text.getString().length() > longest) {
            problems.add(
                    new Problem(ProblemType.TEXT_LENGTH, "/" + name, "It must have 1 to " + longest + " characters."));
        } else if (text.getString().codePoints().anyMatch(Character::isISOControl)) {
            problems.add(new Problem(ProblemType.UNPRINTABLE_TEXT, "/" + name, "There is a control character in it."));
        } else if (WorklistSettlement.holdsIdentity(text.getString())) {
            problems.add(new Problem(
                    ProblemType.IDENTITY_IN_TEXT, "/" + name, "Something like an identity number stands in it."));
        }
    }

    private void together(List<Problem> problems) {
        if (!ACTIONS.containsKey(sent.getString("action"))) {
            problems.add(
                    new Problem(ProblemType.UNKNOWN_VALUE, "/action", "It is one of accepted, refused and again."));
        } else if (!receipt().isEmpty() && action() != WorklistSettlement.Action.ACCEPTED) {
            problems.add(new Problem(ProblemType.DOES_NOT_BELONG, "/receipt", "Only what was accepted has a receipt."));
        }
    }

    private WorklistSettlement.Action action() {
        return ACTIONS.getOrDefault(sent.getString("action"), WorklistSettlement.Action.REFUSED);
    }

    private String receipt() {
        JsonValue receipt = sent.getOrDefault("receipt", JsonValue.NULL);
        return receipt instanceof JsonString text ? text.getString().strip() : "";
    }

    /** What it says; only if there are no {@link #problems()}. */
    WorklistSettlement settlement() {
        return new WorklistSettlement(
                action(), sent.getString("seen"), sent.getString("reason").strip(), receipt());
    }
}
