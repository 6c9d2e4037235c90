package dk.kravbro.e2e;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What the history checker found: per invariant how much was looked at, and what is wrong, by id. */
final class HistoryReport {

    /** The invariants of docs/house.md that a history can prove. */
    enum Invariant {
        I1("nothing lost"),
        I2("nothing doubled"),
        I3("in order"),
        I4("the money adds up");

        private final String words;

        Invariant(String words) {
            this.words = words;
        }
    }

    /** One thing that is wrong. */
    record Violation(Invariant invariant, String what) {}

    private static final int SHOWN = 50;

    private final Map<Invariant, Long> checked = new EnumMap<>(Invariant.class);
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Looks at one thing. */
    void check(Invariant invariant, boolean holds, String otherwise) {
        checked.merge(invariant, 1L, Long::sum);
        if (!holds) {
            violations.add(new Violation(invariant, otherwise));
        }
    }

    void note(String line) {
        notes.add(line);
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }

    long violationsOf(Invariant invariant) {
        return violations.stream()
                .filter(violation -> violation.invariant() == invariant)
                .count();
    }

    boolean isGreen() {
        return violations.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("History checker: ").append(isGreen() ? "green" : "VIOLATIONS");
        notes.forEach(note -> text.append("\n  ").append(note));
        for (Invariant invariant : Invariant.values()) {
            long wrong = violationsOf(invariant);
            text.append(String.format(
                    "%n  %s %-18s %8d checks %6d violations",
                    invariant, invariant.words, checked.getOrDefault(invariant, 0L), wrong));
        }
        violations.stream()
                .limit(SHOWN)
                .forEach(violation -> text.append("\n    ")
                        .append(violation.invariant())
                        .append(": ")
                        .append(violation.what()));
        if (violations.size() > SHOWN) {
            text.append("\n    … and ").append(violations.size() - SHOWN).append(" more");
        }
        return text.toString();
    }
}
