package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannedSlotTest {

    @ParameterizedTest(name = "{0}: run at {1}, now {2}")
    @CsvSource({
        "winter, 02:00, 2026-11-23T05:00:00Z, 2026-11-23T01:00:00Z",
        "before today's time it is yesterday's, 02:00, 2026-11-23T00:59:59Z, 2026-11-22T01:00:00Z",
        "on the minute it is today's, 02:00, 2026-11-23T01:00:00Z, 2026-11-23T01:00:00Z",
        "summer, 02:00, 2026-07-01T05:00:00Z, 2026-07-01T00:00:00Z",
        "the hour that the clocks skip is the first after it, 02:30, 2026-03-29T05:00:00Z, 2026-03-29T01:30:00Z",
        "of the hour that comes twice the first counts, 02:30, 2026-10-25T05:00:00Z, 2026-10-25T00:30:00Z",
    })
    void the_latest_slot_is_by_the_clock_in_copenhagen(String name, LocalTime runAt, Instant now, Instant slot) {
        RunStore.Plannable plannable = new RunStore.Plannable("0101", runAt, Instant.EPOCH, null);

        assertThat(RunConductor.latestSlot(plannable, now)).isEqualTo(slot);
    }
}
