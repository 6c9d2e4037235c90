package dk.kravbro.schema;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What readiness wants to know of the database: facts by name, and {@code problem} if it cannot be used. Reached by name
 * through an interface of the JDK, since the health checks cannot see this room.
 */
@Stateless
@Local(Supplier.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DatabaseReadiness implements Supplier<Map<String, String>> {

    private static final int LIMIT_SECONDS = 2;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @EJB
    SchemaMigration migration;

    @Override
    public Map<String, String> get() {
        try (Connection connection = database.getConnection();
                Statement ask = connection.createStatement()) {
            ask.setQueryTimeout(LIMIT_SECONDS);
            return facts(ask, migration.migrations());
        } catch (SQLException away) {
            String state = away.getSQLState();
            return Map.of(
                    "problem",
                    "the database does not answer (" + (state == null ? "no connection" : "SQL state " + state) + ")");
        }
    }

    static Map<String, String> facts(Statement ask, int migrations) throws SQLException {
        String prepared = one(ask, "show max_prepared_transactions");
        int present = Integer.parseInt(one(ask, Migration.COUNT));
        if ("0".equals(prepared)) {
            return Map.of("problem", "max_prepared_transactions is 0");
        }
        if (present < migrations) {
            return Map.of("problem", "the schema has " + present + " migrations, this release needs " + migrations);
        }
        return Map.of("migrations", String.valueOf(present), "max_prepared_transactions", prepared);
    }

    private static String one(Statement ask, String question) throws SQLException {
        try (ResultSet answer = ask.executeQuery(question)) {
            return answer.next() ? String.valueOf(answer.getString(1)) : "";
        }
    }
}
