package dk.kravbro.alarms;

import dk.kravbro.time.BusinessClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * The days on which a municipality wants a run.
 *
 * @param weekdays such as MON
 * @param closings spans without any
 */
record RunDays(Set<String> weekdays, List<Closing> closings) {

    /** Every day. */
    static final RunDays ALL = new RunDays(Set.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"), List.of());

    /** Days looked at: beyond them a rest is no excuse. */
    private static final int LONGEST = 400;

    /** A span of days, both ends included. */
    record Closing(LocalDate first, LocalDate last) {}

    /** How long something has lasted, without 24 hours for each day after its first on which no run was wanted. */
    Duration workedTime(Instant from, Instant now) {
        LocalDate last = LocalDate.ofInstant(now, BusinessClock.COPENHAGEN);
        LocalDate first = LocalDate.ofInstant(from, BusinessClock.COPENHAGEN).plusDays(1);
        LocalDate day = first.isBefore(last.minusDays(LONGEST)) ? last.minusDays(LONGEST) : first;
        int rest = 0;
        for (; !day.isAfter(last); day = day.plusDays(1)) {
            if (!hasRun(day)) {
                rest++;
            }
        }
        return Duration.between(from, now).minusDays(rest);
    }

    private boolean hasRun(LocalDate day) {
        return weekdays.contains(day.getDayOfWeek().name().substring(0, 3))
                && closings.stream()
                        .noneMatch(closing -> !day.isBefore(closing.first()) && !day.isAfter(closing.last()));
    }
}
