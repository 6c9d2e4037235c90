package dk.kravbro.settlement;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A claim's reference towards debtor systems (fordringsreference): {@code <agencyId>-<feeId>}.
 *
 * @param agencyId head agency of the library, such as DK-710100
 * @param feeId FBS's own number of the fee
 */
record ClaimReference(String agencyId, long feeId) {

    /** An agency's own number may have hyphens; a fee's number has none and fits in a long. */
    private static final Pattern FORM = Pattern.compile("([A-Z]{2}-[0-9]{6})-([1-9][0-9]{0,17})");

    /** Reads one as a debtor system says it; empty if it cannot be one of ours. */
    static Optional<ClaimReference> read(String said) {
        Matcher form = FORM.matcher(said);
        return form.matches()
                ? Optional.of(new ClaimReference(form.group(1), Long.parseLong(form.group(2))))
                : Optional.empty();
    }
}
