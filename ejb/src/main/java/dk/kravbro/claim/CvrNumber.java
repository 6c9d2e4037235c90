package dk.kravbro.claim;

import java.util.Optional;

/**
 * A company's or authority's number (CVR-nummer): eight digits whose weighted sum is divisible by 11.
 *
 * @param value eight digits
 */
public record CvrNumber(String value) {

    private static final int[] WEIGHTS = {2, 7, 6, 5, 4, 3, 2, 1};

    /** @throws IllegalArgumentException if it is none; the message does not repeat it */
    public CvrNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a CVR number");
        }
    }

    /** Whether that text is eight digits with the right check digit. */
    public static boolean isValid(String text) {
        if (!text.matches("[1-9][0-9]{7}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (text.charAt(i) - '0');
        }
        return sum % 11 == 0;
    }

    /** The number, if that text is one. */
    public static Optional<CvrNumber> of(String text) {
        return isValid(text) ? Optional.of(new CvrNumber(text)) : Optional.empty();
    }

    /** Never prints the number: a one-person company's is personal. */
    @Override
    public String toString() {
        return "CvrNumber";
    }
}
