package dk.kravbro.monitoring;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A claim's reference (fordringsreference) towards people and debtor systems: agency and fee, "DK-710100-110000013".
 *
 * @param agencyId FBS's agency
 * @param feeId FBS's number of the fee
 */
public record ClaimReference(String agencyId, long feeId) {

    private static final Pattern TEXT = Pattern.compile("(DK-[0-9]{6})-([0-9]{1,18})");

    /** Reads a reference out of an address; empty if it is none. */
    public static Optional<ClaimReference> of(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new ClaimReference(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return agencyId + "-" + feeId;
    }
}
