package dk.kravbro.alarms;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one look saw.
 *
 * @param at when, by this node's clock; of the last that succeeded
 * @param facts what alarms followed from
 * @param failures looks in a row that failed since
 */
record AlarmLook(Instant at, Facts facts, List<Alarm> alarms, int failures) {

    /** Before the first. */
    static final AlarmLook NONE = new AlarmLook(Instant.EPOCH, Facts.NONE, List.of(), 0);

    boolean isNone() {
        return at.equals(Instant.EPOCH);
    }

    Optional<Instant> failingSince() {
        return alarms.stream()
                .filter(alarm -> alarm.kind() == AlarmKind.CHECK_FAILED)
                .map(Alarm::since)
                .findFirst();
    }

    long count(AlarmKind kind) {
        return alarms.stream().filter(alarm -> alarm.kind() == kind).count();
    }
}
