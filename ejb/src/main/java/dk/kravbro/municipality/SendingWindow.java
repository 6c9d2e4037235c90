package dk.kravbro.municipality;

import java.time.LocalTime;

/**
 * The hours in which a municipality's deliveries are sent, by the clock in Denmark. Who has none sends all day.
 *
 * @param from when it opens
 * @param until when it closes; before {@code from}: on the next day
 */
public record SendingWindow(LocalTime from, LocalTime until) {

    /** @throws IllegalArgumentException if both are the same: that could be all day as well as never */
    public SendingWindow {
        if (from.equals(until)) {
            throw new IllegalArgumentException("a sending window has two different ends");
        }
    }

    public boolean isOverMidnight() {
        return from.isAfter(until);
    }
}
