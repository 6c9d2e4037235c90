package dk.kravbro.submission;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.municipality.RunDays;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which slots get a run. That a slot is the right instant is RunCalendarTest's. */
class PlannedSlotTest {

    private final PlanStore plans = new PlanStore();
    private final RunPlanner planner = new RunPlanner();

    @BeforeEach
    void open() {
        DataSource database = TestDatabase.fresh();
        plans.database = database;
        planner.plans = plans;
        planner.runs = new RunStore();
        planner.runs.database = database;
        planner.settings = Settings.of(Map.of());
        planner.node = new Node();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "none",
            value = {
                // what, live on, changed at, last slot, slot to be started; it is 24 November 12:00Z, runs at 02:00
                "never had one,                 2020-01-01, 2020-01-01T00:00:00Z, none,                 2026-11-24T01:00:00Z",
                "had yesterday's,               2020-01-01, 2020-01-01T00:00:00Z, 2026-11-23T01:00:00Z, 2026-11-24T01:00:00Z",
                "had today's,                   2020-01-01, 2020-01-01T00:00:00Z, 2026-11-24T01:00:00Z, none",
                "had a later one of today,      2020-01-01, 2020-01-01T00:00:00Z, 2026-11-24T05:00:00Z, none",
                "changed a second before,       2020-01-01, 2026-11-24T00:59:59Z, none,                 2026-11-24T01:00:00Z",
                "changed at that instant,       2020-01-01, 2026-11-24T01:00:00Z, none,                 none",
                "changed after it,              2020-01-01, 2026-11-24T11:59:59Z, 2026-11-23T01:00:00Z, none",
                "live from today,               2026-11-24, 2026-11-01T00:00:00Z, none,                 2026-11-24T01:00:00Z",
                "the slot is before it is live, 2026-11-25, 2026-11-01T00:00:00Z, none,                 none",
            })
    void the_latest_slot_is_started_if_it_counts_and_nobody_has(
            String what, LocalDate liveOn, Instant changedAt, Instant lastSlot, Instant slot) {
        Instant now = Instant.parse("2026-11-24T12:00:00Z");
        PlanStore.Plannable plannable = new PlanStore.Plannable(
                "0101",
                now,
                liveOn,
                changedAt,
                lastSlot,
                new RunCalendar(RunDays.everyDay(), LocalTime.of(2, 0), Optional.empty(), List.of()));

        assertThat(plannable.unserved(now)).isEqualTo(Optional.ofNullable(slot));
    }

    @Test
    void a_missed_slot_is_made_up_for_once_whoever_looks() {
        sql("update municipalities set paused = code <> '0101'");

        planner.plan();
        planner.plan();
        RunPlanner other = new RunPlanner();
        other.plans = plans;
        other.runs = planner.runs;
        other.settings = planner.settings;
        other.node = new Node();
        other.plan();

        assertThat(rows(
                        "select municipality_code, trigger, requested_by, slot <= now(), slot > now() - interval '25 h',"
                                + " to_char(slot at time zone 'Europe/Copenhagen', 'HH24:MI') from submission_runs"))
                .containsExactly(List.of("0101", "TIMER", "kravbro", "t", "t", "02:00"));
    }

    @Test
    void a_closed_day_a_pause_and_a_day_before_the_first_get_no_run() {
        sql("insert into municipality_closings values ('0101', current_date - 90, current_date + 2, 'flytning')");
        sql("update municipalities set paused = true where code = '0751'");
        sql("update municipalities set live_on = current_date + 2 where code = '0461'");

        planner.plan();

        assertThat(value("select count(*) from submission_runs")).isEqualTo("0");
    }

    @Test
    void a_slot_before_the_closed_days_is_made_up_for() {
        // Only København runs; it has been closed since yesterday in every time zone.
        sql("update municipalities set paused = code <> '0101'");
        sql("insert into municipality_closings values ('0101', current_date - 3, current_date + 2, 'flytning')");

        planner.plan();

        assertThat(rows("select (slot at time zone 'Europe/Copenhagen')::date = current_date - 4 from submission_runs"))
                .containsExactly(List.of("t"));
    }

    @Test
    void the_planner_reads_calendars_and_the_databases_clock() throws SQLException {
        sql("update municipalities set run_days = 'TUE,SAT' where code = '0751'");

        List<PlanStore.Plannable> plannable = plans.plannable();

        assertThat(plannable).extracting(PlanStore.Plannable::municipality).containsExactly("0101", "0751");
        assertThat(plannable.get(1).calendar().runDays()).hasToString("TUE,SAT");
        assertThat(plannable.get(0).lastSlot()).isNull();
        assertThat(plannable.get(0).readAt()).isEqualTo(plannable.get(1).readAt());
    }

    @Test
    void a_slot_is_missed_after_three_looks() {
        Instant slot = Instant.parse("2026-11-24T01:00:00Z");
        Duration usual = planner.settings.runCheckEvery().multipliedBy(3);

        assertThat(planner.isMissed(slot, slot.plus(usual))).isFalse();
        assertThat(planner.isMissed(slot, slot.plus(usual).plusNanos(1))).isTrue();
    }
}
