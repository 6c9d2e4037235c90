package dk.kravbro.archive;

import dk.kravbro.debtorsystem.CallTrace;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Reads what is kept of calls. Works in the caller's transaction. */
final class CallRows {

    /** Most calls asked for at once. */
    static final int MOST = 500;

    private static final String FIND = """
            select c.*, array(select m.direction from kravbro.call_messages m
                where m.call_id = c.call_id and m.at = c.at order by m.direction desc) as messages
            from kravbro.calls c where c.call_id = any (?) order by c.at limit %d
            """.formatted(MOST);

    private static final String MESSAGES = """
            select m.direction, m.content_type, m.note, m.payload from kravbro.call_messages m
            join kravbro.calls c on c.call_id = m.call_id and c.at = m.at
            where m.call_id = ? order by m.direction desc limit 2
            """;

    private final Connection connection;

    CallRows(Connection connection) {
        this.connection = connection;
    }

    /** A sealed message and which way it went. */
    record Sealed(String direction, KeptCall.Sealed message) {}

    /** What is known of these calls, oldest first; of those that nothing is kept of, nothing. */
    List<CallRecord> find(List<UUID> callIds) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(FIND)) {
            read.setArray(1, connection.createArrayOf("uuid", callIds.toArray()));
            try (ResultSet rows = read.executeQuery()) {
                List<CallRecord> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(record(rows));
                }
                return found;
            }
        }
    }

    private static CallRecord record(ResultSet row) throws SQLException {
        long delivery = row.getLong("delivery_id");
        OptionalLong told = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(delivery);
        return new CallRecord(
                new CallRecord.Ids(
                        row.getString("municipality_cvr"),
                        row.getObject("call_id", UUID.class),
                        row.getObject("request_id", UUID.class),
                        row.getObject("conversation_id", UUID.class)),
                row.getString("municipality_code"),
                told,
                row.getString("operation"),
                new CallTrace.Route(
                        row.getString("endpoint"), row.getString("security_model"), row.getString("soap_version")),
                end(row),
                row.getInt("sent_bytes"),
                row.getInt("received_bytes"),
                row.getObject("ended_at", OffsetDateTime.class).toInstant(),
                texts(row.getArray("messages")));
    }

    private static CallTrace.End end(ResultSet row) throws SQLException {
        return new CallTrace.End(
                row.getString("cause"),
                row.getString("why"),
                CallTrace.Kind.valueOf(row.getString("outcome")),
                row.getBoolean("unfit"),
                row.getInt("http_status"),
                Duration.ofMillis(row.getLong("took_ms")),
                faults(row.getString("faults")),
                new CallTrace.PlatformReference(row.getString("platform_call_id"), row.getString("platform_received")));
    }

    private static List<CallTrace.Fault> faults(String lines) {
        return lines.isEmpty()
                ? List.of()
                : Arrays.stream(lines.split("\n", -1))
                        .map(line -> line.split("\t", 2))
                        .map(parts -> new CallTrace.Fault(parts[0], parts.length < 2 ? "" : parts[1]))
                        .toList();
    }

    private static List<String> texts(Array array) throws SQLException {
        return array.getArray() instanceof String[] texts ? List.of(texts) : List.of();
    }

    /** Still sealed; the request first. */
    List<Sealed> messages(UUID callId) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(MESSAGES)) {
            read.setObject(1, callId);
            try (ResultSet rows = read.executeQuery()) {
                List<Sealed> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new Sealed(
                            rows.getString("direction"),
                            new KeptCall.Sealed(
                                    rows.getString("content_type"), rows.getString("note"), rows.getBytes("payload"))));
                }
                return found;
            }
        }
    }
}
