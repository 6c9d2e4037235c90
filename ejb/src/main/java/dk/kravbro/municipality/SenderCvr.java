package dk.kravbro.municipality;

/**
 * CVR number of a company that may deliver on the back channel for a municipality (afsender), such as its supplier.
 *
 * @param value eight digits with right check digits
 */
public record SenderCvr(String value) implements Comparable<SenderCvr> {

    /** Senders of a municipality at most. */
    public static final int MOST = 10;

    private static final int[] WEIGHTS = {2, 7, 6, 5, 4, 3, 2, 1};
    private static final int MODULUS = 11;

    /** @throws IllegalArgumentException if it is no CVR number */
    public SenderCvr {
        if (!isOne(value)) {
            throw new IllegalArgumentException("a CVR number has eight digits, the last of which checks the others");
        }
    }

    /** Whether this is a CVR number. */
    public static boolean isOne(String text) {
        if (!text.matches("[0-9]{8}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (text.charAt(i) - '0');
        }
        return sum % MODULUS == 0 && !text.startsWith("0");
    }

    @Override
    public int compareTo(SenderCvr other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
