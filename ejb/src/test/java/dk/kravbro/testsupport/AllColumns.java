package dk.kravbro.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Looks for texts in whatever a database's tables hold. */
public final class AllColumns {

    private AllColumns() {}

    /**
     * Where these texts stand: every value of every column of every table, as PostgreSQL writes it, bytes as text too.
     *
     * @return "table.column: text"; the texts as they were given
     */
    public static List<String> holding(DataSource database, List<String> texts) {
        List<String> found = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String[]> columns = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(
                    "select c.table_name, c.column_name, c.data_type from information_schema.columns c"
                            + " join information_schema.tables t using (table_schema, table_name)"
                            + " where c.table_schema = 'kravbro' and t.table_type = 'BASE TABLE'")) {
                while (rows.next()) {
                    columns.add(new String[] {rows.getString(1), rows.getString(2), rows.getString(3)});
                }
            }
            for (String[] column : columns) {
                // Bytes byte for byte: a text of ASCII letters stands in them as it is.
                String text = column[2].equals("bytea")
                        ? "encode(" + column[1] + ", 'escape')"
                        : "\"" + column[1] + "\"::text";
                for (String sought : texts) {
                    try (ResultSet row = statement.executeQuery("select count(*) from kravbro." + column[0]
                            + " where position(lower('" + sought + "') in lower(" + text + ")) > 0")) {
                        row.next();
                        if (row.getLong(1) > 0) {
                            found.add(column[0] + "." + column[1] + ": " + sought);
                        }
                    }
                }
            }
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return found;
    }
}
