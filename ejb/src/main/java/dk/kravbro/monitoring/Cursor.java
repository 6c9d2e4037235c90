package dk.kravbro.monitoring;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of claims ended: the key of its last row, as an address can carry it ("1763880000123456.42").
 *
 * @param changedAt the row's time, whole microseconds as PostgreSQL keeps it
 * @param id the row's id
 */
record Cursor(Instant changedAt, long id) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,17})\\.([0-9]{1,18})");

    /** Reads what {@link #toString()} wrote; anything else means the first page. */
    static Optional<Cursor> of(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Instant at = Instant.EPOCH.plus(Long.parseLong(matcher.group(1)), ChronoUnit.MICROS);
        return Optional.of(new Cursor(at, Long.parseLong(matcher.group(2))));
    }

    @Override
    public String toString() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, changedAt) + "." + id;
    }
}
