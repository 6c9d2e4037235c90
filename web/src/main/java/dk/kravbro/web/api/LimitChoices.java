package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.municipality.RunLimits;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator sends about how far a municipality's run goes by itself: whole numbers, or null for no limit. */
final class LimitChoices {

    static final Set<String> NAMES = Set.of("mostPerMinute", "holdAboveOre", "holdAboveRefusedPercent");

    private final JsonObject sent;

    LimitChoices(JsonObject sent) {
        this.sent = sent;
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        check("mostPerMinute", RunLimits.HIGHEST_RATE, problems);
        check("holdAboveOre", RunLimits.HIGHEST_ORE, problems);
        check("holdAboveRefusedPercent", RunLimits.HIGHEST_PERCENT, problems);
        return problems;
    }

    private void check(String name, long highest, List<Problem> problems) {
        if (!sent.containsKey(name) || sent.isNull(name)) {
            return;
        }
        if (!(sent.get(name) instanceof JsonNumber number)) {
            problems.add(new Problem(ProblemType.WRONG_TYPE, "/" + name, "It must be a number, or null."));
        } else if (!isWithin(number, highest)) {
            problems.add(new Problem(
                    ProblemType.OUT_OF_RANGE, "/" + name, "It must be a whole number from 1 to " + highest + "."));
        }
    }

    private static boolean isWithin(JsonNumber number, long highest) {
        if (!number.isIntegral()) {
            return false;
        }
        BigInteger value = number.bigIntegerValue();
        return value.signum() > 0 && value.compareTo(BigInteger.valueOf(highest)) <= 0;
    }

    RunLimits limits(RunLimits before) {
        return new RunLimits(
                number("mostPerMinute", before.mostPerMinute().map(Integer::longValue))
                        .map(Long::intValue),
                number("holdAboveOre", before.holdAboveOre()),
                number(
                                "holdAboveRefusedPercent",
                                before.holdAboveRefusedPercent().map(Integer::longValue))
                        .map(Long::intValue));
    }

    private Optional<Long> number(String name, Optional<Long> before) {
        if (!sent.containsKey(name)) {
            return before;
        }
        return sent.get(name) instanceof JsonNumber number ? Optional.of(number.longValue()) : Optional.empty();
    }
}
