package dk.kravbro.municipality;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The weekdays on which a municipality has a planned run.
 *
 * @param days at least one, in the week's order
 */
public record RunDays(Set<DayOfWeek> days) {

    /** @throws IllegalArgumentException if there is no day: who wants no run pauses */
    public RunDays {
        if (days.isEmpty()) {
            throw new IllegalArgumentException("at least one run day");
        }
        days = Collections.unmodifiableSet(EnumSet.copyOf(days));
    }

    /** All seven. */
    public static RunDays everyDay() {
        return new RunDays(EnumSet.allOf(DayOfWeek.class));
    }

    /**
     * Reads what {@link #toString()} wrote: names of three letters with commas between.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static RunDays parse(String text) {
        return new RunDays(Arrays.stream(text.split(",", -1))
                .map(name ->
                        day(name).orElseThrow(() -> new IllegalArgumentException("run days look like MON,TUE,SUN")))
                .collect(Collectors.toSet()));
    }

    /** The weekday with that name of three letters, MON to SUN. */
    public static Optional<DayOfWeek> day(String name) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> name(day).equals(name))
                .findFirst();
    }

    /** The days' names of three letters, in the week's order. */
    public List<String> names() {
        return days.stream().map(RunDays::name).toList();
    }

    public boolean contains(DayOfWeek day) {
        return days.contains(day);
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3);
    }

    @Override
    public String toString() {
        return String.join(",", names());
    }
}
