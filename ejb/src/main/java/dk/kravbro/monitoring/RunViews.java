package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.submission.DeliveryState;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A municipality's submission runs (kørsler). */
@Stateless
@PermitAll
public class RunViews {

    private static final String RUNS = """
            select id, slot, trigger, requested_by, started_at, ended_at, result from submission_runs
            where municipality_code = ? and id < ? order by id desc limit ?
            """;

    private static final String RUN = """
            select id, slot, trigger, requested_by, started_at, ended_at, result from submission_runs
            where municipality_code = ? and id = ?
            """;

    private static final String FIGURES = """
            select run_id, state, count(*) as d_count, sum(amount_ore) as d_ore
            from deliveries where run_id = any (?) group by run_id, state
            """;

    /** Why an open run sends nothing now: the most lasting cause first. */
    private static final String STANDSTILL = """
            select case when r.stop_asked_by is not null then 'STOPPING'
                when h.cause is not null then 'HELD_' || h.cause
                when m.paused then 'PAUSED' when s.paused then 'PRODUCT_PAUSED'
                when o.away_since is not null then 'AWAY' end as why,
              h.found, h.allowed, h.first_release_by, o.away_since
            from submission_runs r join municipalities m on m.code = r.municipality_code
              join debtor_systems s on s.product = m.debtor_system
              left join outages o on o.municipality_code = m.code
              left join lateral (select cause, found, allowed, first_release_by from run_holds
                where run_id = r.id and second_release_by is null order by held_at limit 1) h on true
            where r.municipality_code = ? and r.id = ? and r.ended_at is null
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    /**
     * Why an open run sends nothing now.
     *
     * @param why STOPPING, HELD_TOTAL_AMOUNT, HELD_REFUSED_SHARE, PAUSED, PRODUCT_PAUSED or AWAY
     * @param found what held it, in øre or percent; 0 if no limit did
     * @param allowed the limit, in the same unit
     * @param firstReleaseBy who has released it already; another person must too
     * @param awaySince since when the debtor system is known to be away
     */
    public record Standstill(
            String why,
            long found,
            long allowed,
            @Nullable String firstReleaseBy,
            @Nullable Instant awaySince) {}

    /**
     * Why an open run sends nothing now; empty if it goes on, or has ended.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Optional<Standstill> standstill(Actor actor, String municipalityCode, long id) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                        .list(
                                STANDSTILL,
                                row -> new Standstill(
                                        Reads.text(row, "why"),
                                        row.getLong("found"),
                                        row.getLong("allowed"),
                                        row.getString("first_release_by"),
                                        Reads.instantOrNull(row, "away_since")),
                                municipalityCode,
                                id)
                        .stream()
                        .filter(standstill -> !standstill.why().isEmpty())
                        .findFirst();
    }

    /**
     * A page of runs, newest first.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<RunView> page(Actor actor, String municipalityCode, @Nullable String after, int size) {
        Sight.demand(actor, municipalityCode);
        int rows = Limits.page(size);
        long before = Page.before(after);
        List<RunView> runs = counted(new Reads(source).list(RUNS, RunViews::run, municipalityCode, before, rows + 1));
        return Page.of(runs, rows, run -> Long.toString(run.id()));
    }

    /**
     * One run; empty if that municipality has none such.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Optional<RunView> find(Actor actor, String municipalityCode, long id) {
        Sight.demand(actor, municipalityCode);
        return counted(new Reads(source).list(RUN, RunViews::run, municipalityCode, id)).stream()
                .findFirst();
    }

    private List<RunView> counted(List<RunView> runs) {
        Map<Long, Map<Bucket, Tally>> figures = new HashMap<>();
        Long[] ids = runs.stream().map(RunView::id).toArray(Long[]::new);
        new Reads(source)
                .list(
                        FIGURES,
                        row -> figures.computeIfAbsent(row.getLong("run_id"), id -> new EnumMap<>(Bucket.class))
                                .merge(
                                        Bucket.of(DeliveryState.valueOf(row.getString("state"))),
                                        Reads.tally(row, "d"),
                                        Tally::plus),
                        (Object) ids);
        return runs.stream()
                .map(run -> new RunView(
                        run.id(),
                        run.slot(),
                        run.manual(),
                        run.requestedBy(),
                        run.startedAt(),
                        run.endedAt(),
                        run.result(),
                        figures.getOrDefault(run.id(), Map.of())))
                .toList();
    }

    private static RunView run(ResultSet row) throws SQLException {
        return new RunView(
                row.getLong("id"),
                Reads.instant(row, "slot"),
                row.getString("trigger").equals("MANUAL"),
                row.getString("requested_by"),
                Reads.instant(row, "started_at"),
                Reads.instantOrNull(row, "ended_at"),
                Reads.text(row, "result"),
                Map.of());
    }
}
