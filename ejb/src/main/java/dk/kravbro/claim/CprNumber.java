package dk.kravbro.claim;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person's number (CPR-nummer), or a substitute for one (erstatnings-CPR) that a library made up.
 *
 * <p>Ten characters, day-month-year and four more; the seventh tells the century. A substitute has its day raised by 60
 * or letters among the last four. Modulus 11 is never a reason to refuse: numbers without it are fully valid.
 *
 * @param value ten characters without a hyphen
 */
public record CprNumber(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9]{6}[0-9A-Z]{4}");
    private static final int[] WEIGHTS = {4, 3, 2, 7, 6, 5, 4, 3, 2, 1};
    private static final int SUBSTITUTE_DAY = 60;
    private static final int OF_AGE = 18;

    /** @throws IllegalArgumentException if it is none; the message does not repeat it */
    public CprNumber {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a CPR number");
        }
    }

    /** Whether that text has the form of a CPR number and a date that exists. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches() && bornOn(text).isPresent();
    }

    /** The number, if that text is one. */
    public static Optional<CprNumber> of(String text) {
        return isValid(text) ? Optional.of(new CprNumber(text)) : Optional.empty();
    }

    /** Whether it is a local substitute, which the collection authority does not know. */
    public boolean isSubstitute() {
        return day(value) > SUBSTITUTE_DAY || !hasOnlyDigits(value);
    }

    /** Whether its check digit agrees. An advice only: since 2007 numbers are issued without it. */
    public boolean passesModulus11() {
        if (!hasOnlyDigits(value)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * digit(value, i);
        }
        return sum % 11 == 0;
    }

    /** The birth date that the number tells; empty for a substitute, which a library made up. */
    public Optional<LocalDate> bornOn() {
        return isSubstitute() ? Optional.empty() : bornOn(value);
    }

    /** Whether the number's owner was known to be under age (umyndig, under 18) on that day. */
    public boolean isOfMinorOn(LocalDate day) {
        return bornOn().filter(born -> born.plusYears(OF_AGE).isAfter(day)).isPresent();
    }

    private static Optional<LocalDate> bornOn(String text) {
        int day = day(text) > SUBSTITUTE_DAY ? day(text) - SUBSTITUTE_DAY : day(text);
        int month = Integer.parseInt(text.substring(2, 4));
        try {
            return Optional.of(LocalDate.of(year(text), month, day));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    private static int year(String text) {
        int ofCentury = Integer.parseInt(text.substring(4, 6));
        char seventh = text.charAt(6);
        if (seventh > '9') {
            // A letter tells no century: the year that has most days decides, so that 29 February may exist.
            return Year.isLeap(2000L + ofCentury) ? 2000 + ofCentury : 1900 + ofCentury;
        }
        if (seventh <= '3') {
            return 1900 + ofCentury;
        }
        if (seventh == '4' || seventh == '9') {
            return ofCentury <= 36 ? 2000 + ofCentury : 1900 + ofCentury;
        }
        return ofCentury <= 57 ? 2000 + ofCentury : 1800 + ofCentury;
    }

    private static int day(String text) {
        return Integer.parseInt(text.substring(0, 2));
    }

    private static int digit(String text, int position) {
        return text.charAt(position) - '0';
    }

    private static boolean hasOnlyDigits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Never prints the number. */
    @Override
    public String toString() {
        return isSubstitute() ? "CprNumber[substitute]" : "CprNumber";
    }
}
