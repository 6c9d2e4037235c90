package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Answers of a municipality's debtor system that fit no claim here, until a person has dealt with them. */
@Stateless
@PermitAll
public class ParkedViews {

    private static final String OPEN = """
            select id, claim_reference, kind, amount_ore, value_on, reason, parked_at from parked_notices
            where municipality_code = ? and resolved_at is null and id < ? order by id desc limit ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    /**
     * A page of open ones, newest first.
     *
     * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public Page<ParkedRow> page(Actor actor, String municipalityCode, @Nullable String after, int size) {
        Sight.demand(actor, municipalityCode);
        int rows = Limits.page(size);
        return Page.of(
                new Reads(source)
                        .list(
                                OPEN,
                                row -> new ParkedRow(
                                        row.getLong("id"),
                                        row.getString("claim_reference"),
                                        row.getString("kind"),
                                        Reads.longOrNull(row, "amount_ore"),
                                        row.getObject("value_on", LocalDate.class),
                                        row.getString("reason"),
                                        Reads.instant(row, "parked_at")),
                                municipalityCode,
                                Page.before(after),
                                rows + 1),
                rows,
                row -> Long.toString(row.id()));
    }

    /**
     * How many are open.
     *
     * @throws Actor.NotAllowed if the reader may not see that municipality
     */
    public long count(Actor actor, String municipalityCode) {
        Sight.demand(actor, municipalityCode);
        return new Reads(source)
                .first(
                        "select count(*) as open from parked_notices"
                                + " where municipality_code = ? and resolved_at is null",
                        row -> row.getLong("open"),
                        municipalityCode)
                .orElse(0L);
    }
}
