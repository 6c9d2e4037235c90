package dk.kravbro.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.time.ZoneId;

/** Gives everyone the same clock: UTC, of this machine. Tests put a settable one in its place. */
@ApplicationScoped
public class BusinessClock {

    /** Where the law's days begin and end. */
    public static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");

    @Produces
    Clock clock() {
        return Clock.systemUTC();
    }
}
