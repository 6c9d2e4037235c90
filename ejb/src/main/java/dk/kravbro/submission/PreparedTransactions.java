package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * What dead nodes left prepared in PostgreSQL: it holds the rows of the slices that such a node was queueing, for as
 * long as that node is away.
 *
 * <p>To roll it back is right whatever its node had decided, since a slice's message alone has no effect: if the other
 * half, the message, was or will be committed, it finds nothing to begin. The returning node finds its half gone, and
 * takes that for done.
 */
@ApplicationScoped
class PreparedTransactions {

    /** As the driver writes an XA id: format, global id and branch, the last two in Base64. */
    private static final int PARTS = 3;

    /** The transaction manager's format. */
    private static final String FORMAT = "131077";

    /** In the global id, its unique number comes first, then the name of the node. */
    private static final int UNIQUE_BYTES = 28;

    /** Somebody else was faster: it is gone, or its own node is at it. */
    private static final Set<String> SETTLED_BY_OTHERS = Set.of("42704", "55000");

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * Rolls back what nodes left prepared whose heartbeat stopped that long ago. One that cannot be rolled back holds up no
     * other.
     *
     * @param self the node that asks: it lives, whatever its heartbeat says after the database was away
     * @return the nodes whose transactions were rolled back
     */
    Set<String> rollBackOfDead(String self, Duration deadAfter) throws SQLException {
        Set<String> nodes = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            List<String> prepared = prepared(connection);
            if (prepared.isEmpty()) {
                return nodes;
            }
            List<String> dead = dead(connection, self, deadAfter);
            for (String id : prepared) {
                Optional<String> node = nodeOf(id).filter(dead::contains);
                if (node.isPresent() && rollBack(connection, id, node.get())) {
                    nodes.add(node.get());
                }
            }
        }
        return nodes;
    }

    /** The node that prepared a transaction; empty if our transaction manager did not. */
    static Optional<String> nodeOf(String id) {
        String[] parts = id.split("_", -1);
        if (parts.length != PARTS || !parts[0].equals(FORMAT)) {
            return Optional.empty();
        }
        try {
            byte[] global = Base64.getDecoder().decode(parts[1]);
            return global.length <= UNIQUE_BYTES
                    ? Optional.empty()
                    : Optional.of(
                            new String(global, UNIQUE_BYTES, global.length - UNIQUE_BYTES, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> prepared(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select gid from pg_prepared_xacts"
                + " where database = current_database() and owner = current_user order by prepared")) {
            return texts(statement);
        }
    }

    /** None while the asking node's own heartbeat is old: then the database was away, and nobody could tell it anything. */
    private static List<String> dead(Connection connection, String self, Duration deadAfter) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select d.name from nodes d, nodes s where s.name = ? and d.name <> s.name"
                        + " and d.beat_at < now() - ? * interval '1 millisecond'"
                        + " and s.beat_at >= now() - ? * interval '1 millisecond'")) {
            statement.setString(1, self);
            statement.setLong(2, deadAfter.toMillis());
            statement.setLong(3, deadAfter.toMillis());
            return texts(statement);
        }
    }

    private static List<String> texts(PreparedStatement statement) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** PostgreSQL takes no parameter here, so the id is quoted as a literal. */
    private static boolean rollBack(Connection connection, String id, String node) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback prepared " + statement.enquoteLiteral(id));
            return true;
        } catch (SQLException e) {
            if (!SETTLED_BY_OTHERS.contains(e.getSQLState())) {
                SubmissionLog.LOG.preparedStays(node, e);
            }
            return false;
        }
    }
}
