package dk.kravbro.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.submission.RunCalendar;
import dk.kravbro.testsupport.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverviewsTest {

    private static final RunCalendar TWO = calendar(List.of());

    @Test
    void an_overview_says_what_waits_for_a_person_and_how_new_it_is() {
        SeededAutumn autumn = new SeededAutumn();

        Overview overview = autumn.overviews.of(SeededAutumn.OF_COPENHAGEN, "0101");

        assertThat(overview.onWorklist()).isEqualTo(1);
        assertThat(overview.parked()).isEqualTo(1);
        assertThat(overview.forAPerson()).isEqualTo(overview.openRefusals() + 2);
        assertThat(overview.lastRun().orElseThrow().total().count()).isPositive();
        assertThat(overview.nextRun()).isEqualTo(Instant.parse("2026-11-24T01:00:00Z"));
        assertThat(overview.freshness().heardFromDebtorSystem()).isEqualTo(Instant.parse("2026-11-23T05:32:00Z"));
        assertThat(overview.freshness().asOf()).isEqualTo(SeededAutumn.NOW);
    }

    @Test
    void the_figures_of_a_run_are_counted_from_its_deliveries() {
        SeededAutumn autumn = new SeededAutumn();

        for (RunView run :
                autumn.runs.page(SeededAutumn.OPERATOR, "0101", null, 25).rows()) {
            assertThat(run.total().count())
                    .isEqualTo(Long.parseLong(
                            TestDatabase.value("select count(*) from deliveries where run_id = " + run.id())));
        }
    }

    @Test
    void the_next_run_keeps_to_the_clock_on_the_wall() {
        Overview.Choices live = choices(LocalDate.of(2026, 1, 1), false);

        // Summer time ends on 25 October 2026: 02.00 comes twice, the run once.
        assertThat(Overviews.nextRun(live, TWO, Instant.parse("2026-10-24T12:00:00Z")))
                .isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
        assertThat(Overviews.nextRun(live, TWO, Instant.parse("2026-10-25T12:00:00Z")))
                .isEqualTo(Instant.parse("2026-10-26T01:00:00Z"));
        assertThat(Overviews.nextRun(live, TWO, Instant.parse("2026-11-23T01:00:00Z")))
                .isEqualTo(Instant.parse("2026-11-24T01:00:00Z"));
    }

    @Test
    void a_municipality_that_is_paused_or_not_onboarded_has_no_next_run() {
        Instant now = SeededAutumn.NOW;

        assertThat(Overviews.nextRun(choices(null, false), TWO, now)).isNull();
        assertThat(Overviews.nextRun(choices(LocalDate.of(2026, 1, 1), true), TWO, now))
                .isNull();
        assertThat(Overviews.nextRun(choices(LocalDate.of(2026, 12, 1), false), TWO, now))
                .isEqualTo(Instant.parse("2026-12-01T01:00:00Z"));
    }

    @Test
    void a_closed_calendar_says_why_and_until_when() {
        SeededAutumn autumn = new SeededAutumn();
        TestDatabase.sql("insert into municipality_closings values ('0101', '2026-11-23', '2027-01-01', 'flytning')");

        Overview overview = autumn.overviews.of(SeededAutumn.OF_COPENHAGEN, "0101");

        assertThat(overview.closed()).isEqualTo(new Overview.Closed("flytning", Instant.parse("2027-01-01T23:00:00Z")));
        assertThat(overview.nextRun()).isEqualTo(Instant.parse("2027-01-02T01:00:00Z"));
        assertThat(autumn.overviews.nextRun(SeededAutumn.OF_COPENHAGEN, "0101"))
                .contains(Instant.parse("2027-01-02T01:00:00Z"));
    }

    @Test
    void outside_the_hours_of_sending_the_calendar_is_closed_until_they_begin() {
        SeededAutumn autumn = new SeededAutumn();
        assertThat(autumn.overviews.of(SeededAutumn.OF_COPENHAGEN, "0101").closed())
                .isNull();
        TestDatabase.sql("update municipalities set sends_from = '22:00', sends_until = '06:00' where code = '0101'");

        Overview.Closed closed =
                autumn.overviews.of(SeededAutumn.OF_COPENHAGEN, "0101").closed();

        assertThat(closed).isEqualTo(new Overview.Closed("", Instant.parse("2026-11-23T21:00:00Z")));
    }

    @Test
    void a_closed_calendar_is_no_news_of_a_municipality_that_is_paused_or_not_live() {
        LocalDate day = LocalDate.of(2026, 11, 23);
        RunCalendar closed = calendar(List.of(new Closing(day, day.plusDays(500), "for good")));

        assertThat(Overviews.closed(choices(day, true), closed, SeededAutumn.NOW))
                .isNull();
        assertThat(Overviews.closed(choices(day.plusDays(1), false), closed, SeededAutumn.NOW))
                .isNull();
        assertThat(Overviews.closed(choices(day, false), closed, SeededAutumn.NOW))
                .isEqualTo(new Overview.Closed("for good", null));
        assertThat(Overviews.nextRun(choices(day, false), closed, SeededAutumn.NOW))
                .isNull();
    }

    private static RunCalendar calendar(List<Closing> closings) {
        return new RunCalendar(RunDays.everyDay(), LocalTime.of(2, 0), Optional.empty(), closings);
    }

    private static Overview.Choices choices(LocalDate liveOn, boolean paused) {
        return new Overview.Choices("0101", "Københavns Kommune", "KOBENHAVN", liveOn, paused);
    }
}
