package dk.kravbro.intake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the key that a caller gives to a request (Idempotency-Key). */
public final class RequestKey {

    private static final int LONGEST = 128;
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x7e][\\x21-\\x7e]*");
    /** A string of RFC 8941, as the IETF draft writes the header. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");

    private RequestKey() {}

    /**
     * The key that a header names: 1 to 128 printable ASCII characters, bare and without blanks, or in quotation marks as
     * the IETF draft has it. Both forms of the same characters are the same key. Empty if it names none.
     */
    public static Optional<String> read(String header) {
        if (header.length() > 2 * LONGEST + 2) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.matches()) {
            return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"))
                    .filter(key -> !key.isBlank() && key.length() <= LONGEST);
        }
        return BARE.matcher(header).matches() && header.length() <= LONGEST ? Optional.of(header) : Optional.empty();
    }
}
