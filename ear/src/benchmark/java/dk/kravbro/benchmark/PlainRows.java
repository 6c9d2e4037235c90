package dk.kravbro.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The rows that the product wrote for a batch of new fees, to be written again under other keys: everything the same but
 * for the numbers, by nothing but prepared statements, 500 fees a commit as the product does.
 */
final class PlainRows {

    private static final int CHUNK = 500;

    /** Beyond every number that the product hands out meanwhile. */
    private static final long FAR = 1_000_000_000_000L;

    private static final String OF_THESE_CLAIMS =
            " where claim_id in (select id from claims where agency_id = ? and fee_id between ? and ?) order by claim_id";

    /** Tables in an order that keeps their references, and the rows of a batch in each. */
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("claims", " where agency_id = ? and fee_id between ? and ? order by id");
        for (String table : List.of("claim_versions", "claim_entries", "deliveries", "events")) {
            ROWS.put(table, OF_THESE_CLAIMS);
        }
        ROWS.put("fee_batch_lines", " where agency_id = ? and fee_id between ? and ? order by batch_id, line_no");
    }

    private static final Set<String> NUMBERS = Set.of("id", "claim_id", "fee_id");

    /** A table's rows. */
    private record Table(String name, List<String> columns, List<Object[]> rows) {

        String insert() {
            String places = Stream.generate(() -> "?").limit(columns.size()).collect(Collectors.joining(", "));
            return "insert into " + name + " (" + String.join(", ", columns) + ") values (" + places + ")";
        }
    }

    private final List<Table> tables;
    private final int fees;

    private PlainRows(List<Table> tables, int fees) {
        this.tables = tables;
        this.fees = fees;
    }

    /** Reads what the product wrote for these fees: one row of each table for each. */
    static PlainRows written(DataSource database, String agencyId, long first, int fees) throws SQLException {
        List<Table> tables = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<String, String> table : ROWS.entrySet()) {
                try (PreparedStatement statement =
                        connection.prepareStatement("select * from " + table.getKey() + table.getValue())) {
                    statement.setString(1, agencyId);
                    statement.setLong(2, first);
                    statement.setLong(3, first + fees - 1);
                    tables.add(read(table.getKey(), statement));
                }
            }
        }
        for (Table table : tables) {
            if (table.rows().size() != fees) {
                throw new IllegalStateException(
                        table.name() + " has " + table.rows().size() + " rows for " + fees + " fees");
            }
        }
        return new PlainRows(tables, fees);
    }

    private static Table read(String name, PreparedStatement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                columns.add(found.getMetaData().getColumnName(i));
            }
            List<Object[]> rows = new ArrayList<>();
            while (found.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getObject(i + 1);
                }
                rows.add(row);
            }
            return new Table(name, columns, rows);
        }
    }

    /**
     * Writes them under other keys.
     *
     * @param time 1, 2, 3 …: a different one each time
     * @return seconds it took
     */
    double writeAgain(DataSource database, int time) throws SQLException {
        for (Table table : tables) {
            table.rows().forEach(row -> rename(table.columns(), row, time));
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            long began = System.nanoTime();
            for (int from = 0; from < fees; from += CHUNK) {
                for (Table table : tables) {
                    write(connection, table, from, Math.min(from + CHUNK, fees));
                }
                connection.commit();
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    /**
     * Copies them (COPY, the fastest way there is) under other keys, with as many commits.
     *
     * @param time a different one each time
     * @return seconds it took
     */
    double copyAgain(DataSource database, int time) throws SQLException, IOException {
        for (Table table : tables) {
            table.rows().forEach(row -> rename(table.columns(), row, time));
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            CopyManager copying = connection.unwrap(PGConnection.class).getCopyAPI();
            long began = System.nanoTime();
            for (int from = 0; from < fees; from += CHUNK) {
                for (Table table : tables) {
                    copying.copyIn(
                            "copy " + table.name() + " (" + String.join(", ", table.columns()) + ") from stdin csv",
                            new StringReader(csv(table.rows().subList(from, Math.min(from + CHUNK, fees)))));
                }
                connection.commit();
            }
            return (System.nanoTime() - began) / 1e9;
        }
    }

    private static String csv(List<Object[]> rows) {
        StringBuilder text = new StringBuilder();
        for (Object[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                text.append(i > 0 ? "," : "");
                if (row[i] != null) {
                    text.append('"')
                            .append(row[i].toString().replace("\"", "\"\""))
                            .append('"');
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private void rename(List<String> columns, Object[] row, int time) {
        for (int i = 0; i < row.length; i++) {
            String column = columns.get(i);
            if (NUMBERS.contains(column)) {
                row[i] = ((Number) row[i]).longValue() + time * FAR;
            } else if (column.equals("line_no")) {
                row[i] = ((Number) row[i]).intValue() + fees;
            } else if (column.equals("request_id")) {
                row[i] = UUID.randomUUID();
            }
        }
    }

    private static void write(Connection connection, Table table, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.insert())) {
            for (Object[] row : table.rows().subList(from, to)) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
