package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.PeopleSeal;
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
import java.util.UUID;
import java.util.function.LongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Deliveries that wait for a person's decision, with what we told and what the debtor system says side by side. */
@Stateless
@PermitAll
public class WorklistViews {

    /** Calls, and answers, shown of one delivery: the latest. */
    private static final int SHOWN = 10;

    /** One short walk down the index (municipality, state, id) per municipality, then the newest of them all. */
    private static final String ROWS = """
            select d.id, d.municipality_code, c.agency_id, c.fee_id, c.debtor, d.kind, d.amount_ore, d.version,
              d.request_id, d.reason, d.reason_text, d.state || '-' || d.attempts as seen,
              coalesce((select max(e.at) from events e where e.claim_id = d.claim_id and e.delivery_id = d.id
                and e.kind = 'ON_WORKLIST'), d.queued_at, d.created_at) as since
            from municipalities m cross join lateral (
              select * from deliveries x where x.municipality_code = m.code and x.state = 'ON_WORKLIST' and x.id < ?
              order by x.id desc limit ?) d join claims c on c.id = d.claim_id
            where %s order by d.id desc limit ?
            """;

    private static final String ATTEMPTS = """
            select a.* from unnest(?) as w (id) cross join lateral (
              select delivery_id, call_id, started_at, ended_at, outcome, detail from delivery_attempts
              where delivery_id = w.id order by id desc limit %d) a
            """.formatted(SHOWN);

    private static final String INQUIRIES = """
            select i.* from unnest(?) as w (id) cross join lateral (
              select delivery_id, asked_at, finding, claim_reference, amount_ore, receipt, code from inquiries
              where delivery_id = w.id order by id desc limit %d) i
            """.formatted(SHOWN);

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    PeopleSeal people;

    /**
     * A page of one municipality's, newest first.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<WorklistRow> page(Actor actor, String municipalityCode, @Nullable String after, int size) {
        Sight.demand(actor, municipalityCode);
        int rows = Limits.page(size);
        return page(
                rows,
                new Reads(source)
                        .list(
                                ROWS.formatted("m.code = ?"),
                                this::row,
                                Page.before(after),
                                rows + 1,
                                municipalityCode,
                                rows + 1));
    }

    /**
     * A page of every municipality's, newest first.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @throws Actor.NotAllowed if the reader is no operator
     */
    public Page<WorklistRow> page(Actor actor, @Nullable String after, int size) {
        actor.demand(Role.OPERATOR);
        int rows = Limits.page(size);
        return page(
                rows,
                new Reads(source).list(ROWS.formatted("true"), this::row, Page.before(after), rows + 1, rows + 1));
    }

    /**
     * How many of a municipality's there are.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public long count(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(
                        "select count(*) as waiting from deliveries where municipality_code = ?"
                                + " and state = 'ON_WORKLIST'",
                        row -> row.getLong("waiting"),
                        municipalityCode)
                .orElse(0L);
    }

    private Page<WorklistRow> page(int size, List<WorklistRow> bare) {
        Page<WorklistRow> page = Page.of(bare, size, row -> Long.toString(row.id()));
        Long[] ids = page.rows().stream().map(WorklistRow::id).toArray(Long[]::new);
        Map<Long, List<WorklistRow.Attempt>> attempts = byDelivery(ATTEMPTS, WorklistViews::attempt, ids);
        Map<Long, List<WorklistRow.Inquiry>> inquiries = byDelivery(INQUIRIES, WorklistViews::inquiry, ids);
        return new Page<>(
                page.rows().stream()
                        .map(row -> both(
                                row,
                                id -> attempts.getOrDefault(id, List.of()),
                                id -> inquiries.getOrDefault(id, List.of())))
                        .toList(),
                page.next());
    }

    private record Of<T>(long delivery, T value) {}

    private <T> Map<Long, List<T>> byDelivery(String sql, Reads.Row<T> value, Long[] ids) {
        Map<Long, List<T>> found = new HashMap<>();
        for (Of<T> each :
                new Reads(source).list(sql, row -> new Of<>(row.getLong("delivery_id"), value.of(row)), (Object) ids)) {
            found.computeIfAbsent(each.delivery(), id -> new ArrayList<>()).add(each.value());
        }
        return found;
    }

    private static WorklistRow both(
            WorklistRow row,
            LongFunction<List<WorklistRow.Attempt>> attempts,
            LongFunction<List<WorklistRow.Inquiry>> inquiries) {
        return new WorklistRow(
                row.id(),
                row.municipalityCode(),
                row.claim(),
                row.debtorName(),
                row.kind(),
                row.amountOre(),
                row.version(),
                row.requestId(),
                row.reason(),
                row.reasonText(),
                row.since(),
                row.seen(),
                attempts.apply(row.id()),
                inquiries.apply(row.id()));
    }

    private WorklistRow row(ResultSet row) throws SQLException {
        return new WorklistRow(
                row.getLong("id"),
                row.getString("municipality_code"),
                ClaimViews.reference(row),
                DebtorSearch.debtorName(row, people),
                row.getString("kind"),
                row.getLong("amount_ore"),
                row.getInt("version"),
                row.getObject("request_id", UUID.class),
                row.getString("reason"),
                row.getString("reason_text"),
                Reads.instant(row, "since"),
                row.getString("seen"),
                List.of(),
                List.of());
    }

    private static WorklistRow.Attempt attempt(ResultSet row) throws SQLException {
        return new WorklistRow.Attempt(
                row.getObject("call_id", UUID.class),
                Reads.instant(row, "started_at"),
                Reads.instantOrNull(row, "ended_at"),
                Reads.text(row, "outcome"),
                Reads.text(row, "detail"));
    }

    private static WorklistRow.Inquiry inquiry(ResultSet row) throws SQLException {
        return new WorklistRow.Inquiry(
                Reads.instant(row, "asked_at"),
                row.getString("finding"),
                Reads.text(row, "claim_reference"),
                Reads.longOrNull(row, "amount_ore"),
                Reads.text(row, "receipt"),
                Reads.text(row, "code"));
    }
}
