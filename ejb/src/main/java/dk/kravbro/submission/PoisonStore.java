package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Sets aside deliveries that cannot be begun, so that they hold up nobody: they go to the work list with the reason
 * {@link #POISON}, their neighbours are sent.
 *
 * <p>What was only queued goes there at once. What begin has marked as being sent goes through IN_DOUBT in the same
 * transaction, as the table of steps wants: its attempt has made no call, but an earlier one may have.
 */
@ApplicationScoped
class PoisonStore {

    /** Reason of a delivery that cannot be begun. */
    static final String POISON = "POISON";

    private static final int MAX_TEXT = 500;

    private static final String DOUBT = """
            with x as (
              update deliveries set state = 'IN_DOUBT', reason = 'POISON' where slice_id = ? and id = any (?)
                and state = 'SENDING' and owner_node = ? and owner_incarnation = ? returning id)
            update delivery_attempts t set ended_at = now(), outcome = 'IN_DOUBT', detail = 'POISON'
            from x where t.delivery_id = x.id and t.ended_at is null
            """;

    private static final String SET_ASIDE = """
            with x as (
              update deliveries set state = 'ON_WORKLIST', reason = 'POISON', reason_text = ?, owner_node = null,
                owner_incarnation = null, not_before = null
              where slice_id = ? and id = any (?) and (state = 'QUEUED'
                or state = 'IN_DOUBT' and reason = 'POISON' and owner_node = ? and owner_incarnation = ?)
              returning id, claim_id, municipality_code, kind, amount_ore),
            z as (
              insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
              select municipality_code, claim_id, id, 'ON_WORKLIST', amount_ore, now(), 'kravbro', kind || ' POISON'
              from x)
            select count(*) from x
            """;

    /** Nobody was called, so it was no attempt; in a minute a node that has the key may take them. */
    private static final String PUT_BACK = """
            with x as (
              update deliveries set state = 'DUE', reason = 'KEY_MISSING', reason_text = '', attempts = attempts - 1,
                owner_node = null, owner_incarnation = null, not_before = now() + interval '1 minute'
              where slice_id = ? and id = any (?) and state = 'SENDING' and owner_node = ? and owner_incarnation = ?
              returning id),
            y as (
              update delivery_attempts t set ended_at = now(), outcome = 'DUE', detail = 'KEY_MISSING'
              from x where t.delivery_id = x.id and t.ended_at is null)
            select count(*) from x
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * Sets deliveries of a slice aside that are still queued, or were begun by this node.
     *
     * @param why what cannot be read of them, in a few words and without anything personal
     * @return how many; others may have moved some meanwhile
     */
    int setAside(long slice, String node, UUID incarnation, List<Long> deliveries, String why) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                doubt(connection, slice, node, incarnation, deliveries);
                int aside = setAside(connection, slice, node, incarnation, deliveries, why);
                connection.commit();
                return aside;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /**
     * Puts deliveries back that this node has begun and cannot open.
     *
     * @return how many; others may have moved some meanwhile
     */
    int putBack(long slice, String node, UUID incarnation, List<Long> deliveries) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PUT_BACK)) {
            statement.setLong(1, slice);
            statement.setArray(2, connection.createArrayOf("bigint", deliveries.toArray()));
            statement.setString(3, node);
            statement.setObject(4, incarnation);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void doubt(Connection connection, long slice, String node, UUID incarnation, List<Long> deliveries)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DOUBT)) {
            statement.setLong(1, slice);
            statement.setArray(2, connection.createArrayOf("bigint", deliveries.toArray()));
            statement.setString(3, node);
            statement.setObject(4, incarnation);
            statement.executeUpdate();
        }
    }

    private static int setAside(
            Connection connection, long slice, String node, UUID incarnation, List<Long> deliveries, String why)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET_ASIDE)) {
            statement.setString(1, why.length() <= MAX_TEXT ? why : why.substring(0, MAX_TEXT));
            statement.setLong(2, slice);
            statement.setArray(3, connection.createArrayOf("bigint", deliveries.toArray()));
            statement.setString(4, node);
            statement.setObject(5, incarnation);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
