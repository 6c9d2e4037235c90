package dk.kravbro.web.status;

import dk.kravbro.time.BusinessClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * How amounts, counts, dates and times are written. Spelled out rather than left to the JDK's locale data, which differs
 * between releases. Spaces inside an amount or a time do not break.
 */
final class Format {

    /** A space that keeps a number and its unit on one line. */
    private static final char FIRM_SPACE = '\u00a0';

    private static final char MINUS = '\u2212';

    private final Language language;
    private final DateTimeFormatter longDate;

    Format(Language language) {
        this.language = language;
        this.longDate = DateTimeFormatter.ofPattern(danish() ? "d. MMMM uuuu" : "d MMMM uuuu", language.locale());
    }

    private boolean danish() {
        return language == Language.DANISH;
    }

    /** Øre as "1.234,50 kr." or "DKK 1,234.50". */
    String amount(long ore) {
        String kroner = grouped(Math.abs(ore / 100))
                + (danish() ? ',' : '.')
                + String.format(Locale.ROOT, "%02d", Math.abs(ore % 100));
        String sign = ore < 0 ? String.valueOf(MINUS) : "";
        return danish() ? sign + kroner + FIRM_SPACE + "kr." : "DKK" + FIRM_SPACE + sign + kroner;
    }

    /** A count, as "1.234". */
    String count(long count) {
        return (count < 0 ? String.valueOf(MINUS) : "") + grouped(Math.abs(count));
    }

    private String grouped(long number) {
        String digits = Long.toString(number);
        StringBuilder text = new StringBuilder(digits);
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            text.insert(at, danish() ? '.' : ',');
        }
        return text.toString();
    }

    /** "23. november 2026". */
    String date(LocalDate date) {
        return longDate.format(date);
    }

    /** In tables: "23.11.2026"; in English "2026-11-23", which no reader takes for another day. */
    String shortDate(LocalDate date) {
        return danish() ? DateTimeFormatter.ofPattern("dd.MM.uuuu", Locale.ROOT).format(date) : date.toString();
    }

    LocalDate day(Instant at) {
        return local(at).toLocalDate();
    }

    boolean isMidnight(Instant at) {
        return local(at).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** "kl. 02.00". */
    String time(Instant at) {
        String pattern = danish() ? "'kl.'\u00a0HH.mm" : "HH:mm";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(local(at));
    }

    /** "23. november 2026 kl. 02.00". */
    String moment(Instant at) {
        return date(day(at)) + (danish() ? " " : ", ") + time(at);
    }

    /** In tables: "23.11.2026 kl. 02.00". */
    String shortMoment(Instant at) {
        return shortDate(day(at)) + " " + time(at);
    }

    private static ZonedDateTime local(Instant at) {
        return at.atZone(BusinessClock.COPENHAGEN);
    }
}
