package dk.kravbro.monitoring;

import dk.kravbro.submission.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The claims that a {@link ClaimQuery} asks for, as SQL with its parameters. */
final class ClaimSql {

    /** Where a claim is: needs an alias c of claims. Evaluated for the rows of one page only. */
    static final String STANDING = """
            left join lateral (
              select sum(case when e.kind in ('PRINCIPAL', 'WRITE_UP') then e.amount_ore else -e.amount_ore end)
                       as outstanding_ore,
                     sum(e.amount_ore) filter (where e.kind in ('PRINCIPAL')) as principal_ore,
                     sum(e.amount_ore) filter (where e.kind = 'WRITE_UP') as written_up_ore,
                     sum(e.amount_ore) filter (where e.kind = 'WRITE_DOWN') as written_down_ore,
                     sum(e.amount_ore) filter (where e.kind = 'WITHDRAWAL') as withdrawn_ore,
                     sum(e.amount_ore) filter (where e.kind = 'COVERAGE') as covered_ore,
                     sum(e.amount_ore) filter (where e.kind = 'WRITE_OFF') as written_off_ore
              from claim_entries e where e.claim_id = c.id) money on true
            left join lateral (
              select bool_or(x.state = 'REFUSED' and %s) as refused,
                     bool_or(x.state in ('IN_DOUBT', 'ON_WORKLIST')) as in_doubt,
                     bool_or(x.state in ('WAITING', 'DUE', 'QUEUED', 'SENDING')) as on_its_way
              from deliveries x where x.claim_id = c.id) told on true
            """.formatted(DeliveryViews.STILL_OPEN);

    private final StringBuilder where = new StringBuilder(" from claims c where c.municipality_code = ?");
    private final List<@Nullable Object> parameters = new ArrayList<>();

    ClaimSql(ClaimQuery query, DebtorSearch.Found debtors) {
        parameters.add(query.municipalityCode());
        Long[] ids = debtors.ids();
        if (ids != null) {
            and("c.id = any (?)", (Object) ids);
        }
        if (query.feeId() != null) {
            and("c.fee_id = ?", query.feeId());
        }
        byte[][] keys = debtors.keys();
        if (keys != null) {
            and("c.debtor_key = any (?)", (Object) keys);
        }
        filter(query);
    }

    private void filter(ClaimQuery query) {
        switch (query.filter()) {
            case ALL -> {}
            case WITHDRAWN -> and("c.withdrawn");
            case ON_ITS_WAY -> delivered(query, Bucket.WAITING);
            case REFUSED -> delivered(query, Bucket.REFUSED);
            case IN_DOUBT -> delivered(query, Bucket.IN_DOUBT);
        }
    }

    /** One lookup per state, each by its own small partial index. */
    private void delivered(ClaimQuery query, Bucket bucket) {
        List<String> lookups = new ArrayList<>();
        for (DeliveryState state : bucket.states()) {
            lookups.add("select d.claim_id from deliveries d where d.municipality_code = ? and d.state = '"
                    + state.name() + "'");
        }
        and("c.id in (" + String.join(" union all ", lookups) + ")");
        lookups.forEach(lookup -> parameters.add(query.municipalityCode()));
    }

    private void and(String condition, @Nullable Object... values) {
        where.append(" and ").append(condition);
        parameters.addAll(List.of(values));
    }

    /** The page after the cursor, one row more than asked for, newest first, each with where it is. */
    String page(@Nullable Cursor after, int size) {
        if (after != null) {
            and("(c.changed_at, c.id) < (?, ?)", after.changedAt(), after.id());
        }
        return "select c.*, money.*, told.* from (select c.*" + where
                + " order by c.changed_at desc, c.id desc limit " + (size + 1) + ") c\n" + STANDING
                + "order by c.changed_at desc, c.id desc";
    }

    /** How many there are, counted up to a limit. */
    String hits() {
        return "select count(*) as hits from (select 1" + where + " limit " + (Limits.COUNTED_HITS + 1) + ") h";
    }

    @Nullable
    Object[] parameters() {
        return parameters.toArray();
    }
}
