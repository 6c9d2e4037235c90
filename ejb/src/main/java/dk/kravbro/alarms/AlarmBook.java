package dk.kravbro.alarms;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Remembers which alarms are on, so that what is new is said once (D2). Not a door. Each method is a transaction of its
 * own.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AlarmBook {

    /** The lease's name. */
    static final String LEASE = "alarms.watch";

    private static final String TAKE = """
            insert into leases as l (name, node, incarnation, until)
            values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')
            on conflict (name) do update set node = excluded.node, incarnation = excluded.incarnation,
              until = excluded.until
            where l.until < clock_timestamp() or (l.node = excluded.node and l.incarnation = excluded.incarnation)
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * Who wants to speak.
     *
     * @param lease how long nobody else may
     */
    public record Speaker(String node, UUID incarnation, Duration lease) {}

    /** Whether this node is the one that speaks. */
    public boolean lead(Speaker speaker) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return take(connection, speaker);
        }
    }

    /**
     * Writes down the alarms that are on and says what is new, unless another node has taken over meanwhile: the lease's
     * row is locked to the end. It is said before the commit: should that fail, it is said again, and never left out.
     */
    public void note(Speaker speaker, List<Alarm> alarms) throws SQLException {
        try (Connection connection = database.getConnection()) {
            if (!take(connection, speaker)) {
                return;
            }
            AlarmChanges changes = AlarmChanges.between(stepsBefore(connection), alarms);
            changes.begun().forEach(AlarmLog::say);
            changes.risen().forEach(AlarmLog::say);
            changes.over().forEach(AlarmLog::sayOver);
            strike(connection, changes.over());
            enter(connection, alarms);
        }
    }

    private static boolean take(Connection connection, Speaker speaker) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setString(1, LEASE);
            take.setString(2, speaker.node());
            take.setObject(3, speaker.incarnation());
            take.setLong(4, speaker.lease().toMillis());
            return take.executeUpdate() == 1;
        }
    }

    private static Map<Alarm.Key, Integer> stepsBefore(Connection connection) throws SQLException {
        try (PreparedStatement read =
                        connection.prepareStatement("select kind, municipality_code, node, step from alarms");
                ResultSet rows = read.executeQuery()) {
            Map<Alarm.Key, Integer> steps = new HashMap<>();
            while (rows.next()) {
                AlarmKind kind = AlarmKind.valueOf(rows.getString(1));
                steps.put(new Alarm.Key(kind, rows.getString(2), rows.getString(3)), rows.getInt(4));
            }
            return steps;
        }
    }

    private static void strike(Connection connection, List<Alarm.Key> over) throws SQLException {
        try (PreparedStatement strike = connection.prepareStatement(
                "delete from alarms where kind = ? and municipality_code = ? and node = ?")) {
            for (Alarm.Key key : over) {
                strike.setString(1, key.kind().name());
                strike.setString(2, key.municipalityCode());
                strike.setString(3, key.node());
                strike.addBatch();
            }
            strike.executeBatch();
        }
    }

    private static void enter(Connection connection, List<Alarm> alarms) throws SQLException {
        try (PreparedStatement enter =
                connection.prepareStatement("insert into alarms as a (kind, municipality_code, node, step, since)"
                        + " values (?, ?, ?, ?, ?) on conflict (kind, municipality_code, node)"
                        + " do update set step = excluded.step, since = excluded.since"
                        + " where (a.step, a.since) is distinct from (excluded.step, excluded.since)")) {
            for (Alarm alarm : alarms) {
                enter.setString(1, alarm.kind().name());
                enter.setString(2, alarm.municipalityCode());
                enter.setString(3, alarm.node());
                enter.setInt(4, alarm.step());
                enter.setObject(5, alarm.since().atOffset(ZoneOffset.UTC));
                enter.addBatch();
            }
            enter.executeBatch();
        }
    }
}
