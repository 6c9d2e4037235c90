package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.municipality.SendingWindow;
import dk.kravbro.submission.RunCalendar.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clocks of 2026 change on 29 March (02.00 becomes 03.00 at 01:00Z) and 25 October (03.00 becomes 02.00 at 01:00Z). */
class RunCalendarTest {

    private static final String ALL = "MON,TUE,WED,THU,FRI,SAT,SUN";
    private static final Closing YEAR_END = closing("2026-12-24", "2027-01-01", "årsafslutning");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "winter,                                           02:00, 2026-11-23T05:00:00Z, 2026-11-23T01:00:00Z",
        "a second before today's time it is yesterday's,   02:00, 2026-11-23T00:59:59Z, 2026-11-22T01:00:00Z",
        "on the minute it is today's,                      02:00, 2026-11-23T01:00:00Z, 2026-11-23T01:00:00Z",
        "summer,                                           02:00, 2026-07-01T05:00:00Z, 2026-07-01T00:00:00Z",
        "a skipped time is the first instant after it,     02:30, 2026-03-29T05:00:00Z, 2026-03-29T01:00:00Z",
        "so is the skipped hour's first,                   02:00, 2026-03-29T01:00:00Z, 2026-03-29T01:00:00Z",
        "a second before the gap's end it is yesterday's,  02:30, 2026-03-29T00:59:59Z, 2026-03-28T01:30:00Z",
        "the gap's end is no skipped time,                 03:00, 2026-03-29T05:00:00Z, 2026-03-29T01:00:00Z",
        "a minute before the gap,                          01:59, 2026-03-29T05:00:00Z, 2026-03-29T00:59:00Z",
        "of a doubled time the first counts,               02:30, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z",
        "and at the second it is still the first,          02:30, 2026-10-25T01:30:00Z, 2026-10-25T00:30:00Z",
        "the doubled hour's end comes once,                03:00, 2026-10-25T05:00:00Z, 2026-10-25T02:00:00Z",
        "the day after is winter,                          02:30, 2026-10-26T05:00:00Z, 2026-10-26T01:30:00Z",
        "midnight,                                         00:00, 2026-11-22T23:00:00Z, 2026-11-22T23:00:00Z",
        "leap day,                                         02:00, 2028-02-29T12:00:00Z, 2028-02-29T01:00:00Z",
    })
    void the_latest_slot_is_by_the_clock_in_denmark(String name, LocalTime runAt, Instant now, Instant slot) {
        assertThat(calendar(ALL, runAt).latestSlot(now)).contains(slot);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "later today,                                      02:00, 2026-11-23T00:59:59Z, 2026-11-23T01:00:00Z",
        "not the one that is now,                          02:00, 2026-11-23T01:00:00Z, 2026-11-24T01:00:00Z",
        "over the gap,                                     02:30, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "once after the gap,                               02:30, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
        "the first of two,                                 02:30, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
        "never the second of two,                          02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "into a leap day,                                  02:00, 2028-02-28T12:00:00Z, 2028-02-29T01:00:00Z",
        "out of a leap day,                                02:00, 2028-02-29T12:00:00Z, 2028-03-01T01:00:00Z",
    })
    void the_next_slot_is_by_the_clock_in_denmark(String name, LocalTime runAt, Instant after, Instant slot) {
        assertThat(calendar(ALL, runAt).nextSlot(after)).contains(slot);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                // 23 December 2026 is a Wednesday, 2 January 2027 a Saturday.
                "before the closing,     2026-12-23T12:00:00Z, 2026-12-23T01:00:00Z, 2027-01-02T01:00:00Z",
                "on its first day,       2026-12-24T12:00:00Z, 2026-12-23T01:00:00Z, 2027-01-02T01:00:00Z",
                "on its last day,        2027-01-01T12:00:00Z, 2026-12-23T01:00:00Z, 2027-01-02T01:00:00Z",
                "before the first again, 2027-01-02T00:59:59Z, 2026-12-23T01:00:00Z, 2027-01-02T01:00:00Z",
                "after it,               2027-01-02T01:00:00Z, 2027-01-02T01:00:00Z, 2027-01-03T01:00:00Z",
            })
    void no_run_is_planned_on_a_closed_day(String name, Instant now, Instant latest, Instant next) {
        RunCalendar calendar = calendar(ALL, LocalTime.of(2, 0), YEAR_END);

        assertThat(calendar.latestSlot(now)).contains(latest);
        assertThat(calendar.nextSlot(now)).contains(next);
    }

    @ParameterizedTest(name = "{0}: now {1}")
    @CsvSource({
        "SUN,         2026-11-23T12:00:00Z, 2026-11-22T01:00:00Z, 2026-11-29T01:00:00Z",
        "MON,         2026-11-23T12:00:00Z, 2026-11-23T01:00:00Z, 2026-11-30T01:00:00Z",
        "'TUE,FRI',   2026-11-23T12:00:00Z, 2026-11-20T01:00:00Z, 2026-11-24T01:00:00Z",
        // The weekday is Denmark's: at 23:30Z on Sunday it is Monday there, and no run day.
        "SUN,         2026-11-22T23:30:00Z, 2026-11-22T01:00:00Z, 2026-11-29T01:00:00Z",
    })
    void runs_are_planned_on_run_days_only(String days, Instant now, Instant latest, Instant next) {
        RunCalendar calendar = calendar(days, LocalTime.of(2, 0));

        assertThat(calendar.latestSlot(now)).contains(latest);
        assertThat(calendar.nextSlot(now)).contains(next);
    }

    @Test
    void a_slot_is_looked_for_sixty_days_back_and_no_more() {
        LocalDate today = LocalDate.of(2026, 11, 23);
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        LocalTime two = LocalTime.of(2, 0);

        assertThat(calendar(ALL, two, new Closing(today.minusDays(59), today, "n"))
                        .latestSlot(now))
                .contains(Instant.parse("2026-09-24T00:00:00Z"));
        assertThat(calendar(ALL, two, new Closing(today.minusDays(60), today, "n + 1"))
                        .latestSlot(now))
                .isEmpty();
    }

    @Test
    void a_calendar_that_stays_closed_for_four_hundred_days_neither_opens_nor_runs() {
        LocalDate today = LocalDate.of(2026, 11, 23);
        Instant now = Instant.parse("2026-11-23T12:00:00Z");
        RunCalendar opens = calendar(ALL, LocalTime.of(2, 0), new Closing(today, today.plusDays(399), "n"));
        RunCalendar never = calendar(ALL, LocalTime.of(2, 0), new Closing(today, today.plusDays(400), "n + 1"));

        assertThat(opens.opensAt(now)).contains(Instant.parse("2027-12-27T23:00:00Z"));
        assertThat(opens.nextSlot(now)).contains(Instant.parse("2027-12-28T01:00:00Z"));
        assertThat(never.opensAt(now)).isEmpty();
        assertThat(never.nextSlot(now)).isEmpty();
        assertThat(never.closed(now)).contains(new RunCalendar.Closed(Cause.CLOSED, "n + 1"));
    }

    @ParameterizedTest(name = "{0}: {1} to {2} at {3}")
    @CsvSource({
        // name, from, until, at, open, opens at
        "a second before it opens,        06:00, 22:00, 2026-11-23T04:59:59Z, false, 2026-11-23T05:00:00Z",
        "as it opens,                     06:00, 22:00, 2026-11-23T05:00:00Z, true,  2026-11-23T05:00:00Z",
        "a second before it closes,       06:00, 22:00, 2026-11-23T20:59:59Z, true,  2026-11-23T20:59:59Z",
        "as it closes,                    06:00, 22:00, 2026-11-23T21:00:00Z, false, 2026-11-24T05:00:00Z",
        "over midnight: before,           22:00, 06:00, 2026-11-23T20:59:59Z, false, 2026-11-23T21:00:00Z",
        "over midnight: evening,          22:00, 06:00, 2026-11-23T21:00:00Z, true,  2026-11-23T21:00:00Z",
        "over midnight: midnight itself,  22:00, 06:00, 2026-11-23T23:00:00Z, true,  2026-11-23T23:00:00Z",
        "over midnight: morning,          22:00, 06:00, 2026-11-24T04:59:59Z, true,  2026-11-24T04:59:59Z",
        "over midnight: after,            22:00, 06:00, 2026-11-24T05:00:00Z, false, 2026-11-24T21:00:00Z",
        "until midnight: open,            22:00, 00:00, 2026-11-23T22:59:59Z, true,  2026-11-23T22:59:59Z",
        "until midnight: closed,          22:00, 00:00, 2026-11-23T23:00:00Z, false, 2026-11-24T21:00:00Z",
        "from midnight,                   00:00, 06:00, 2026-11-23T23:00:00Z, true,  2026-11-23T23:00:00Z",
        "opens in the gap: before,        02:30, 06:00, 2026-03-29T00:59:59Z, false, 2026-03-29T01:00:00Z",
        "opens in the gap: after,         02:30, 06:00, 2026-03-29T01:00:00Z, true,  2026-03-29T01:00:00Z",
        "closes in the gap: before,       00:00, 02:30, 2026-03-29T00:59:59Z, true,  2026-03-29T00:59:59Z",
        "closes in the gap: after,        00:00, 02:30, 2026-03-29T01:00:00Z, false, 2026-03-29T22:00:00Z",
        "all in the gap: no window then,  02:10, 02:50, 2026-03-29T01:00:00Z, false, 2026-03-30T00:10:00Z",
        "opens at the first of two,       02:30, 06:00, 2026-10-25T00:30:00Z, true,  2026-10-25T00:30:00Z",
        "and stays open at the second,    02:30, 06:00, 2026-10-25T01:15:00Z, true,  2026-10-25T01:15:00Z",
        "closes at the first of two,      00:00, 02:30, 2026-10-25T00:30:00Z, false, 2026-10-25T23:00:00Z",
        "and stays closed at the second,  00:00, 02:30, 2026-10-25T01:15:00Z, false, 2026-10-25T23:00:00Z",
        "the long night is all open,      22:00, 06:00, 2026-10-25T04:59:59Z, true,  2026-10-25T04:59:59Z",
    })
    void deliveries_are_sent_in_the_window(
            String name, LocalTime from, LocalTime until, Instant at, boolean open, Instant opensAt) {
        RunCalendar calendar = new RunCalendar(
                RunDays.everyDay(), LocalTime.of(2, 0), Optional.of(new SendingWindow(from, until)), List.of());

        assertThat(calendar.isOpen(at)).isEqualTo(open);
        assertThat(calendar.opensAt(at)).contains(opensAt);
        assertThat(calendar.closed(at).map(RunCalendar.Closed::cause))
                .isEqualTo(open ? Optional.empty() : Optional.of(Cause.WINDOW));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                "the last second,              none,  none,  2026-12-23T22:59:59Z, none,   2026-12-23T22:59:59Z",
                "midnight,                     none,  none,  2026-12-23T23:00:00Z, CLOSED, 2027-01-01T23:00:00Z",
                "the last closed second,       none,  none,  2027-01-01T22:59:59Z, CLOSED, 2027-01-01T23:00:00Z",
                "open again,                   none,  none,  2027-01-01T23:00:00Z, none,   2027-01-01T23:00:00Z",
                "a night's window ends early,  22:00, 06:00, 2026-12-23T23:00:00Z, CLOSED, 2027-01-01T23:00:00Z",
                "and begins late,              22:00, 06:00, 2027-01-01T23:00:00Z, none,   2027-01-01T23:00:00Z",
                "a day's window waits,         06:00, 22:00, 2026-12-23T23:00:00Z, CLOSED, 2027-01-02T05:00:00Z",
                "closed day before window,     06:00, 22:00, 2027-01-01T23:00:00Z, WINDOW, 2027-01-02T05:00:00Z",
            })
    void nothing_is_sent_on_a_closed_day(
            String name, LocalTime from, LocalTime until, Instant at, Cause cause, Instant opensAt) {
        RunCalendar calendar = new RunCalendar(
                RunDays.everyDay(),
                LocalTime.of(2, 0),
                Optional.ofNullable(from).map(start -> new SendingWindow(start, until)),
                List.of(YEAR_END));

        assertThat(calendar.closed(at).map(RunCalendar.Closed::cause)).isEqualTo(Optional.ofNullable(cause));
        assertThat(calendar.opensAt(at)).contains(opensAt);
    }

    @Test
    void closings_in_a_row_open_after_the_last_and_each_has_its_reason() {
        RunCalendar calendar = calendar(
                ALL,
                LocalTime.of(2, 0),
                closing("2026-12-24", "2026-12-26", "jul"),
                closing("2026-12-27", "2027-01-01", "årsafslutning"));
        Instant christmas = Instant.parse("2026-12-25T12:00:00Z");

        assertThat(calendar.opensAt(christmas)).contains(Instant.parse("2027-01-01T23:00:00Z"));
        assertThat(calendar.closed(christmas)).contains(new RunCalendar.Closed(Cause.CLOSED, "jul"));
        assertThat(calendar.closed(christmas.plus(Duration.ofDays(3))))
                .contains(new RunCalendar.Closed(Cause.CLOSED, "årsafslutning"));
    }

    @Test
    void a_day_without_a_planned_run_is_not_closed() {
        assertThat(calendar("MON", LocalTime.of(2, 0)).isOpen(Instant.parse("2026-11-24T12:00:00Z")))
                .isTrue();
    }

    @Test
    void a_closed_leap_day_is_one_day() {
        RunCalendar calendar = calendar(ALL, LocalTime.of(2, 0), closing("2028-02-29", "2028-02-29", "skuddag"));

        assertThat(calendar.isOpen(Instant.parse("2028-02-28T22:59:59Z"))).isTrue();
        assertThat(calendar.opensAt(Instant.parse("2028-02-28T23:00:00Z")))
                .contains(Instant.parse("2028-02-29T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MON", "SUN", "MON,WED,FRI", "MON,TUE,WED,THU,FRI,SAT,SUN"})
    void run_days_are_read_as_they_were_written(String days) {
        assertThat(RunDays.parse(days)).hasToString(days);
    }

    @Test
    void run_days_are_written_in_the_weeks_order_and_once_each() {
        assertThat(RunDays.parse("SUN,MON,SUN")).hasToString("MON,SUN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mon", "MON,", ",MON", "MON TUE", "MONDAY", "MAN"})
    void something_else_is_no_run_days(String days) {
        assertThatThrownBy(() -> RunDays.parse(days)).isInstanceOf(IllegalArgumentException.class);
    }

    private static RunCalendar calendar(String days, LocalTime runAt, Closing... closings) {
        return new RunCalendar(RunDays.parse(days), runAt, Optional.empty(), List.of(closings));
    }

    private static Closing closing(String firstOn, String lastOn, String reason) {
        return new Closing(LocalDate.parse(firstOn), LocalDate.parse(lastOn), reason);
    }
}
