package dk.kravbro.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.secrets.CertificateEnds;
import dk.kravbro.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each limit as a table: the row just below it, at it, and just above. */
class AlarmRulesTest {

    /** A Tuesday, 13.00 in Denmark. */
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final Set<String> WORKDAYS = Set.of("MON", "TUE", "WED", "THU", "FRI");

    private final AlarmRules rules = new AlarmRules(AlarmLimits.of(Settings.of(Map.of())));

    @ParameterizedTest
    @CsvSource({"PT25H59M59S, false", "PT26H, false", "PT26H1S, true"})
    void no_run_since(Duration ago, boolean alarm) {
        assertThat(kinds(runs(RunDays.ALL, LONG_AGO, NOW.minus(ago), false)))
                .isEqualTo(alarm ? List.of(AlarmKind.NO_RUN_SINCE) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"PT26H, false", "PT26H1S, true"})
    void a_municipality_that_never_had_a_run_is_counted_from_its_first_day(Duration ago, boolean alarm) {
        assertThat(kinds(runs(RunDays.ALL, NOW.minus(ago), null, false)))
                .isEqualTo(alarm ? List.of(AlarmKind.NO_RUN_SINCE) : List.of());
    }

    @Test
    void an_answer_that_does_not_fit_is_an_alarm_at_once() {
        Instant came = NOW.minusSeconds(1);
        MunicipalityFacts.BackChannel channel = new MunicipalityFacts.BackChannel(null, null, null, came);

        assertThat(kinds(facts(fine(), channel, nothing()))).isEqualTo(List.of(AlarmKind.ANSWERS_UNFIT));
    }

    @Test
    void a_change_of_what_was_chosen_starts_the_count_anew_and_a_pause_ends_it() {
        assertThat(kinds(runs(RunDays.ALL, NOW.minusSeconds(60), LONG_AGO, false)))
                .isEmpty();
        assertThat(kinds(runs(RunDays.ALL, LONG_AGO, LONG_AGO, true))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // Friday's run; the weekend is no time without a run.
        "2026-11-20T01:00:00Z, 2026-11-23T03:00:00Z, false",
        "2026-11-20T01:00:00Z, 2026-11-23T03:00:01Z, true",
        "2026-11-20T01:00:00Z, 2026-11-22T22:00:00Z, false",
        // A closing of Tuesday and Wednesday.
        "2026-11-23T01:00:00Z, 2026-11-26T03:00:00Z, false",
        "2026-11-23T01:00:00Z, 2026-11-26T03:00:01Z, true",
    })
    void days_without_a_planned_run_do_not_count(Instant lastRun, Instant now, boolean alarm) {
        RunDays days = new RunDays(
                WORKDAYS, List.of(new RunDays.Closing(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25))));

        assertThat(kinds(new Facts(now, List.of(runs(days, LONG_AGO, lastRun, false)), List.of())))
                .isEqualTo(alarm ? List.of(AlarmKind.NO_RUN_SINCE) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "P60DT1S, 0, 0",
        "P60D, 1, 60",
        "P30D, 2, 30",
        "P14DT1S, 2, 14",
        "P14D, 3, 14",
        "P7D, 4, 7",
        "PT-1S, 4, 0",
    })
    void a_certificate_ends_in_steps(Duration left, int step, long days) {
        List<Alarm> alarms = rules.alarms(new Facts(NOW, List.of(), List.of())
                .with(List.of(new CertificateEnds.End("platform-keys/fagsystem", NOW.plus(left)))));

        if (step == 0) {
            assertThat(alarms).isEmpty();
        } else {
            assertThat(alarms).singleElement().satisfies(alarm -> {
                assertThat(alarm.kind()).isEqualTo(AlarmKind.CERTIFICATE_ENDS);
                assertThat(alarm.node()).isEqualTo("platform-keys/fagsystem");
                assertThat(alarm.step()).isEqualTo(step);
                assertThat(alarm.figure()).isEqualTo(days);
                assertThat(alarm.since()).isBeforeOrEqualTo(NOW);
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P5D, , true", // never heard
        "P4D, , false",
        "P4DT1S, , true",
        "P9D, P4D, false",
        "P9D, P4DT1S, true",
        ", P9D, false", // nothing was accepted: nobody owes us an answer
    })
    void no_answers_since(Duration accepted, Duration heard, boolean alarm) {
        MunicipalityFacts.BackChannel channel =
                new MunicipalityFacts.BackChannel(ago(accepted), ago(heard), null, null);

        assertThat(kinds(facts(fine(), channel, nothing())))
                .isEqualTo(alarm ? List.of(AlarmKind.NO_ANSWERS_SINCE) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"PT1H59M59S, false", "PT2H, false", "PT2H1S, true"})
    void in_doubt_longer_than(Duration ago, boolean alarm) {
        MunicipalityFacts.Open open = new MunicipalityFacts.Open(3, NOW.minus(ago), null, 0, null, null);

        assertThat(kinds(facts(fine(), silent(), open)))
                .isEqualTo(alarm ? List.of(AlarmKind.IN_DOUBT_LONGER_THAN) : List.of());
    }

    @ParameterizedTest
    @CsvSource({"P2D, false", "P2DT1S, true"})
    void on_the_work_list_for_too_long(Duration ago, boolean alarm) {
        MunicipalityFacts.Open open = new MunicipalityFacts.Open(0, null, NOW.minus(ago), 0, null, null);

        assertThat(kinds(facts(fine(), silent(), open))).isEqualTo(alarm ? List.of(AlarmKind.WORKLIST_AGE) : List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "PT23H59M59S, 0",
        "P1D, 1",
        "P2DT23H59M59S, 1",
        "P3D, 2",
        "P6DT23H59M59S, 2",
        "P7D, 3",
        "P900D, 3",
    })
    void the_oldest_unsent_delivery_rises_in_steps(Duration age, int step) {
        MunicipalityFacts.Open open = new MunicipalityFacts.Open(0, null, null, 1, NOW.minus(age), null);

        assertThat(step(AlarmKind.OLDEST_UNSENT, open)).isEqualTo(step);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-24, 0", // 181 days before 2027-05-24
        "2024-05-23, 1",
        "2024-02-23, 1",
        "2024-02-22, 2",
        "2023-12-25, 2",
        "2023-12-24, 3",
        "2023-12-02, 3",
        "2023-12-01, 4",
        "2023-11-25, 4",
        "2023-11-24, 5", // today is the last day
        "2015-01-01, 5",
    })
    void the_limitation_date_comes_nearer_in_steps(LocalDate dueOn, int step) {
        MunicipalityFacts.Open open = new MunicipalityFacts.Open(0, null, null, 0, null, dueOn);

        assertThat(step(AlarmKind.LIMITATION_NEAR, open)).isEqualTo(step);
    }

    @Test
    void a_limitation_alarm_says_the_days_left_and_since_when_its_step_is_on() {
        MunicipalityFacts.Open open = new MunicipalityFacts.Open(0, null, null, 0, null, LocalDate.of(2023, 12, 4));

        Alarm alarm = rules.alarms(facts(fine(), silent(), open)).get(0);

        assertThat(alarm.figure()).isEqualTo(10);
        assertThat(alarm.since()).isEqualTo(Instant.parse("2026-11-03T23:00:00Z"));
        assertThat(alarm.isTooLate()).isFalse();
    }

    @Test
    void a_leap_day_is_limited_with_its_february() {
        assertThat(rules.limitationOn(LocalDate.of(2024, 2, 29))).isEqualTo(LocalDate.of(2027, 2, 28));
    }

    @Test
    void what_is_held_or_away_is_an_alarm_at_once_and_the_most_pressing_comes_first() {
        MunicipalityFacts facts = new MunicipalityFacts(
                "0101",
                false,
                new MunicipalityFacts.Runs(RunDays.ALL, LONG_AGO, NOW, NOW),
                new MunicipalityFacts.BackChannel(null, null, NOW, null),
                new MunicipalityFacts.Open(0, null, null, 0, NOW.minus(Duration.ofDays(1)), LocalDate.of(2020, 1, 1)));

        assertThat(kinds(facts))
                .containsExactly(
                        AlarmKind.LIMITATION_NEAR,
                        AlarmKind.RUN_HELD,
                        AlarmKind.DEBTOR_SYSTEM_AWAY,
                        AlarmKind.OLDEST_UNSENT);
    }

    @ParameterizedTest
    @CsvSource({"PT8S, false", "PT8.001S, true"})
    void a_node_is_silent_when_it_would_count_as_dead(Duration ago, boolean alarm) {
        Facts facts = new Facts(NOW, List.of(), List.of(new Facts.NodeBeat("n1", NOW.minus(ago))));

        assertThat(kinds(facts)).isEqualTo(alarm ? List.of(AlarmKind.NODE_SILENT) : List.of());
    }

    @Test
    void what_is_new_is_what_begins_rises_or_is_over() {
        Alarm begins = Alarm.of(AlarmKind.RUN_HELD, "0101", NOW, NOW);
        Alarm stays = new Alarm(AlarmKind.OLDEST_UNSENT, "0101", "", 2, NOW, 0);
        Alarm rises = new Alarm(AlarmKind.OLDEST_UNSENT, "0751", "", 3, NOW, 0);
        Alarm falls = new Alarm(AlarmKind.LIMITATION_NEAR, "0751", "", 1, NOW, 0);
        Alarm.Key ended = new Alarm.Key(AlarmKind.NODE_SILENT, "", "n2");

        AlarmChanges changes = AlarmChanges.between(
                Map.of(stays.key(), 2, rises.key(), 2, falls.key(), 2, ended, 1), List.of(begins, stays, rises, falls));

        assertThat(changes).isEqualTo(new AlarmChanges(List.of(begins), List.of(rises), List.of(ended)));
    }

    @Test
    void health_is_told_each_alarm_and_that_looks_have_stopped() {
        AlarmLook look = new AlarmLook(
                NOW, Facts.NONE, List.of(new Alarm(AlarmKind.OLDEST_UNSENT, "0101", "", 2, LONG_AGO, 0)), 0);

        assertThat(AlarmReport.lines(look, true))
                .containsEntry("alarms", "1")
                .containsEntry("looked", "2026-11-24T12:00:00Z")
                .containsEntry("OLDEST_UNSENT 0101", "since 2020-01-01T00:00:00Z, step 2")
                .containsKey("problem");
        assertThat(AlarmReport.lines(AlarmLook.NONE, false)).containsEntry("looked", "not yet");
    }

    private int step(AlarmKind kind, MunicipalityFacts.Open open) {
        return rules.alarms(facts(fine(), silent(), open)).stream()
                .filter(alarm -> alarm.kind() == kind)
                .mapToInt(Alarm::step)
                .findFirst()
                .orElse(0);
    }

    private List<AlarmKind> kinds(MunicipalityFacts municipality) {
        return kinds(new Facts(NOW, List.of(municipality), List.of()));
    }

    private List<AlarmKind> kinds(Facts facts) {
        return rules.alarms(facts).stream().map(Alarm::kind).toList();
    }

    private static Instant ago(Duration ago) {
        return ago == null ? null : NOW.minus(ago);
    }

    private static MunicipalityFacts.Runs fine() {
        return new MunicipalityFacts.Runs(RunDays.ALL, LONG_AGO, NOW, null);
    }

    private static MunicipalityFacts.BackChannel silent() {
        return new MunicipalityFacts.BackChannel(null, null, null, null);
    }

    private static MunicipalityFacts.Open nothing() {
        return new MunicipalityFacts.Open(0, null, null, 0, null, null);
    }

    private static MunicipalityFacts runs(RunDays days, Instant liveSince, Instant lastEnded, boolean paused) {
        return new MunicipalityFacts(
                "0101", paused, new MunicipalityFacts.Runs(days, liveSince, lastEnded, null), silent(), nothing());
    }

    private static Facts facts(
            MunicipalityFacts.Runs runs, MunicipalityFacts.BackChannel channel, MunicipalityFacts.Open open) {
        return new Facts(NOW, List.of(new MunicipalityFacts("0101", false, runs, channel, open)), List.of());
    }
}
