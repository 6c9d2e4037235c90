package dk.kravbro.claim;

import java.util.Optional;

/**
 * A location number (GLN, EAN-lokationsnummer) of an institution: thirteen digits, the last of them GS1's check digit.
 *
 * @param value thirteen digits
 */
public record Gln(String value) {

    /** @throws IllegalArgumentException if it is none; the message does not repeat it */
    public Gln {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a GLN");
        }
    }

    /** Whether that text is thirteen digits with the right check digit. */
    public static boolean isValid(String text) {
        if (!text.matches("[0-9]{13}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (text.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }

    /** The number, if that text is one. */
    public static Optional<Gln> of(String text) {
        return isValid(text) ? Optional.of(new Gln(text)) : Optional.empty();
    }

    /** Never prints the number. */
    @Override
    public String toString() {
        return "Gln";
    }
}
