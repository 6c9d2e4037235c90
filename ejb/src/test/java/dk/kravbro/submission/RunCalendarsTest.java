package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.municipality.SendingWindow;
import dk.kravbro.testsupport.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calendars as rows, in a real PostgreSQL. */
class RunCalendarsTest {

    private final RunCalendars calendars = new RunCalendars();

    @BeforeEach
    void open() {
        calendars.database = TestDatabase.fresh();
    }

    @Test
    void a_municipality_that_chose_nothing_runs_every_day_and_sends_all_day() throws SQLException {
        assertThat(calendars.of("0101"))
                .isEqualTo(new RunCalendar(RunDays.everyDay(), LocalTime.of(2, 0), Optional.empty(), List.of()));
        assertThat(calendars.isOpenNow("0101")).isTrue();
    }

    @Test
    void what_it_chose_is_read_fresh_and_closings_in_order() throws SQLException {
        calendars.of("0101");
        sql("update municipalities set run_days = 'MON,FRI', run_at = '05:30', sends_from = '22:00',"
                + " sends_until = '06:00' where code = '0101'");
        sql("insert into municipality_closings values ('0101', '2026-12-27', '2027-01-01', 'år/afslutning, \"æøå\"'),"
                + " ('0101', '2026-12-24', '2026-12-24', 'jul'), ('0751', '2026-12-25', '2026-12-25', 'en andens')");

        assertThat(calendars.of("0101"))
                .isEqualTo(new RunCalendar(
                        RunDays.parse("MON,FRI"),
                        LocalTime.of(5, 30),
                        Optional.of(new SendingWindow(LocalTime.of(22, 0), LocalTime.of(6, 0))),
                        List.of(
                                new Closing(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 24), "jul"),
                                new Closing(
                                        LocalDate.of(2026, 12, 27),
                                        LocalDate.of(2027, 1, 1),
                                        "år/afslutning, \"æøå\""))));
    }

    @Test
    void a_municipality_that_is_closed_today_is_not_open_now() throws SQLException {
        sql("insert into municipality_closings values ('0101', current_date - 2, current_date + 2, 'flytning')");

        assertThat(calendars.isOpenNow("0101")).isFalse();
        assertThat(calendars.isOpenNow("0751")).isTrue();
    }

    @Test
    void the_databases_clock_is_read_whatever_its_time_zone() throws SQLException {
        assertThat(calendars.databaseNow()).isCloseTo(Instant.now(), within(10, ChronoUnit.MINUTES));
    }

    @Test
    void an_unknown_municipality_has_no_calendar() {
        assertThatThrownBy(() -> calendars.of("9999")).isInstanceOf(IllegalArgumentException.class);
    }
}
