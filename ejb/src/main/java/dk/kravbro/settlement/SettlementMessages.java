package dk.kravbro.settlement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages that came on the back channel, as they came. Works in the caller's transaction. */
final class SettlementMessages {

    /** A message under this municipality number told nothing that could be trusted, not even whose it was. */
    static final String NOBODYS = "";

    static final String RECEIVED = "RECEIVED";
    static final String APPLIED = "APPLIED";
    static final String PARKED = "PARKED";

    private final Connection connection;

    SettlementMessages(Connection connection) {
        this.connection = connection;
    }

    /**
     * A message to be kept.
     *
     * @param fingerprint of what it says: the same id with another one is not a copy
     */
    record Incoming(String municipalityCvr, String messageId, String sender, String raw, String fingerprint) {}

    /**
     * A message that is kept.
     *
     * @param isNew false: it was there before, with {@code fingerprint}
     */
    record Kept(long id, boolean isNew, String fingerprint, Instant receivedAt) {}

    /** A message that waits to be applied. */
    record Open(long id, String municipalityCvr, String sender, String raw) {}

    /** Keeps a message to be applied. Counts the attempt at once, so that one that takes the node down is counted too. */
    Kept keep(Incoming incoming, Instant now) throws SQLException {
        return keep(incoming, now, RECEIVED, "");
    }

    /** Keeps a message that nobody can apply, for a person. */
    Kept keepParked(Incoming incoming, Instant now, String reason) throws SQLException {
        return keep(incoming, now, PARKED, reason);
    }

    private Kept keep(Incoming incoming, Instant now, String state, String reason) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into kravbro.settlement_messages"
                + " (municipality_cvr, message_id, sender, raw, raw_hash, received_at, state, reason, attempts,"
                + " settled_at) values (?, ?, ?, ?, ?, ?, ?, ?, 1, case when ? = 'PARKED' then ?::timestamptz end)"
                + " on conflict (municipality_cvr, message_id) do nothing returning id")) {
            insert.setString(1, incoming.municipalityCvr());
            insert.setString(2, incoming.messageId());
            insert.setString(3, incoming.sender());
            insert.setString(4, incoming.raw());
            insert.setString(5, incoming.fingerprint());
            insert.setObject(6, utc(now));
            insert.setString(7, state);
            insert.setString(8, reason);
            insert.setString(9, state);
            insert.setObject(10, utc(now));
            try (ResultSet row = insert.executeQuery()) {
                if (row.next()) {
                    return new Kept(row.getLong(1), true, incoming.fingerprint(), now);
                }
            }
        }
        return earlier(incoming);
    }

    private Kept earlier(Incoming incoming) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("select id, raw_hash, received_at"
                + " from kravbro.settlement_messages where municipality_cvr = ? and message_id = ?")) {
            find.setString(1, incoming.municipalityCvr());
            find.setString(2, incoming.messageId());
            try (ResultSet row = find.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("a kept message is never removed");
                }
                return new Kept(
                        row.getLong(1),
                        false,
                        row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant());
            }
        }
    }

    /** Takes a message to apply it; empty if it is settled, or somebody else has it in hand. */
    Optional<Open> take(long id) throws SQLException {
        // The state is looked at here and not in the statement: with it the planner may walk the hot partial index.
        try (PreparedStatement take = connection.prepareStatement("select id, municipality_cvr, sender, raw, state"
                + " from kravbro.settlement_messages where id = ? for update skip locked")) {
            take.setLong(1, id);
            try (ResultSet row = take.executeQuery()) {
                return row.next() && RECEIVED.equals(row.getString(5))
                        ? Optional.of(new Open(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                        : Optional.empty();
            }
        }
    }

    /** Ends a message: APPLIED or PARKED, and why. */
    void settle(long id, String state, String reason, Instant now) throws SQLException {
        try (PreparedStatement settle = connection.prepareStatement(
                "update kravbro.settlement_messages" + " set state = ?, reason = ?, settled_at = ? where id = ?")) {
            settle.setString(1, state);
            settle.setString(2, reason);
            settle.setObject(3, utc(now));
            settle.setLong(4, id);
            settle.executeUpdate();
        }
    }

    /** Why a message is parked; empty if it is not. */
    Optional<String> parkedBecause(long id) throws SQLException {
        try (PreparedStatement ask =
                connection.prepareStatement("select state, reason from kravbro.settlement_messages where id = ?")) {
            ask.setLong(1, id);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() && PARKED.equals(row.getString(1)) ? Optional.of(row.getString(2)) : Optional.empty();
            }
        }
    }

    /**
     * Received, not applied, and due for another attempt; oldest first. The wait doubles with each attempt.
     *
     * @param grace wait before the second attempt
     */
    List<Long> overdue(Duration grace, int limit, Instant now) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement("select id from kravbro.settlement_messages"
                + " where state = 'RECEIVED'"
                + " and received_at + ? * power(2, least(attempts, 20) - 1) * interval '1 millisecond' <= ?"
                + " order by id limit ?")) {
            look.setLong(1, grace.toMillis());
            look.setObject(2, utc(now));
            look.setInt(3, limit);
            try (ResultSet rows = look.executeQuery()) {
                List<Long> ids = new ArrayList<>();
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
                return ids;
            }
        }
    }

    /** Counts one more attempt; its number. */
    int attempt(long id) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("update kravbro.settlement_messages"
                + " set attempts = attempts + 1 where id = ? returning attempts")) {
            count.setLong(1, id);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
