package dk.kravbro.submission;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms an open run goes on, read afresh before every step.
 *
 * @param stopAskedBy who asked it to stop
 * @param halted whether municipality or debtor system is paused, or the municipality is not live (any more)
 * @param held whether a limit holds it until two people have released it
 * @param away whether the debtor system is known to be away
 * @param probeDue whether the debtor system may be tried again with one delivery
 * @param mostPerMinute the municipality's throttle, in deliveries per minute
 * @param productMostPerMinute the debtor system product's throttle, in deliveries per minute
 * @param holdAboveOre from how many øre on the run is held
 * @param holdAboveRefusedPercent from which share of refusals on the run is held, in percent
 */
record RunTerms(
        @Nullable String stopAskedBy,
        boolean halted,
        boolean held,
        boolean away,
        boolean probeDue,
        @Nullable Integer mostPerMinute,
        @Nullable Integer productMostPerMinute,
        @Nullable Long holdAboveOre,
        @Nullable Integer holdAboveRefusedPercent) {

    /** Who asked it to stop, if anybody did. */
    Optional<String> stop() {
        return Optional.ofNullable(stopAskedBy);
    }

    /** Whether nothing may be put on its way now, whatever the calendar says. */
    boolean standsStill() {
        return halted || held || (away && !probeDue);
    }
}
