package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.ClaimChoices;
import dk.kravbro.municipality.ReadinessSeverity;
import dk.kravbro.readiness.ReadinessRule;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What an operator sends about a municipality's claims. Of the switches, those that are left out stay; null is the usual. */
final class ClaimChoicesFields {

    static final Set<String> NAMES = Set.of("givesReceipts", "namesMaterials", "keepsSettledYears", "readiness");

    private final JsonObject sent;

    ClaimChoicesFields(JsonObject sent) {
        this.sent = sent;
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        for (String flag : List.of("givesReceipts", "namesMaterials")) {
            JsonValue value = sent.getOrDefault(flag, JsonValue.FALSE);
            if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                problems.add(new Problem(ProblemType.WRONG_TYPE, "/" + flag, "It must be true or false."));
            }
        }
        checkYears(problems);
        if (sent.get("readiness") instanceof JsonObject switches) {
            switches.forEach((id, value) -> check(id, value, problems));
        } else if (sent.containsKey("readiness")) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/readiness", "It must be an object."));
        }
        return problems;
    }

    private void checkYears(List<Problem> problems) {
        if (!sent.containsKey("keepsSettledYears")) {
            return;
        }
        if (!(sent.get("keepsSettledYears") instanceof JsonNumber years)) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/keepsSettledYears", "It must be a number."));
        } else if (!years.isIntegral()
                || years.bigDecimalValue().compareTo(BigDecimal.valueOf(ClaimChoices.FEWEST_YEARS)) < 0
                || years.bigDecimalValue().compareTo(BigDecimal.valueOf(ClaimChoices.MOST_YEARS)) > 0) {
            problems.add(new Problem(
                    ProblemType.OUT_OF_RANGE,
                    "/keepsSettledYears",
                    "It is a whole number from " + ClaimChoices.FEWEST_YEARS + " to " + ClaimChoices.MOST_YEARS + "."));
        }
    }

    private static void check(String id, JsonValue value, List<Problem> problems) {
        Optional<ReadinessRule> rule = ReadinessRule.find(id);
        if (rule.isEmpty()) {
            // Its name may be anything, so it is not repeated.
            problems.add(new Problem(
                    ProblemType.UNKNOWN_VALUE,
                    "/readiness",
                    "There is a rule that docs/readiness-rules.md does not have."));
        } else if (!rule.get().isSwitchable()) {
            problems.add(new Problem(ProblemType.DOES_NOT_BELONG, "/readiness/" + id, "This rule is fixed."));
        } else if (value != JsonValue.NULL && severity(value).isEmpty()) {
            problems.add(new Problem(
                    ProblemType.UNKNOWN_VALUE, "/readiness/" + id, "It is ERROR, NOTICE, OFF, or null for the usual."));
        }
    }

    ClaimChoices claims(ClaimChoices before) {
        Map<String, ReadinessSeverity> readiness = new TreeMap<>(before.readiness());
        if (sent.get("readiness") instanceof JsonObject switches) {
            switches.forEach((id, value) ->
                    severity(value).ifPresentOrElse(chosen -> readiness.put(id, chosen), () -> readiness.remove(id)));
        }
        return new ClaimChoices(
                sent.getBoolean("givesReceipts", before.givesReceipts()),
                sent.getBoolean("namesMaterials", before.namesMaterials()),
                sent.getInt("keepsSettledYears", before.keepsSettledYears()),
                readiness);
    }

    private static Optional<ReadinessSeverity> severity(JsonValue value) {
        return value instanceof JsonString text
                ? Arrays.stream(ReadinessSeverity.values())
                        .filter(each -> each.name().equals(text.getString()))
                        .findFirst()
                : Optional.empty();
    }
}
