package dk.kravbro.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The clock, as the control API shows and sets it. */
final class ClockControl {

    private static final String DEMAND =
            "a clock is set by {\"at\":\"2027-01-01T08:00:00Z\"} or {\"advance\":\"P10D\"}, and by one of them";

    private final DebtorSystems systems;

    ClockControl(DebtorSystems systems) {
        this.systems = systems;
    }

    Map<String, Object> told() {
        SettableClock clock = systems.clock();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("at", clock.instant().toString());
        told.put("real", clock.realInstant().toString());
        told.put("ahead", clock.ahead().toString());
        return told;
    }

    /** @throws IllegalArgumentException with words for the caller */
    Map<String, Object> set(JsonNode demanded) {
        boolean to = demanded.path("at").isTextual();
        boolean by = demanded.path("advance").isTextual();
        if (to == by) {
            throw new IllegalArgumentException(DEMAND);
        }
        try {
            systems.setClock(
                    to
                            ? Instant.parse(demanded.path("at").asText())
                            : systems.clock()
                                    .instant()
                                    .plus(forward(demanded.path("advance").asText())));
        } catch (DateTimeException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(DEMAND, unreadable);
        }
        return told();
    }

    Map<String, Object> reset() {
        systems.resetClock();
        return told();
    }

    private static Duration forward(String text) {
        Duration by = Duration.parse(text);
        if (by.isNegative()) {
            throw new IllegalArgumentException("advance is forward; DELETE /control/clock is real time again");
        }
        return by;
    }
}
