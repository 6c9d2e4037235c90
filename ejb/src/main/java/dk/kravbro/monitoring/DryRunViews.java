package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A municipality's latest dry run (prøvekørsel), for its page. */
@Stateless
@PermitAll
public class DryRunViews {

    /** One whose server is gone is given up, whether somebody has written that down yet or not. */
    private static final String LATEST = """
            select d.id, case when d.state = 'RUNNING' and not exists (select 1 from nodes n where n.name = d.node
                and n.incarnation = d.incarnation and n.beat_at > now() - ? * interval '1 millisecond')
                then 'ABANDONED' else d.state end as state,
              d.requested_by, d.requested_at, d.ended_at, d.claims, d.claims_done, d.lines, d.lines_kept
            from dry_runs d where d.municipality_code = ? order by d.id desc limit 1
            """;

    private static final String TOTALS = """
            select heading, name, n as t_count, ore as t_ore from dry_run_totals where dry_run_id = ?
            order by heading, name
            """;

    private static final String LINES = """
            select l.line_no, l.claim_reference, l.kind, l.amount_ore, l.told_before_ore, l.told_after_ore,
              l.party_changed, l.violations
            from dry_run_lines l join dry_runs d on d.id = l.dry_run_id
            where d.municipality_code = ? and l.dry_run_id = ? and l.line_no > ? and (not ? or l.violations <> '')
            order by l.line_no limit ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    Settings settings;

    /**
     * The latest one, in whatever state it is.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Optional<DryRunView> latest(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(LATEST, DryRunViews::view, settings.nodeDeadAfter().toMillis(), municipalityCode)
                .map(view -> view.with(totals(view.id())));
    }

    private Map<String, List<DryRunView.Total>> totals(long id) {
        Map<String, List<DryRunView.Total>> totals = new HashMap<>();
        new Reads(source)
                .list(
                        TOTALS,
                        row -> totals.computeIfAbsent(row.getString("heading"), h -> new ArrayList<>())
                                .add(new DryRunView.Total(row.getString("name"), Reads.tally(row, "t"))),
                        id);
        return totals;
    }

    private static DryRunView view(ResultSet row) throws SQLException {
        return new DryRunView(
                row.getLong("id"),
                row.getString("state"),
                row.getString("requested_by"),
                Reads.instant(row, "requested_at"),
                Reads.instantOrNull(row, "ended_at"),
                row.getLong("claims"),
                row.getLong("claims_done"),
                row.getLong("lines"),
                row.getLong("lines_kept"),
                Map.of());
    }

    /**
     * A page of its lines.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @param invalidOnly only those that break the contract
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<DryRunView.Line> lines(
            Actor actor, String municipalityCode, long dryRun, @Nullable String after, boolean invalidOnly) {
        Sight.demand(actor, municipalityCode);
        int rows = Limits.page(0);
        long from = after != null && after.matches("[0-9]{1,18}") ? Long.parseLong(after) : 0;
        List<DryRunView.Line> lines =
                new Reads(source).list(LINES, DryRunViews::line, municipalityCode, dryRun, from, invalidOnly, rows + 1);
        return Page.of(lines, rows, line -> Long.toString(line.number()));
    }

    private static DryRunView.Line line(ResultSet row) throws SQLException {
        return new DryRunView.Line(
                row.getLong("line_no"),
                row.getString("claim_reference"),
                row.getString("kind"),
                row.getLong("amount_ore"),
                Reads.longOrNull(row, "told_before_ore"),
                Reads.longOrNull(row, "told_after_ore"),
                row.getBoolean("party_changed"),
                row.getString("violations").lines().toList());
    }
}
