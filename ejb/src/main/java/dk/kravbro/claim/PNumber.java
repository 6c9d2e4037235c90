package dk.kravbro.claim;

import java.util.Optional;

/**
 * A production unit's number (P-nummer): ten digits, the first of them 1. It has no check digit.
 *
 * @param value ten digits
 */
public record PNumber(String value) {

    /** @throws IllegalArgumentException if it is none; the message does not repeat it */
    public PNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a P number");
        }
    }

    /** Whether that text has the form of a P number. */
    public static boolean isValid(String text) {
        return text.matches("1[0-9]{9}");
    }

    /** The number, if that text is one. */
    public static Optional<PNumber> of(String text) {
        return isValid(text) ? Optional.of(new PNumber(text)) : Optional.empty();
    }

    /** Never prints the number. */
    @Override
    public String toString() {
        return "PNumber";
    }
}
