package dk.kravbro.simulator.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts and times as they are written in Danish. */
final class Danish {

    private static final Locale DANISH = Locale.forLanguageTag("da-DK");
    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("d. MMMM uuuu 'kl.' HH.mm", DANISH).withZone(COPENHAGEN);
    private static final DateTimeFormatter SHORT =
            DateTimeFormatter.ofPattern("dd.MM.uuuu HH.mm.ss", DANISH).withZone(COPENHAGEN);

    private Danish() {}

    static String kroner(long ore) {
        return String.format(DANISH, "%s%,d,%02d kr.", ore < 0 ? "−" : "", Math.abs(ore) / 100, Math.abs(ore) % 100);
    }

    static String count(long number) {
        return String.format(DANISH, "%,d", number);
    }

    static String moment(Instant at) {
        return LONG.format(at);
    }

    static String inTable(Instant at) {
        return SHORT.format(at);
    }

    static String lasting(Duration time) {
        long days = time.toDays();
        return days > 0
                ? days + (days == 1 ? " dag" : " dage")
                : time.toHours() + " t. " + time.toMinutesPart() + " min.";
    }
}
