package dk.kravbro.archive;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Answers that do not fit the contract or the call they came to. Their calls are settled like any other doubt; that they came
 * is for a person to look at, since the other side does something that was not agreed. They wait until an operator says that
 * they were looked at, and an alarm says so meanwhile.
 */
@Stateless
@PermitAll
public class UnfitAnswers {

    /** Longest reason, in characters. */
    public static final int MAX_REASON = 500;

    /** Latest calls listed of a municipality. */
    private static final int SHOWN = 10;

    private static final String LIST = """
            select u.municipality_code, u.n, u.oldest, u.latest, l.call_id, l.at, l.cause
            from (select municipality_code, count(*) as n, min(at) as oldest, max(at) as latest from kravbro.calls
                where unfit and seen_at is null group by municipality_code) u
            cross join lateral (select call_id, at, cause from kravbro.calls c
                where c.municipality_code = u.municipality_code and c.unfit and c.seen_at is null
                order by c.at desc limit %d) l
            order by u.municipality_code, l.at desc
            """.formatted(SHOWN);

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * What waits in one municipality.
     *
     * @param latest the youngest; to be given back with {@link #seen}
     * @param calls the latest ones
     */
    public record Waiting(String municipalityCode, long count, Instant oldest, Instant latest, List<Unfit> calls) {
        public Waiting {
            calls = List.copyOf(calls);
        }
    }

    /** A call with such an answer; {@code cause} is the adapter's name of what is wrong with it. */
    public record Unfit(UUID callId, Instant at, String cause) {}

    /**
     * What waits, by municipality.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Waiting> waiting(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection();
                PreparedStatement read = connection.prepareStatement(LIST);
                ResultSet rows = read.executeQuery()) {
            List<Waiting> waiting = new ArrayList<>();
            List<Unfit> calls = new ArrayList<>();
            while (rows.next()) {
                String code = rows.getString("municipality_code");
                if (waiting.isEmpty()
                        || !waiting.get(waiting.size() - 1).municipalityCode().equals(code)) {
                    calls = new ArrayList<>();
                }
                calls.add(
                        new Unfit(rows.getObject("call_id", UUID.class), instant(rows, "at"), rows.getString("cause")));
                Waiting so =
                        new Waiting(code, rows.getLong("n"), instant(rows, "oldest"), instant(rows, "latest"), calls);
                if (calls.size() > 1) {
                    waiting.remove(waiting.size() - 1);
                }
                waiting.add(so);
            }
            return List.copyOf(waiting);
        } catch (SQLException e) {
            throw new EJBException("answers that do not fit cannot be listed", e);
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /**
     * Says that a municipality's were looked at; written down.
     *
     * @param upTo the latest that was seen: what came since waits on
     * @param reason what was found; without personal data, 1 to {@link #MAX_REASON} characters
     * @return how many no longer wait
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public int seen(Actor actor, String municipalityCode, Instant upTo, String reason) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update kravbro.calls set seen_at = ?, seen_by = ?"
                                + " where municipality_code = ? and unfit and seen_at is null and at <= ?")) {
            update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            update.setString(2, actor.name());
            update.setString(3, municipalityCode);
            update.setObject(4, upTo.atOffset(ZoneOffset.UTC));
            int seen = update.executeUpdate();
            if (seen > 0) {
                audit.record(
                        actor,
                        "unfit answers seen",
                        "municipality " + municipalityCode,
                        municipalityCode,
                        seen + " up to " + upTo + ": " + reason);
            }
            return seen;
        } catch (SQLException e) {
            throw new EJBException("answers that do not fit cannot be marked as seen", e);
        }
    }
}
