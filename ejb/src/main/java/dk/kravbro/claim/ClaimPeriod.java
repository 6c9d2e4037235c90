package dk.kravbro.claim;

import java.time.LocalDate;

/**
 * The days that a claim is about (fordringsperiode).
 *
 * @param from first day, inclusive
 * @param to last day, inclusive; never before the first
 */
public record ClaimPeriod(LocalDate from, LocalDate to) {

    /** @throws IllegalArgumentException if it ends before it begins */
    public ClaimPeriod {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a period ends on its first day or later");
        }
    }

    /** From that day to that day, or that one day if the end lies before it. */
    public static ClaimPeriod fromAtLeast(LocalDate from, LocalDate to) {
        return new ClaimPeriod(from, to.isBefore(from) ? from : to);
    }
}
