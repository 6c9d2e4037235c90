package dk.kravbro.submission;

import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.municipality.SendingWindow;
import dk.kravbro.time.BusinessClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a municipality's runs are planned, and when its deliveries may be sent (kørselskalender). All by the clock in
 * Denmark; there is no clock inside.
 *
 * <p>A time that the clocks skip is the first instant after the gap; one that comes twice is the first of the two. On a
 * closed day, from midnight to midnight, no run is planned and nothing is sent. A day that is no run day is not closed:
 * a run that is open goes on.
 *
 * @param runDays weekdays with a planned run
 * @param runAt time of the planned run
 * @param window hours in which deliveries are sent; empty: all day
 * @param closings days on which nothing happens; where two overlap, the earlier one gives the reason
 */
public record RunCalendar(RunDays runDays, LocalTime runAt, Optional<SendingWindow> window, List<Closing> closings) {

    /** How far back a planned instant is looked for, in days: an older one is not made up for. */
    static final int DAYS_BACK = 60;

    /** How far ahead is looked, in days: more than a year, so that a yearly closing's end is found. */
    static final int DAYS_AHEAD = 400;

    public RunCalendar {
        closings = List.copyOf(closings);
    }

    /** Why nothing is sent. */
    public enum Cause {
        /** Out of the sending window. */
        WINDOW,
        /** The day is closed. */
        CLOSED
    }

    /**
     * Why nothing is sent at an instant.
     *
     * @param reason the closing's reason; empty out of the window
     */
    public record Closed(Cause cause, String reason) {}

    /** The latest planned instant that is not after {@code now}, of the last {@value #DAYS_BACK} days. */
    public Optional<Instant> latestSlot(Instant now) {
        LocalDate today = day(now);
        return Stream.iterate(today, day -> day.minusDays(1))
                .limit(DAYS_BACK + 1L)
                .flatMap(day -> slotOn(day).stream())
                .filter(slot -> !slot.isAfter(now))
                .findFirst();
    }

    /** The first planned instant after {@code after}, within {@value #DAYS_AHEAD} days. */
    public Optional<Instant> nextSlot(Instant after) {
        return daysFrom(day(after))
                .flatMap(day -> slotOn(day).stream())
                .filter(slot -> slot.isAfter(after))
                .findFirst();
    }

    /** The planned instant of a day, if that is a run day and not closed. */
    private Optional<Instant> slotOn(LocalDate day) {
        return runDays.contains(day.getDayOfWeek()) && closing(day).isEmpty()
                ? Optional.of(instant(day, runAt))
                : Optional.empty();
    }

    /** Whether deliveries may be sent at that instant. */
    public boolean isOpen(Instant at) {
        return closed(at).isEmpty();
    }

    /** Why nothing is sent at that instant; empty if something is. */
    public Optional<Closed> closed(Instant at) {
        LocalDate day = day(at);
        Optional<Closing> closing = closing(day);
        if (closing.isPresent()) {
            return Optional.of(new Closed(Cause.CLOSED, closing.get().reason()));
        }
        // Over midnight it is yesterday's window.
        boolean inWindow = isInWindowOf(day, at) || isInWindowOf(day.minusDays(1), at);
        return inWindow ? Optional.empty() : Optional.of(new Closed(Cause.WINDOW, ""));
    }

    private boolean isInWindowOf(LocalDate day, Instant at) {
        if (window.isEmpty()) {
            return true;
        }
        SendingWindow hours = window.get();
        LocalDate lastDay = hours.isOverMidnight() ? day.plusDays(1) : day;
        return !at.isBefore(instant(day, hours.from())) && at.isBefore(instant(lastDay, hours.until()));
    }

    /**
     * When deliveries may be sent next: {@code from} itself if it is open then, empty if never within
     * {@value #DAYS_AHEAD} days.
     */
    public Optional<Instant> opensAt(Instant from) {
        if (isOpen(from)) {
            return Optional.of(from);
        }
        // It opens when a closed day ends, or when the window begins: nowhere in between.
        LocalTime opening = window.map(SendingWindow::from).orElse(LocalTime.MIDNIGHT);
        return daysFrom(day(from))
                .flatMap(day -> Stream.of(instant(day, LocalTime.MIDNIGHT), instant(day, opening)))
                .filter(at -> at.isAfter(from) && isOpen(at))
                .findFirst();
    }

    private Optional<Closing> closing(LocalDate day) {
        return closings.stream().filter(closing -> closing.contains(day)).findFirst();
    }

    private static Stream<LocalDate> daysFrom(LocalDate first) {
        return Stream.iterate(first, day -> day.plusDays(1)).limit(DAYS_AHEAD + 1L);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, BusinessClock.COPENHAGEN);
    }

    private static Instant instant(LocalDate day, LocalTime time) {
        LocalDateTime wall = day.atTime(time);
        ZoneOffsetTransition change = BusinessClock.COPENHAGEN.getRules().getTransition(wall);
        return change != null && change.isGap()
                ? change.getInstant()
                : wall.atZone(BusinessClock.COPENHAGEN).toInstant();
    }
}
