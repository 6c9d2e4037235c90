package dk.kravbro.monitoring;

import static dk.kravbro.testsupport.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the page of a dry run reads, from a real PostgreSQL. */
class DryRunViewsTest {

    private static final Actor OWN = new Actor("a", Set.of(Role.MUNICIPALITY), Set.of("0101"), "test");
    private static final Actor OTHER = new Actor("b", Set.of(Role.MUNICIPALITY), Set.of("0751"), "test");
    private static final String NODE = "11111111-2222-4333-8444-555555555555";

    private final DryRunViews views = new DryRunViews();

    @BeforeEach
    void open() {
        views.source = TestDatabase.fresh();
        views.settings = Settings.of(Map.of());
        sql("insert into nodes values ('n1', '" + NODE + "', now(), now())");
    }

    private static void dryRun(String state) {
        sql("insert into dry_runs (municipality_code, state, requested_by, requested_at, node, incarnation, claims,"
                + " claims_done, lines, lines_kept) values ('0101', '" + state + "', 'drift', now(), 'n1', '" + NODE
                + "', 30, 20, 30, 30)");
    }

    @Test
    void the_latest_is_shown_with_its_totals() {
        dryRun("FAILED");
        dryRun("DONE");
        sql("insert into dry_run_totals select max(id), 'TO_SEND', 'REGISTER', 2, 300, 10 from dry_runs");
        sql("insert into dry_run_totals select max(id), 'TO_SEND', 'WRITE_UP', 1, 50, 10 from dry_runs");

        DryRunView view = views.latest(OWN, "0101").orElseThrow();

        assertThat(view.isDone()).isTrue();
        assertThat(view.sum("TO_SEND")).isEqualTo(new Tally(3, 350));
        assertThat(view.one("TO_SEND", "WRITE_UP")).isEqualTo(new Tally(1, 50));
        assertThat(view.one("TOLD", "BEFORE")).isEqualTo(Tally.NONE);
        assertThat(view.under("INVALID")).isEmpty();
    }

    @Test
    void one_whose_server_is_gone_is_not_shown_as_under_way() {
        dryRun("RUNNING");
        assertThat(views.latest(OWN, "0101").orElseThrow().isRunning()).isTrue();

        sql("update nodes set beat_at = now() - interval '1 hour'");
        assertThat(views.latest(OWN, "0101").orElseThrow().state()).isEqualTo("ABANDONED");
    }

    @Test
    void lines_are_read_page_by_page_and_the_invalid_ones_alone() {
        dryRun("DONE");
        sql("insert into dry_run_lines (dry_run_id, line_no, claim_reference, kind, amount_ore, told_after_ore,"
                + " party_changed, bytes, violations) select d.id, n, 'DK-710100-' || n, 'REGISTER', 100, 100, false, 10,"
                + " case when n = 28 then E'/A b\\n/C d' else '' end from dry_runs d, generate_series(1, 30) n");
        long id = views.latest(OWN, "0101").orElseThrow().id();

        Page<DryRunView.Line> first = views.lines(OWN, "0101", id, null, false);
        Page<DryRunView.Line> second = views.lines(OWN, "0101", id, first.next(), false);

        assertThat(first.rows()).hasSize(25);
        assertThat(second.rows()).hasSize(5);
        assertThat(second.next()).isNull();
        assertThat(second.rows().get(0).toldBefore()).isNull();
        assertThat(second.rows().get(0).toldAfter()).isEqualTo(100);
        assertThat(views.lines(OWN, "0101", id, null, true).rows())
                .singleElement()
                .satisfies(line -> assertThat(line.violations()).isEqualTo(List.of("/A b", "/C d")));
    }

    @Test
    void nobody_sees_another_municipality_s() {
        dryRun("DONE");
        long id = views.latest(OWN, "0101").orElseThrow().id();

        assertThatThrownBy(() -> views.latest(OTHER, "0101")).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> views.lines(OTHER, "0101", id, null, false)).isInstanceOf(Actor.NotAllowed.class);
        assertThat(views.latest(OTHER, "0751")).isEmpty();
        assertThat(views.lines(OTHER, "0751", id, null, false).rows()).isEmpty();
    }
}
