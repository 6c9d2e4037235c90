package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.submission.DeliveryState;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The deliveries behind each figure of a proof or a run; refused and doubtful ones are work lists. */
@Stateless
@PermitAll
public class DeliveryViews {

    /**
     * Needs an alias x of deliveries: refused for good, as nothing has replaced it and the claim is still wanted; or a
     * withdrawal that was refused, since then the debtor system still asks for the money.
     */
    static final String STILL_OPEN = """
            not (x.state = 'REFUSED' and (
              exists (select from deliveries k where k.corrects = x.id)
              or x.kind <> 'WITHDRAW' and (select w.withdrawn from claims w where w.id = x.claim_id)))
            """;

    /**
     * One short walk down the index (municipality, state, id) per state, then the newest of them all: quick for one state
     * and for all nine, without an index for every bucket.
     */
    private static final String OF_MUNICIPALITY = """
            select d.* from unnest(?) as s (state) cross join lateral (
              select * from deliveries x where x.municipality_code = ? and x.state = s.state and x.id < ?
              and (not ? or x.state <> 'ON_WORKLIST' and %s)
              order by x.id desc limit ?) d
            order by d.id desc limit ?
            """.formatted(STILL_OPEN);

    private static final String OF_RUN = """
            select * from deliveries x where x.state = any (?) and x.municipality_code = ? and x.run_id = ? and x.id < ?
            order by x.id desc limit ?
            """;

    private static final String ROWS = """
            select d.id, c.agency_id, c.fee_id, c.debtor, d.kind, d.state, d.amount_ore, d.reason, d.reason_text,
              coalesce(d.settled_at, greatest(d.queued_at, d.created_at)) as since, d.not_before, d.attempts
            from (%s) d join claims c on c.id = d.claim_id order by d.id desc
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    PeopleSeal people;

    /**
     * A page of deliveries, newest first.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<DeliveryRow> page(Actor actor, DeliveryQuery query) {
        Sight.demand(actor, query.municipalityCode());
        int size = Limits.page(query.size());
        String[] states = Bucket.names(query.buckets());
        long before = Page.before(query.after());
        Long runId = query.runId();
        Reads reads = new Reads(source);
        List<DeliveryRow> rows = runId == null
                ? reads.list(
                        ROWS.formatted(OF_MUNICIPALITY),
                        this::row,
                        states,
                        query.municipalityCode(),
                        before,
                        query.openOnly(),
                        size + 1,
                        size + 1)
                : reads.list(
                        ROWS.formatted(OF_RUN), this::row, states, query.municipalityCode(), runId, before, size + 1);
        return Page.of(rows, size, row -> Long.toString(row.id()));
    }

    /**
     * How many deliveries there are on all pages, and how much they are about: the figure that the list makes up.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Tally tally(Actor actor, DeliveryQuery query) {
        Sight.demand(actor, query.municipalityCode());
        String sql = "select count(*) as d_count, sum(x.amount_ore) as d_ore from deliveries x"
                + " where x.municipality_code = ? and x.state = any (?)"
                + (query.openOnly() ? " and x.state <> 'ON_WORKLIST' and " + STILL_OPEN : "");
        Long runId = query.runId();
        String[] states = Bucket.names(query.buckets());
        Reads reads = new Reads(source);
        return (runId == null
                        ? reads.first(sql, row -> Reads.tally(row, "d"), query.municipalityCode(), states)
                        : reads.first(
                                sql + " and x.run_id = ?",
                                row -> Reads.tally(row, "d"),
                                query.municipalityCode(),
                                states,
                                runId))
                .orElse(Tally.NONE);
    }

    private DeliveryRow row(ResultSet row) throws SQLException {
        return new DeliveryRow(
                row.getLong("id"),
                ClaimViews.reference(row),
                DebtorSearch.debtorName(row, people),
                row.getString("kind"),
                row.getString("state"),
                Bucket.of(DeliveryState.valueOf(row.getString("state"))),
                row.getLong("amount_ore"),
                row.getString("reason"),
                row.getString("reason_text"),
                Reads.instant(row, "since"),
                Reads.instantOrNull(row, "not_before"),
                row.getInt("attempts"));
    }
}
