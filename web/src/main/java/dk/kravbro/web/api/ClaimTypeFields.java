package dk.kravbro.web.api;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.readiness.ClaimTypeRule;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator sends about a claim type: all fields are needed. */
final class ClaimTypeFields {

    /** Ten billion kroner: more than all libraries together are owed. */
    private static final long HIGHEST_ORE = 1_000_000_000_000L;

    private static final Set<String> NAMES = Set.of(
            "claimType",
            "code",
            "validFrom",
            "allowed",
            "lowestOre",
            "highestOre",
            "daysToPay",
            "limitationYears",
            "periodFrom",
            "source");

    private final JsonObject sent;
    private final List<Problem> problems = new ArrayList<>();
    private final Optional<ClaimTypeRule.Terms> terms;

    ClaimTypeFields(JsonObject sent) {
        this.sent = sent;
        if (!NAMES.containsAll(sent.keySet())) {
            problems.add(
                    new Problem(ProblemType.MISSPELLED_FIELD, "", "There is a field that a claim type does not have."));
        }
        this.terms = read();
    }

    /** Everything that is wrong with it. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What holds; empty if there are problems. */
    Optional<ClaimTypeRule.Terms> terms() {
        return terms;
    }

    private Optional<ClaimTypeRule.Terms> read() {
        Optional<ClaimType> type = constant("claimType", ClaimType.class);
        Optional<String> code = text("code");
        if (code.isPresent() && !ClaimTypeRule.Terms.isCode(code.get())) {
            wrong("code", "It has 1 to 40 of A-Z, a-z, 0-9, _, - and . alone.");
        }
        Optional<LocalDate> validFrom = text("validFrom").flatMap(CalendarChoices::day);
        if (sent.get("validFrom") instanceof JsonString && validFrom.isEmpty()) {
            wrong("validFrom", "It is a day as YYYY-MM-DD.");
        }
        Optional<Boolean> allowed = flag("allowed");
        Optional<Long> lowest = number("lowestOre", 1, HIGHEST_ORE);
        Optional<Long> highest = number("highestOre", 1, HIGHEST_ORE);
        if (lowest.isPresent() && highest.isPresent() && lowest.get() > highest.get()) {
            problems.add(new Problem(ProblemType.DOES_NOT_BELONG, "/lowestOre", "It is above highestOre."));
        }
        Optional<Long> daysToPay = number("daysToPay", 0, ClaimTypeRule.Terms.MOST_DAYS_TO_PAY);
        Optional<Long> years = number("limitationYears", 1, ClaimTypeRule.Terms.MOST_LIMITATION_YEARS);
        Optional<ClaimTypeRule.PeriodFrom> period = constant("periodFrom", ClaimTypeRule.PeriodFrom.class);
        Optional<String> source = text("source");
        if (source.isPresent()
                && (source.get().isBlank() || source.get().length() > ClaimTypeRule.Terms.LONGEST_SOURCE)) {
            problems.add(new Problem(
                    ProblemType.TEXT_LENGTH,
                    "/source",
                    "It has 1 to " + ClaimTypeRule.Terms.LONGEST_SOURCE + " characters."));
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClaimTypeRule.Terms(
                type.orElseThrow(),
                code.orElseThrow(),
                validFrom.orElseThrow(),
                allowed.orElseThrow(),
                new Amount(lowest.orElseThrow()),
                new Amount(highest.orElseThrow()),
                daysToPay.orElseThrow().intValue(),
                years.orElseThrow().intValue(),
                period.orElseThrow(),
                source.orElseThrow()));
    }

    private Optional<String> text(String name) {
        if (isThere(name) && sent.get(name) instanceof JsonString text) {
            return Optional.of(text.getString());
        }
        return wrongType(name, "a text");
    }

    private Optional<Boolean> flag(String name) {
        JsonValue value = isThere(name) ? sent.get(name) : JsonValue.NULL;
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return Optional.of(value == JsonValue.TRUE);
        }
        return wrongType(name, "true or false");
    }

    private Optional<Long> number(String name, long lowest, long highest) {
        if (!isThere(name) || !(sent.get(name) instanceof JsonNumber number)) {
            return wrongType(name, "a number");
        }
        try {
            long value = number.longValueExact();
            if (value >= lowest && value <= highest) {
                return Optional.of(value);
            }
        } catch (ArithmeticException notWhole) {
            // Noted below, like a number beyond the limits.
        }
        problems.add(new Problem(
                ProblemType.OUT_OF_RANGE, "/" + name, "It is whole and from " + lowest + " to " + highest + "."));
        return Optional.empty();
    }

    private <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        Optional<String> said = text(name);
        Optional<E> found = said.flatMap(text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst());
        if (said.isPresent() && found.isEmpty()) {
            wrong(name, "The API document says what it may be.");
        }
        return found;
    }

    private boolean isThere(String name) {
        return sent.containsKey(name) && !sent.isNull(name);
    }

    private <T> Optional<T> wrongType(String name, String wanted) {
        problems.add(
                isThere(name)
                        ? new Problem(ProblemType.WRONG_TYPE, "/" + name, "It must be " + wanted + ".")
                        : new Problem(ProblemType.MISSING_FIELD, "/" + name, "The field is missing."));
        return Optional.empty();
    }

    private void wrong(String name, String detail) {
        problems.add(new Problem(ProblemType.UNKNOWN_VALUE, "/" + name, detail));
    }

    /** A row, with the names under which an operator sends one. */
    static JsonObjectBuilder json(ClaimTypeRule rule) {
        ClaimTypeRule.Terms terms = rule.terms();
        return Documents.anObject()
                .add("id", rule.id())
                .add("common", rule.common())
                .add("claimType", terms.type().name())
                .add("code", terms.code())
                .add("validFrom", terms.validFrom().toString())
                .add("allowed", terms.allowed())
                .add("lowestOre", terms.lowest().ore())
                .add("highestOre", terms.highest().ore())
                .add("daysToPay", terms.daysToPay())
                .add("limitationYears", terms.limitationYears())
                .add("periodFrom", terms.periodFrom().name())
                .add("source", terms.source())
                .add("addedBy", rule.addedBy());
    }
}
