package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.municipality.ReadinessSeverity;
import dk.kravbro.readiness.ClaimFinding;
import dk.kravbro.readiness.ReadinessRule;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Claims that break a readiness rule and so are not told, whatever else they wait for: what a delivery waits for first may be
 * the day its municipality goes live, and then it would be too late to put a hundred fees right.
 */
@Stateless
@PermitAll
public class HeldViews {

    /** Once told, never held: the condition of the release of deliveries in a run. */
    private static final String HELD = """
            from claim_findings f join claims c on c.id = f.claim_id and not c.withdrawn
            where f.municipality_code = ? and f.rule = any (?) and f.claim_id < ?
              and exists (select 1 from deliveries d where d.claim_id = f.claim_id and d.state = 'WAITING')
              and not exists (select 1 from deliveries t where t.claim_id = f.claim_id and t.kind = 'REGISTER'
                and t.state = 'ACCEPTED')
            """;

    private static final String ROWS =
            "select c.id, c.agency_id, c.fee_id, c.amount_ore, array_agg(f.rule) as rules, min(f.found_at) as since "
                    + HELD + " group by c.id order by c.id desc limit ?";

    private static final String COUNT = "select count(distinct f.claim_id) as held " + HELD;

    private static final String SWITCHES =
            "select rule, severity from municipality_readiness where municipality_code = ?";

    private record Switched(String rule, ReadinessSeverity severity) {}

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    /**
     * A page, latest claim first.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<HeldRow> page(Actor actor, String municipalityCode, @Nullable String after, int size) {
        Sight.demand(actor, municipalityCode);
        int rows = Limits.page(size);
        return Page.of(
                new Reads(source)
                        .list(
                                ROWS,
                                HeldViews::row,
                                municipalityCode,
                                stopping(municipalityCode),
                                Page.before(after),
                                rows + 1),
                rows,
                row -> Long.toString(row.id()));
    }

    /**
     * How many there are.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public long count(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(COUNT, row -> row.getLong("held"), municipalityCode, stopping(municipalityCode), Long.MAX_VALUE)
                .orElse(0L);
    }

    /** The rules that stop a claim, as the municipality sees them. */
    private String[] stopping(String municipalityCode) {
        Map<String, ReadinessSeverity> switched = new Reads(source)
                        .list(
                                SWITCHES,
                                row -> new Switched(
                                        row.getString("rule"), ReadinessSeverity.valueOf(row.getString("severity"))),
                                municipalityCode)
                        .stream()
                        .collect(Collectors.toMap(Switched::rule, Switched::severity));
        return Arrays.stream(ReadinessRule.values())
                .filter(rule -> switched.getOrDefault(rule.name(), rule.severity()) == ReadinessSeverity.ERROR)
                .map(ReadinessRule::name)
                .toArray(String[]::new);
    }

    private static HeldRow row(ResultSet row) throws SQLException {
        List<ClaimFinding> findings = Arrays.stream(
                        (String[]) row.getArray("rules").getArray())
                .map(ReadinessRule::valueOf)
                .sorted()
                .map(rule -> new ClaimFinding(rule, ReadinessSeverity.ERROR))
                .toList();
        return new HeldRow(
                row.getLong("id"),
                ClaimViews.reference(row),
                row.getLong("amount_ore"),
                findings,
                Reads.instant(row, "since"));
    }
}
