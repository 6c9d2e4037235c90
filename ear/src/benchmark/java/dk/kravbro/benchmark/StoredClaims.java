package dk.kravbro.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Claims of years ago, written by nothing but SQL: one that the product took, copied under other keys with its version,
 * principal, event and a delivery that was accepted. A million takes about 2 GB.
 */
final class StoredClaims {

    /** Beyond every number that the product hands out, and that {@link PlainRows} uses. */
    private static final long FAR = 100_000_000_000_000L;

    private static final int STEP = 250_000;

    /** In an order that keeps their references. */
    private static final List<String> TABLES =
            List.of("claims", "claim_versions", "claim_entries", "deliveries", "events");

    private StoredClaims() {}

    /** Copies that claim so many times. */
    static void fill(DataSource database, String agencyId, long feeId, long count) throws SQLException {
        long began = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            long claim = claim(connection, agencyId, feeId);
            for (long from = 1; from <= count; from += STEP) {
                copy(connection, claim, from, Math.min(from + STEP - 1, count));
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("vacuum analyze");
            }
        }
        System.out.printf(
                Locale.ROOT, "  %,d claims stored in %,d s%n", count, (System.nanoTime() - began) / 1_000_000_000);
    }

    private static long claim(Connection connection, String agencyId, long feeId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select id from claims where agency_id = ? and fee_id = ?")) {
            statement.setString(1, agencyId);
            statement.setLong(2, feeId);
            try (ResultSet found = statement.executeQuery()) {
                if (!found.next()) {
                    throw new IllegalStateException("the claim to be copied is not there");
                }
                return found.getLong(1);
            }
        }
    }

    private static void copy(Connection connection, long claim, long from, long to) throws SQLException {
        connection.setAutoCommit(false);
        for (String table : TABLES) {
            List<String> columns = columns(connection, table);
            String values = columns.stream().map(StoredClaims::value).collect(Collectors.joining(", "));
            String sql = "insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from "
                    + table + ", generate_series(?, ?) as n where " + (table.equals("claims") ? "id" : "claim_id")
                    + " = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, from);
                statement.setLong(2, to);
                statement.setLong(3, claim);
                if (statement.executeUpdate() != to - from + 1) {
                    throw new IllegalStateException("the claim to be copied has not exactly one row in " + table);
                }
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("select column_name from"
                + " information_schema.columns where table_schema = 'kravbro' and table_name = ?"
                + " order by ordinal_position")) {
            statement.setString(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    columns.add(found.getString(1));
                }
            }
        }
        return columns;
    }

    private static String value(String column) {
        return switch (column) {
            case "id", "claim_id", "fee_id" -> FAR + " + n";
            case "request_id" -> "gen_random_uuid()";
            case "state" -> "'ACCEPTED'";
            case "settled_at" -> "created_at";
            default -> column;
        };
    }
}
