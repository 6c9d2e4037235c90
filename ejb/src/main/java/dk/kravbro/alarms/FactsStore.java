package dk.kravbro.alarms;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads what alarms follow from (D1). Per municipality a handful of steps into indexes; only doubts, which are few, are
 * read one by one (D4). What takes a walk through a backlog comes from {@link OpenClaimsStore}'s last count.
 */
@ApplicationScoped
class FactsStore {

    private static final int LIMIT_SECONDS = 10;

    /** A slot that joined an open run is written as ended at once; it is no run. */
    static final String MUNICIPALITIES = """
            select m.code, m.paused, m.run_days,
              greatest(m.live_on::timestamp at time zone 'Europe/Copenhagen', m.changed_at) as live_since,
              (select r.ended_at from submission_runs r where r.municipality_code = m.code and r.ended_at is not null
                 and coalesce(r.result, '') not like 'joined run %' order by r.id desc limit 1) as last_ended,
              (select min(h.held_at) from submission_runs r join run_holds h on h.run_id = r.id
                 where r.municipality_code = m.code and r.ended_at is null and h.second_release_by is null) as held_since,
              (select d.settled_at from deliveries d where d.municipality_code = m.code and d.state = 'ACCEPTED'
                 order by d.id limit 1) as first_accepted,
              (select max(s.received_at) from settlement_messages s where s.municipality_cvr = m.cvr) as last_heard,
              (select o.away_since from outages o where o.municipality_code = m.code) as away_since,
              (select k.at from calls k where k.municipality_code = m.code and k.unfit and k.seen_at is null
                 order by k.at limit 1) as unfit_since,
              (select greatest(d.queued_at, d.created_at) from deliveries d
                 where d.municipality_code = m.code and d.state = 'ON_WORKLIST' order by d.id limit 1) as oldest_listed,
              doubt.n as in_doubt, doubt.oldest as oldest_doubt,
              coalesce(c.due, 0) as due, c.oldest_unsent_at, c.nearest_due_on
            from municipalities m
            left join open_claims c on c.municipality_code = m.code
            cross join lateral (
              select count(*) as n, min(coalesce(a.ended_at, a.started_at, d.created_at)) as oldest
              from deliveries d
              left join lateral (select t.started_at, t.ended_at from delivery_attempts t where t.delivery_id = d.id
                order by t.id desc limit 1) a on true
              where d.municipality_code = m.code and d.state = 'IN_DOUBT') doubt
            where m.live_on <= (now() at time zone 'Europe/Copenhagen')::date and (? = '' or m.code = ?)
            order by m.code
            """;

    private static final String CLOSINGS = "select municipality_code, first_on, last_on from municipality_closings";

    /** A node that was taken away for good is forgotten after a week. */
    private static final String NODES =
            "select name, beat_at from nodes where beat_at > now() - interval '7 days' order by name";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** Everything. */
    Facts all() throws SQLException {
        return read("", true);
    }

    /** What concerns one municipality; nothing if it is not live. */
    Facts of(String municipalityCode) throws SQLException {
        return read(municipalityCode, false);
    }

    private Facts read(String code, boolean withNodes) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<String, List<RunDays.Closing>> closings = closings(connection);
            List<MunicipalityFacts> municipalities = new ArrayList<>();
            try (PreparedStatement statement = limited(connection, MUNICIPALITIES)) {
                statement.setString(1, code);
                statement.setString(2, code);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        municipalities.add(municipality(rows, closings));
                    }
                }
            }
            return new Facts(now(connection), municipalities, withNodes ? nodes(connection) : List.of());
        }
    }

    private static MunicipalityFacts municipality(ResultSet row, Map<String, List<RunDays.Closing>> closings)
            throws SQLException {
        String code = row.getString("code");
        RunDays days =
                new RunDays(Set.of(row.getString("run_days").split(",", -1)), closings.getOrDefault(code, List.of()));
        return new MunicipalityFacts(
                code,
                row.getBoolean("paused"),
                new MunicipalityFacts.Runs(
                        days, instant(row, "live_since"), orNull(row, "last_ended"), orNull(row, "held_since")),
                new MunicipalityFacts.BackChannel(
                        orNull(row, "first_accepted"),
                        orNull(row, "last_heard"),
                        orNull(row, "away_since"),
                        orNull(row, "unfit_since")),
                new MunicipalityFacts.Open(
                        row.getLong("in_doubt"),
                        orNull(row, "oldest_doubt"),
                        orNull(row, "oldest_listed"),
                        row.getLong("due"),
                        orNull(row, "oldest_unsent_at"),
                        row.getObject("nearest_due_on", LocalDate.class)));
    }

    private static Map<String, List<RunDays.Closing>> closings(Connection connection) throws SQLException {
        try (PreparedStatement statement = limited(connection, CLOSINGS);
                ResultSet rows = statement.executeQuery()) {
            Map<String, List<RunDays.Closing>> found = new HashMap<>();
            while (rows.next()) {
                found.computeIfAbsent(rows.getString(1), code -> new ArrayList<>())
                        .add(new RunDays.Closing(
                                rows.getObject(2, LocalDate.class), rows.getObject(3, LocalDate.class)));
            }
            return found;
        }
    }

    private static List<Facts.NodeBeat> nodes(Connection connection) throws SQLException {
        try (PreparedStatement statement = limited(connection, NODES);
                ResultSet rows = statement.executeQuery()) {
            List<Facts.NodeBeat> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Facts.NodeBeat(rows.getString("name"), instant(rows, "beat_at")));
            }
            return found;
        }
    }

    /** Read after the rest, so that nothing in it lies in the future. */
    private static Instant now(Connection connection) throws SQLException {
        try (PreparedStatement statement = limited(connection, "select clock_timestamp() as now");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return instant(row, "now");
        }
    }

    private static PreparedStatement limited(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(LIMIT_SECONDS);
        return statement;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
