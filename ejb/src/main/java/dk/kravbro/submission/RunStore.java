package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** The rows of submission runs and their leases. Each method is one statement: a transaction of its own, or part of the caller's. */
@ApplicationScoped
class RunStore {

    /**
     * The earliest date and readiness hold back claims that were never told, whatever they waited for before; once a claim
     * was told, its changes go out. A registration that waited tells what FBS says now: what was put right meanwhile must
     * not go out as it was wrong. Intake may just have moved it on: the later version of the two counts.
     */
    private static final String RELEASE = """
            update deliveries d set state = 'DUE', reason = '', not_before = null,
              version = case when d.kind = 'REGISTER' then greatest(d.version, (select c.version from claims c where c.id = d.claim_id))
                else d.version end
            where d.municipality_code = ? and d.state = 'WAITING'
              and not exists (select 1 from deliveries e where e.claim_id = d.claim_id and e.sequence_no < d.sequence_no
                and e.state not in ('ACCEPTED', 'NETTED')
                and not (e.state = 'REFUSED' and exists (select 1 from deliveries k where k.corrects = e.id)))
              and (exists (select 1 from deliveries t where t.claim_id = d.claim_id and t.kind = 'REGISTER'
                  and t.state = 'ACCEPTED')
                or (exists (select 1 from claims c, claim_versions v, municipalities m where c.id = d.claim_id
                  and v.claim_id = c.id and v.version = c.version and m.code = d.municipality_code
                  and (m.earliest_fee_on is null or v.incurred_on >= m.earliest_fee_on))
                  and not claim_is_stopped(d.claim_id)))
            """;

    /** The day in Denmark, by the database's clock. */
    static final String TODAY = "(now() at time zone 'Europe/Copenhagen')::date";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** An open run. */
    record OpenRun(long id, String municipality, String product) {}

    /**
     * Starts a run for a slot, if nobody has: the row is the lease.
     *
     * <p>A run that is still open for the municipality takes the slot over: the new row is written as ended at once, and
     * names it, so that no slot is missing from the list of runs. The open run's row is locked meanwhile: it cannot end
     * without having looked for what it now serves. Not its key: deliveries that are being queued refer to it, and a node
     * that died over them would hold it for as long as it is away.
     *
     * @return the run that serves the slot, empty if the slot was taken already
     */
    Optional<Long> start(String municipality, Instant slot, RunTrigger trigger, String by, Node node)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "with open as (select id from submission_runs where municipality_code = ? and ended_at is null"
                                + " for no key update),"
                                + " new as (insert into submission_runs (municipality_code, slot, trigger, requested_by,"
                                + " node, incarnation, started_at, ended_at, result)"
                                + " select ?, ?, ?, ?, ?, ?, now(), case when o.id is not null then now() end,"
                                + " 'joined run ' || o.id from (values (1)) as one left join open o on true"
                                + " on conflict do nothing returning id)"
                                + " select coalesce((select id from open), n.id) from new n")) {
            statement.setString(1, municipality);
            statement.setString(2, municipality);
            statement.setObject(3, slot.atOffset(ZoneOffset.UTC));
            statement.setString(4, trigger.name());
            statement.setString(5, by);
            statement.setString(6, node.name());
            statement.setObject(7, node.incarnation());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** The open run of a municipality. */
    Optional<Long> open(String municipality) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select id from submission_runs where municipality_code = ? and ended_at is null")) {
            statement.setString(1, municipality);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
            }
        }
    }

    /** All open runs, also those that stand still. */
    List<OpenRun> open() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select r.id, m.code, m.debtor_system from submission_runs r"
                                + " join municipalities m on m.code = r.municipality_code"
                                + " where r.ended_at is null order by r.id");
                ResultSet rows = statement.executeQuery()) {
            List<OpenRun> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new OpenRun(rows.getLong("id"), rows.getString("code"), rows.getString("debtor_system")));
            }
            return found;
        }
    }

    /**
     * Takes or renews a lease.
     *
     * @param deadAfter a holder whose heartbeat stopped that long ago has lost it
     * @return false while somebody else holds it
     */
    boolean lease(String name, Node node, Duration length, Duration deadAfter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "insert into leases (name, node, incarnation, until) values (?, ?, ?, now() + ?"
                                + " * interval '1 millisecond') on conflict (name) do update set node = excluded.node,"
                                + " incarnation = excluded.incarnation, until = excluded.until"
                                + " where leases.until < now() or leases.incarnation = excluded.incarnation"
                                + " or not exists (select 1 from nodes n where n.name = leases.node"
                                + " and n.incarnation = leases.incarnation"
                                + " and n.beat_at > now() - ? * interval '1 millisecond')")) {
            statement.setString(1, name);
            statement.setString(2, node.name());
            statement.setObject(3, node.incarnation());
            statement.setLong(4, length.toMillis());
            statement.setLong(5, deadAfter.toMillis());
            return statement.executeUpdate() == 1;
        }
    }

    /** Gives a lease back. */
    void giveBack(String name, UUID incarnation) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("delete from leases where name = ? and incarnation = ?")) {
            statement.setString(1, name);
            statement.setObject(2, incarnation);
            statement.executeUpdate();
        }
    }

    /** Makes due what waited and has nothing left to wait for. The caller has seen that the municipality is live. */
    int release(String municipality) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, municipality);
            return statement.executeUpdate();
        }
    }

    /** How many deliveries of a municipality wait, whatever for: by an index of the waiting alone. */
    long waiting(String municipality) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from deliveries where municipality_code = ? and state = 'WAITING'")) {
            statement.setString(1, municipality);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many deliveries of a municipality are queued and not begun. */
    int queued(String municipality) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select count(*) from deliveries where municipality_code = ? and state = 'QUEUED'")) {
            statement.setString(1, municipality);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Whether nothing of a run is on its way, in doubt or to be tried again, and nothing else is due. */
    boolean isQuiet(OpenRun run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select not exists (select 1 from deliveries"
                        + " where run_id = ? and state in ('QUEUED', 'SENDING', 'IN_DOUBT', 'DUE'))"
                        + " and not exists (select 1 from deliveries where municipality_code = ? and state = 'DUE'"
                        + " and (not_before is null or not_before <= now()))")) {
            statement.setLong(1, run.id());
            statement.setString(2, run.municipality());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /**
     * Ends a run. What {@link #isQuiet} said before may be old news: a node that stood still in between finds that another
     * has queued something of the run.
     *
     * @return what it came to in words; empty if somebody else ended it, or something is due or on its way again
     */
    Optional<String> end(OpenRun run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update submission_runs set ended_at = now(), result = (select coalesce(string_agg("
                                + "s.n || ' ' || lower(s.state), ', ' order by s.state), 'nothing to send')"
                                + " from (select state, count(*) as n from deliveries where run_id = ? group by state) s)"
                                + " where id = ? and ended_at is null and not exists (select 1 from deliveries"
                                + " where municipality_code = ? and state = 'DUE') and not exists (select 1 from"
                                + " deliveries where run_id = ? and state in ('QUEUED', 'SENDING', 'IN_DOUBT'))"
                                + " returning result")) {
            statement.setLong(1, run.id());
            statement.setLong(2, run.id());
            statement.setString(3, run.municipality());
            statement.setLong(4, run.id());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** A run with its figures, counted from its deliveries. */
    Optional<RunFigures> figures(long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select r.municipality_code, r.slot, r.trigger, r.started_at, r.ended_at, r.result, d.state,"
                                + " count(d.id) as n, coalesce(sum(d.amount_ore), 0) as ore from submission_runs r"
                                + " left join deliveries d on d.run_id = r.id where r.id = ?"
                                + " group by r.id, d.state")) {
            statement.setLong(1, run);
            try (ResultSet rows = statement.executeQuery()) {
                RunFigures figures = null;
                Map<DeliveryState, RunFigures.Figure> byState = new EnumMap<>(DeliveryState.class);
                while (rows.next()) {
                    String state = rows.getString("state");
                    if (state != null) {
                        byState.put(
                                DeliveryState.valueOf(state),
                                new RunFigures.Figure(rows.getLong("n"), rows.getLong("ore")));
                    }
                    OffsetDateTime ended = rows.getObject("ended_at", OffsetDateTime.class);
                    String result = rows.getString("result");
                    figures = new RunFigures(
                            run,
                            rows.getString("municipality_code"),
                            RunTrigger.valueOf(rows.getString("trigger")),
                            rows.getObject("slot", OffsetDateTime.class).toInstant(),
                            rows.getObject("started_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(ended).map(OffsetDateTime::toInstant),
                            result == null ? "" : result,
                            byState);
                }
                return Optional.ofNullable(figures);
            }
        }
    }
}
