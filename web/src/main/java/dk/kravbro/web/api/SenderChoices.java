package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.SenderCvr;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator sends about who may deliver on the back channel for a municipality: CVR numbers. */
final class SenderChoices {

    static final Set<String> NAMES = Set.of("senders");

    private final boolean isSent;
    private final List<Problem> problems = new ArrayList<>();
    private final List<SenderCvr> senders = new ArrayList<>();

    SenderChoices(JsonObject sent) {
        this.isSent = sent.containsKey("senders");
        if (sent.get("senders") instanceof JsonArray array) {
            read(array);
        } else if (isSent) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/senders", "It must be an array."));
        }
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    List<SenderCvr> senders(List<SenderCvr> before) {
        return isSent ? List.copyOf(senders) : before;
    }

    private void read(JsonArray array) {
        if (array.size() > SenderCvr.MOST) {
            problems.add(new Problem(
                    ProblemType.OUT_OF_RANGE, "/senders", "There are at most " + SenderCvr.MOST + " senders."));
            return;
        }
        for (int i = 0; i < array.size(); i++) {
            read(array.get(i), "/senders/" + i);
        }
    }

    private void read(JsonValue one, String pointer) {
        if (!(one instanceof JsonString text)) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, pointer, "It must be a text."));
        } else if (!SenderCvr.isOne(text.getString())) {
            problems.add(new Problem(
                    ProblemType.UNKNOWN_VALUE,
                    pointer,
                    "A sender is a CVR number: eight digits, the last one checks."));
        } else if (senders.contains(new SenderCvr(text.getString()))) {
            problems.add(new Problem(ProblemType.DOES_NOT_BELONG, pointer, "It stands there already."));
        } else {
            senders.add(new SenderCvr(text.getString()));
        }
    }
}
