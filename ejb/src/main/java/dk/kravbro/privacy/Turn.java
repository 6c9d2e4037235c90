package dk.kravbro.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Which node does a kind of this room's work: a lease, taken in the transaction of each step, so that its row is locked until
 * the step is committed and no two nodes are at it.
 *
 * @param lease its name
 * @param node who asks
 * @param incarnation of the node
 */
record Turn(String lease, String node, UUID incarnation) {

    private static final int SECONDS = 120;

    /** Longest wait for a row that somebody else holds; then the step is undone and done again later. */
    private static final String PATIENCE = "set local lock_timeout = '5s'";

    private static final String TAKE = """
            insert into leases as l (name, node, incarnation, until)
            values (?, ?, ?, clock_timestamp() + ? * interval '1 second')
            on conflict (name) do update set node = excluded.node, incarnation = excluded.incarnation,
              until = excluded.until
            where l.until < clock_timestamp() or (l.node = excluded.node and l.incarnation = excluded.incarnation)
            """;

    /** Whether it is this node's turn. Within a transaction, whose waits are short from here on. */
    boolean isMine(Connection connection) throws SQLException {
        try (PreparedStatement patience = connection.prepareStatement(PATIENCE);
                PreparedStatement take = connection.prepareStatement(TAKE)) {
            patience.execute();
            take.setString(1, lease);
            take.setString(2, node);
            take.setObject(3, incarnation);
            take.setInt(4, SECONDS);
            return take.executeUpdate() == 1;
        }
    }
}
