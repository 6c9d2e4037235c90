package dk.kravbro.alarms;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What the database says of a live municipality.
 *
 * @param code four digits
 * @param paused whether it has paused delivery
 */
record MunicipalityFacts(String code, boolean paused, Runs runs, BackChannel backChannel, Open open) {

    /**
     * Its runs.
     *
     * @param liveSince its first day, or the last change of what it chose if that was later
     * @param lastEnded when its latest run ended, joined slots apart; null: never
     * @param heldSince since when its open run waits for people; null: it does not
     */
    record Runs(
            RunDays days,
            Instant liveSince,
            @Nullable Instant lastEnded,
            @Nullable Instant heldSince) {

        /** What "no run since" is counted from: a change of the calendar or of a pause starts it anew. */
        Instant since() {
            return lastEnded == null || lastEnded.isBefore(liveSince) ? liveSince : lastEnded;
        }
    }

    /**
     * Its debtor system.
     *
     * @param firstAccepted when it first took something in; null: never
     * @param lastHeard when it last sent a message; null: never
     * @param awaySince since when it is known to be away; null: it is not
     * @param unfitSince when the oldest answer came that does not fit and that nobody has looked at; null: there is none
     */
    record BackChannel(
            @Nullable Instant firstAccepted,
            @Nullable Instant lastHeard,
            @Nullable Instant awaySince,
            @Nullable Instant unfitSince) {}

    /**
     * What is not told.
     *
     * @param inDoubt how many deliveries are in doubt
     * @param due how many are due, as of the last count
     */
    record Open(
            long inDoubt,
            @Nullable Instant oldestDoubt,
            @Nullable Instant oldestOnWorklist,
            long due,
            @Nullable Instant oldestUnsent,
            @Nullable LocalDate nearestDueOn) {}
}
