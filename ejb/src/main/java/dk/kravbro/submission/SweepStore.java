package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What a sweep reads and writes; rows that somebody else holds are stepped over. */
@ApplicationScoped
class SweepStore {

    private static final String DOUBT = """
            with p as (
              select id from deliveries where slice_id = ? and state = 'SENDING' and owner_node = ?
                and owner_incarnation = ? for update skip locked),
            x as (
              update deliveries d set state = 'IN_DOUBT', reason = 'ABANDONED', reason_text = 'no outcome was recorded',
                owner_node = null, owner_incarnation = null, not_before = now() + ? * interval '1 millisecond'
              from p where d.id = p.id returning d.id, d.claim_id, d.municipality_code, d.kind, d.amount_ore),
            a as (
              update delivery_attempts t set ended_at = now(), outcome = 'IN_DOUBT', detail = 'ABANDONED'
              from x where t.delivery_id = x.id and t.ended_at is null),
            z as (
              insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
              select municipality_code, claim_id, id, 'IN_DOUBT', amount_ore, now(), 'kravbro', kind || ' ABANDONED'
              from x)
            select count(*) from x
            """;

    private static final String REQUEUE = """
            with p as (
              select d.id from deliveries d join municipalities m on m.code = d.municipality_code
                join debtor_systems s on s.product = m.debtor_system
                left join nodes n on n.name = d.owner_node
              where d.state = 'QUEUED' and (d.queued_at < now() - ? * interval '1 millisecond'
                or n.name is null or n.beat_at < now() - ? * interval '1 millisecond'
                or m.paused or s.paused or m.live_on is null or m.live_on > %s)
              for update of d skip locked)
            update deliveries d set state = 'DUE', slice_id = null, owner_node = null, owner_incarnation = null
            from p where d.id = p.id
            """.formatted(RunStore.TODAY);

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** A slice that somebody has begun and not finished. */
    record BegunSlice(long slice, String node, UUID incarnation) {}

    /** Slices begun under a node's name, by whatever incarnation. */
    List<BegunSlice> begunBy(String node) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select distinct slice_id, owner_node, owner_incarnation from deliveries"
                                + " where state = 'SENDING' and owner_node = ?")) {
            statement.setString(1, node);
            return read(statement);
        }
    }

    /** Slices begun by nodes whose heartbeat stopped that long ago, or whose row is gone. */
    List<BegunSlice> begunByDead(Duration deadAfter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select distinct d.slice_id, d.owner_node, d.owner_incarnation from deliveries d"
                                + " left join nodes n on n.name = d.owner_node where d.state = 'SENDING'"
                                + " and (n.name is null or n.beat_at < now() - ? * interval '1 millisecond')")) {
            statement.setLong(1, deadAfter.toMillis());
            return read(statement);
        }
    }

    private static List<BegunSlice> read(PreparedStatement statement) throws SQLException {
        List<BegunSlice> slices = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                slices.add(new BegunSlice(rows.getLong(1), rows.getString(2), rows.getObject(3, UUID.class)));
            }
        }
        return slices;
    }

    /** A slice's open deliveries become IN_DOUBT; nobody asks about them before the quiet time has passed. */
    int doubt(BegunSlice slice, Duration quiet) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(DOUBT)) {
            statement.setLong(1, slice.slice());
            statement.setString(2, slice.node());
            statement.setObject(3, slice.incarnation());
            statement.setLong(4, quiet.toMillis());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /**
     * Queued deliveries become due again whose message is lost or lies with a dead node, or whose municipality was stopped.
     * Begin drops the old message.
     */
    int requeueLost(Duration tooLong, Duration deadAfter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(REQUEUE)) {
            statement.setLong(1, tooLong.toMillis());
            statement.setLong(2, deadAfter.toMillis());
            return statement.executeUpdate();
        }
    }
}
