package dk.kravbro.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a rule is in force, by the simulator's clock.
 *
 * @param from UTC, ISO 8601; from when the rule is set if absent
 * @param until UTC, ISO 8601
 * @param lasting instead of until: so long after the beginning, ISO 8601 (PT10M), at most 30 days
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FaultWindow(
        @Nullable String from,
        @Nullable String until,
        @Nullable String lasting) {

    private static final Duration LONGEST = Duration.ofDays(30);

    FaultWindow {
        if ((until == null) == (lasting == null)) {
            throw new IllegalArgumentException("a window has until or lasting");
        }
        try {
            Instant begins = instant(from);
            Instant ends = instant(until);
            if (begins != null && ends != null && !begins.isBefore(ends)) {
                throw new IllegalArgumentException("a window begins before it ends");
            }
            if (lasting != null) {
                Duration length = Duration.parse(lasting);
                if (length.isNegative() || length.compareTo(LONGEST) > 0) {
                    throw new IllegalArgumentException("lasting is 0 to " + LONGEST.toDays() + " days");
                }
            }
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException(
                    "from and until are written as 2027-01-01T08:00:00Z, lasting as PT10M", unreadable);
        }
    }

    /** The same with its times, for a rule that is set now. */
    FaultWindow setAt(Instant now) {
        Instant given = instant(from);
        Instant begins = given == null ? now : given;
        return new FaultWindow(
                begins.toString(),
                lasting == null ? until : begins.plus(Duration.parse(lasting)).toString(),
                null);
    }

    /** Of a window with its times. */
    boolean isOpen(Instant now) {
        Instant begins = instant(from);
        Instant ends = instant(until);
        return begins != null && ends != null && !now.isBefore(begins) && now.isBefore(ends);
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
