package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.claim.PeopleSeal;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What came back from a municipality's debtor system, row by row: the rows behind a proof's answers. */
@Stateless
@PermitAll
public class AnswerViews {

    private static final String ENTRIES = """
            select e.id, c.agency_id, c.fee_id, c.debtor, e.kind, e.amount_ore, e.detail, e.recorded_at as at
            from claim_entries e join claims c on c.id = e.claim_id
            where e.municipality_code = ? and e.kind = ? and e.id < ? order by e.id desc limit ?
            """;

    private static final String EVENTS = """
            select v.id, c.agency_id, c.fee_id, c.debtor, v.kind, null::bigint as amount_ore, v.detail, v.at
            from events v join claims c on c.id = v.claim_id
            where v.municipality_code = ? and v.kind = ? and v.id < ? order by v.id desc limit ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    PeopleSeal people;

    /**
     * A page of answers of one kind, newest first.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<AnswerRow> page(
            Actor actor, String municipalityCode, AnswerRow.Kind kind, @Nullable String after, int size) {
        Sight.demand(actor, municipalityCode);
        int rows = Limits.page(size);
        long before = Page.before(after);
        String sql = kind == AnswerRow.Kind.ACCOUNT_STATUS ? EVENTS : ENTRIES;
        return Page.of(
                new Reads(source).list(sql, this::row, municipalityCode, kind.name(), before, rows + 1),
                rows,
                row -> Long.toString(row.id()));
    }

    private AnswerRow row(ResultSet row) throws SQLException {
        return new AnswerRow(
                row.getLong("id"),
                ClaimViews.reference(row),
                DebtorSearch.debtorName(row, people),
                AnswerRow.Kind.valueOf(row.getString("kind")),
                Reads.longOrNull(row, "amount_ore"),
                row.getString("detail"),
                Reads.instant(row, "at"));
    }
}
