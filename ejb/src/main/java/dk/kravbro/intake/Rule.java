package dk.kravbro.intake;

import java.util.List;
import java.util.function.Predicate;

/**
 * A named check of one value.
 *
 * @param type what is wrong if it is broken
 * @param isBroken whether a value breaks it
 * @param detail what is wrong, in a sentence that does not repeat the value
 */
record Rule<T>(ProblemType type, Predicate<T> isBroken, String detail) {

    /** Everything that is wrong with a value, in the order of the rules. */
    static <T> List<Problem> check(List<Rule<T>> rules, T value, String pointer) {
        return rules.stream()
                .filter(rule -> rule.isBroken.test(value))
                .map(rule -> new Problem(rule.type, pointer, rule.detail))
                .toList();
    }
}
