package dk.kravbro.debtorsystem;

import java.util.List;

/**
 * What came of rehearsing a message: it was written as it would be sent and held against the contract, and went nowhere.
 *
 * @param bytes size of the message without its envelope; 0 if it could not be written at all
 * @param violations the rules of the contract that it breaks, at most {@link #MOST_VIOLATIONS}; none: it may be sent
 */
public record Rehearsal(int bytes, List<Violation> violations) {

    /** More is never needed to see what is wrong with a message. */
    public static final int MOST_VIOLATIONS = 20;

    public Rehearsal {
        violations = List.copyOf(violations);
    }

    /**
     * One broken rule. Never carries the value: that may be a person's.
     *
     * @param element path of the element from the message's root, as the contract names it; empty if there is none
     * @param rule id of the rule
     */
    public record Violation(String element, String rule) {}
}
