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
     * Rolls back what nodes left prepared whose heartbeat stopped that long ago.
     *
     * @return the nodes whose transactions were rolled back
     */
    Set<String> rollBackOfDead(Duration deadAfter) throws SQLException {
        Set<String> nodes = new TreeSet<>();
        try (Connection connection = database.getConnection()) {
            List<String> prepared = prepared(connection);
            if (prepared.isEmpty()) {
                return nodes;
            }
            List<String> dead = dead(connection, deadAfter);
            for (String id : prepared) {
                Optional<String> node = nodeOf(id).filter(dead::contains);
                if (node.isPresent() && rollBack(connection, id)) {
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

    private static List<String> dead(Connection connection, Duration deadAfter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select name from nodes where beat_at < now() - ? * interval '1 millisecond'")) {
            statement.setLong(1, deadAfter.toMillis());
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

    /** PostgreSQL takes no parameter here; the id holds nothing but digits, underscores and Base64, see {@link #nodeOf}. */
    private static boolean rollBack(Connection connection, String id) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("rollback prepared " + statement.enquoteLiteral(id));
            return true;
        } catch (SQLException e) {
            if (SETTLED_BY_OTHERS.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
