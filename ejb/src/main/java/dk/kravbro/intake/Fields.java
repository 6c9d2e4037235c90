package dk.kravbro.intake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, asked for by name and type. What is wrong is noted, and the asking goes on: a reader
 * of a fee finds every fault at once.
 */
final class Fields {

    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Map<?, ?> members;
    private final String pointer;
    private final List<Problem> problems;

    Fields(Map<?, ?> members, String pointer, List<Problem> problems, String... knownNames) {
        this.members = members;
        this.pointer = pointer;
        this.problems = problems;
        // Unknown members are left alone, so that FBS may grow; but one that is nearly ours is a mistake.
        List<String> known = Arrays.asList(knownNames);
        for (Object name : members.keySet()) {
            String sent = String.valueOf(name);
            if (!known.contains(sent)
                    && known.stream().anyMatch(ours -> bare(ours).equals(bare(sent)))) {
                note(ProblemType.MISSPELLED_FIELD, sent, "The field's name is nearly, but not quite, a known one.");
            }
        }
    }

    private static String bare(String name) {
        return name.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    void note(ProblemType type, String name, String detail) {
        problems.add(new Problem(type, pointerTo(name), detail));
    }

    String pointerTo(String name) {
        return pointer + "/" + name;
    }

    /** Notes that a field is missing if it is. */
    boolean demand(String name) {
        if (!has(name)) {
            note(ProblemType.MISSING_FIELD, name, "The field is missing.");
        }
        return has(name);
    }

    /** A text of 1 to {@code longest} characters that keeps these rules. */
    @SafeVarargs
    final Optional<String> text(String name, int longest, List<Rule<String>>... rules) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            return wrongType(name, "a text");
        }
        if (text.isBlank() || text.length() > longest) {
            note(ProblemType.TEXT_LENGTH, name, "The text has 1 to " + longest + " characters, not all blank.");
            return Optional.empty();
        }
        boolean sound = keeps(FeeRules.TEXT, name, text);
        for (List<Rule<String>> list : rules) {
            sound &= keeps(list, name, text);
        }
        return sound ? Optional.of(text) : Optional.empty();
    }

    /** A whole number between 1 and {@code largest}. */
    Optional<Long> whole(String name, long largest) {
        Optional<BigDecimal> value = number(name);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            long whole = value.get().longValueExact();
            if (whole >= 1 && whole <= largest) {
                return Optional.of(whole);
            }
        } catch (ArithmeticException notWhole) {
            // Noted below, like a number beyond the limits.
        }
        note(ProblemType.OUT_OF_RANGE, name, "The number is whole and between 1 and " + largest + ".");
        return Optional.empty();
    }

    /** A number that keeps these rules. */
    Optional<BigDecimal> decimal(String name, List<Rule<BigDecimal>> rules) {
        return number(name).filter(value -> keeps(rules, name, value));
    }

    private Optional<BigDecimal> number(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof BigDecimal number ? Optional.of(number) : wrongType(name, "a number");
    }

    Optional<Boolean> flag(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof Boolean flag ? Optional.of(flag) : wrongType(name, "true or false");
    }

    /** A day of the calendar. */
    Optional<LocalDate> day(String name) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            return wrongType(name, "a day as text");
        }
        Optional<LocalDate> day = dayOf(text);
        if (day.isEmpty()) {
            note(ProblemType.IMPOSSIBLE_DATE, name, "It is not a day of the calendar, written YYYY-MM-DD.");
        }
        return day.filter(there -> keeps(FeeRules.DAY, name, there));
    }

    private static Optional<LocalDate> dayOf(String text) {
        if (!DAY.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> choices) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            return wrongType(name, "a text");
        }
        Optional<E> chosen = Arrays.stream(choices.getEnumConstants())
                .filter(choice -> wire(choice).equals(text))
                .findFirst();
        if (chosen.isEmpty()) {
            List<String> list =
                    Arrays.stream(choices.getEnumConstants()).map(Fields::wire).toList();
            note(ProblemType.UNKNOWN_VALUE, name, "It is one of " + String.join(", ", list) + ".");
        }
        return chosen;
    }

    /** How an enum's constant is written on the wire. */
    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An object with these names in it. */
    Optional<Fields> object(String name, String... knownNames) {
        Object value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof Map<?, ?> inner
                ? Optional.of(new Fields(inner, pointerTo(name), problems, knownNames))
                : wrongType(name, "an object");
    }

    /** The objects in an array; empty if there is none. More than {@code most} is a problem of that type. */
    List<Fields> objects(String name, int most, ProblemType tooMany, String... knownNames) {
        Object value = members.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> elements)) {
            wrongType(name, "an array of objects");
            return List.of();
        }
        if (elements.size() > most) {
            note(tooMany, name, "There are at most " + most + ".");
            return List.of();
        }
        List<Fields> objects = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            if (elements.get(i) instanceof Map<?, ?> inner) {
                objects.add(new Fields(inner, pointerTo(name) + "/" + i, problems, knownNames));
            } else {
                wrongType(name + "/" + i, "an object");
            }
        }
        return objects;
    }

    private <T> Optional<T> wrongType(String name, String wanted) {
        note(ProblemType.WRONG_TYPE, name, "It must be " + wanted + ".");
        return Optional.empty();
    }

    private <T> boolean keeps(List<Rule<T>> rules, String name, T value) {
        List<Problem> broken = Rule.check(rules, value, pointerTo(name));
        problems.addAll(broken);
        return broken.isEmpty();
    }

    /** The value itself, of whatever type; null if missing. */
    @Nullable
    Object raw(String name) {
        return members.get(name);
    }
}
