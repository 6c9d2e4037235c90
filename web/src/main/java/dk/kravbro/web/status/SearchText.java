package dk.kravbro.web.status;

import dk.kravbro.monitoring.ClaimQuery;
import dk.kravbro.monitoring.ClaimReference;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed into the search box, taken apart. Whatever may be an identity number is a number, so that it never
 * gets into an address.
 *
 * @param kind what it is
 * @param text without what does not matter
 */
record SearchText(Kind kind, String text) {

    /** What was typed. */
    enum Kind {
        /** Nothing, or fewer letters than a name is found by. */
        NOTHING,
        /** A claim's full reference. */
        REFERENCE,
        /** An identity number or FBS's number of a fee. */
        NUMBER,
        /** The beginning of a name. */
        NAME
    }

    static final int MAX = 100;

    /** Six digits and four more or letters, dash or not; or digits alone. */
    private static final Pattern IDENTITY = Pattern.compile("[0-9]{6}[0-9A-Z]{4}|[0-9]+");

    private static final Pattern DIGITS_WITHIN = Pattern.compile(".*[0-9]{4}.*", Pattern.DOTALL);

    static SearchText of(@Nullable String typed) {
        String text = typed == null ? "" : typed.strip();
        if (text.length() < 2 || text.length() > MAX) {
            return new SearchText(Kind.NOTHING, "");
        }
        if (ClaimReference.of(text.toUpperCase(Locale.ROOT)).isPresent()) {
            return new SearchText(Kind.REFERENCE, text.toUpperCase(Locale.ROOT));
        }
        String bare = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (IDENTITY.matcher(bare).matches()) {
            return new SearchText(Kind.NUMBER, bare);
        }
        return DIGITS_WITHIN.matcher(bare).matches() || text.length() < ClaimQuery.SHORTEST_NAME
                ? new SearchText(Kind.NOTHING, "")
                : new SearchText(Kind.NAME, text);
    }

    /** As FBS's number of a fee, if it can be one. */
    Optional<Long> feeId() {
        return kind == Kind.NUMBER && text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    /** Never prints people. */
    @Override
    public String toString() {
        return "SearchText[" + kind + "]";
    }
}
