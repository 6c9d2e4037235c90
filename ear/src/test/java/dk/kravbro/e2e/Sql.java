package dk.kravbro.e2e;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** Looks into the database beside the product's back. */
final class Sql {

    private Sql() {}

    private interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    static long number(DataSource database, String query, Object... values) {
        return query(database, query, values, rows -> {
            rows.next();
            return rows.getLong(1);
        });
    }

    static String text(DataSource database, String query, Object... values) {
        return query(database, query, values, rows -> {
            rows.next();
            return rows.getString(1);
        });
    }

    static Map<String, Long> counts(DataSource database, String query, Object... values) {
        return query(database, query, values, rows -> {
            Map<String, Long> counts = new TreeMap<>();
            while (rows.next()) {
                counts.put(rows.getString(1), rows.getLong(2));
            }
            return counts;
        });
    }

    /** Changes rows beside the product's back, where a test stages the past. */
    static int change(DataSource database, String statement, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement change = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                change.setObject(i + 1, values[i]);
            }
            return change.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static <T> T query(DataSource database, String query, Object[] values, Reading<T> reading) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return reading.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }
}
