package dk.kravbro.e2e;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * Columns of the product's tables in which that text of ASCII letters stands, whatever their type: bytes as they are.
     *
     * @return "table.column"
     */
    static List<String> holding(DataSource database, String text) {
        List<String> found = new ArrayList<>();
        for (String column : query(
                database,
                "select c.table_name || '.' || c.column_name || '.' || c.data_type from information_schema.columns c"
                        + " join information_schema.tables t using (table_schema, table_name)"
                        + " where c.table_schema = 'kravbro' and t.table_type = 'BASE TABLE' order by 1",
                new Object[0],
                rows -> {
                    List<String> columns = new ArrayList<>();
                    while (rows.next()) {
                        columns.add(rows.getString(1));
                    }
                    return columns;
                })) {
            String[] part = column.split("\\.", 3);
            String shown = part[2].equals("bytea") ? "encode(\"%s\", 'escape')" : "\"%s\"::text";
            if (number(
                            database,
                            "select count(*) from kravbro.\"" + part[0] + "\" where position(lower(?) in lower("
                                    + shown.formatted(part[1]) + ")) > 0",
                            text)
                    > 0) {
                found.add(part[0] + "." + part[1]);
            }
        }
        return found;
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
