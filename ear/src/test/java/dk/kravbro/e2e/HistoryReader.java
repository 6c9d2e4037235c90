package dk.kravbro.e2e;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Reads a {@link History}: one read-only snapshot of the database, and the simulator's export. */
final class HistoryReader {

    private HistoryReader() {}

    /** Reads a column or more of a row. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Reads both sides. What changes in between is not seen consistently: let everything settle first.
     *
     * @param store the lines of {@code GET /control/store}
     */
    static History read(DataSource database, String store) {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return read(connection, store);
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be read", e);
        }
    }

    private static History read(Connection connection, String store) throws SQLException {
        Map<Long, Map<String, Long>> ledgers = new HashMap<>();
        rows(
                connection,
                "select claim_id, kind, sum(amount_ore) from claim_entries group by 1, 2",
                row -> ledgers.computeIfAbsent(row.getLong(1), id -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)));
        List<History.Claim> claims = rows(
                connection,
                "select c.id, c.agency_id || '-' || c.fee_id, c.municipality_code, m.cvr,"
                        + " m.live_on is not null and m.live_on <= current_date and not m.paused, c.version,"
                        + " c.amount_ore from claims c join municipalities m on m.code = c.municipality_code",
                row -> new History.Claim(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getInt(6),
                        row.getLong(7),
                        ledgers.getOrDefault(row.getLong(1), Map.of())));
        List<History.Delivery> deliveries = rows(
                connection,
                "select id, claim_id, municipality_code, sequence_no, kind, amount_ore, state, reason, request_id,"
                        + " coalesce(run_id, 0) from deliveries",
                row -> new History.Delivery(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getLong(10)));
        List<Long> openAttempts = rows(
                connection,
                "select distinct delivery_id from delivery_attempts where ended_at is null",
                row -> row.getLong(1));
        List<String> taken = rows(
                connection,
                "select distinct agency_id || '-' || fee_id from fee_batch_lines where outcome in ('TAKEN', 'UNCHANGED')",
                row -> row.getString(1));
        long parked = rows(connection, "select count(*) from parked_notices", row -> row.getLong(1))
                .get(0);
        List<History.Figure> figures = rows(
                connection,
                "select municipality_code, coalesce(run_id, 0), count(*), sum(amount_ore) from deliveries group by 1, 2",
                row -> new History.Figure(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
        List<JsonObject> lines = store.lines()
                .filter(line -> !line.isBlank())
                .map(HistoryReader::parse)
                .toList();
        return new History(
                claims,
                deliveries,
                openAttempts,
                taken,
                parked,
                figures,
                lines.stream()
                        .filter(line -> line.getString("type").equals("request"))
                        .map(HistoryReader::request)
                        .toList(),
                lines.stream()
                        .filter(line -> line.getString("type").equals("claim"))
                        .map(HistoryReader::held)
                        .toList());
    }

    private static <T> List<T> rows(Connection connection, String query, Row<T> reader) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<T> rows = new ArrayList<>();
            while (found.next()) {
                rows.add(reader.read(found));
            }
            return rows;
        }
    }

    private static JsonObject parse(String line) {
        try (var reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    private static History.Request request(JsonObject line) {
        return new History.Request(
                line.getJsonNumber("seq").longValueExact(),
                line.getString("municipalityCvr"),
                line.getString("claimReference", ""),
                line.getString("kind"),
                line.getString("requestId"),
                line.getJsonNumber("amountOre").longValueExact(),
                line.getString("outcome"),
                line.getBoolean("committed"),
                line.getBoolean("effect"),
                line.getString("fault", ""));
    }

    private static History.Held held(JsonObject line) {
        return new History.Held(
                line.getString("municipalityCvr"),
                line.getString("claimReference"),
                line.getJsonNumber("balanceOre").longValueExact(),
                line.getJsonNumber("coveredOre").longValueExact(),
                line.getJsonNumber("writtenOffOre").longValueExact(),
                line.getBoolean("withdrawn"));
    }
}
