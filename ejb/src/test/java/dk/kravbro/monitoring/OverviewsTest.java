package dk.kravbro.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.testsupport.TestDatabase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class OverviewsTest {

    private static final LocalTime TWO = LocalTime.of(2, 0);

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

    private static Overview.Choices choices(LocalDate liveOn, boolean paused) {
        return new Overview.Choices("0101", "Københavns Kommune", "KOBENHAVN", liveOn, paused);
    }
}
