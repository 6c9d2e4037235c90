package dk.kravbro.municipality;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.LocalDate;

/**
 * Days in a row on which a municipality sends nothing (lukkedage): a holiday, the closing of the year.
 *
 * @param firstOn the first such day in Denmark
 * @param lastOn the last such day; may be the same
 * @param reason why, as pages show it: 1 to {@value #LONGEST_REASON} characters
 */
@Embeddable
public record Closing(
        @Column(name = "first_on") LocalDate firstOn,
        @Column(name = "last_on") LocalDate lastOn,
        String reason) {

    /** Characters in a reason at most. */
    public static final int LONGEST_REASON = 100;

    /** Closings of a municipality at most. */
    public static final int MOST = 100;

    /** @throws IllegalArgumentException if the days are in the wrong order, or there is no reason or too long a one */
    public Closing {
        if (lastOn.isBefore(firstOn)) {
            throw new IllegalArgumentException("a closing does not end before it begins");
        }
        if (reason.isBlank() || reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            throw new IllegalArgumentException("a closing has a reason of 1 to " + LONGEST_REASON + " characters");
        }
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(firstOn) && !day.isAfter(lastOn);
    }

    /** Whether they have a day in common. */
    public boolean overlaps(Closing other) {
        return !firstOn.isAfter(other.lastOn) && !other.firstOn.isAfter(lastOn);
    }
}
