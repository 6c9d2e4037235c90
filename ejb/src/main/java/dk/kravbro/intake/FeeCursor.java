package dk.kravbro.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the list of fees, the one that changed last first.
 *
 * @param changedAt when the fee before it changed, to the microsecond, as the database keeps it
 * @param claimId our own number of that fee
 */
public record FeeCursor(Instant changedAt, long claimId) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");
    private static final Instant ZERO = Instant.EPOCH;

    /** A cursor as {@link #toString} wrote it; empty if it is none. */
    public static Optional<FeeCursor> of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            Instant changedAt = ZERO.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS);
            return Optional.of(new FeeCursor(changedAt, Long.parseLong(form.group(2))));
        } catch (DateTimeException | ArithmeticException beyond) {
            return Optional.empty();
        }
    }

    /** At most 37 characters; for the caller it means nothing. */
    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(ZERO, changedAt) + "-" + claimId;
    }
}
