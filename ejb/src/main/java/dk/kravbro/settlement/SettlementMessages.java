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
import org.jspecify.annotations.Nullable;

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
     * @param sealed as it came, packed and sealed for {@link #place}
     * @param fingerprint of what it says: the same id with another one is not a copy
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
    record Incoming(String municipalityCvr, String messageId, String sender, byte[] sealed, String fingerprint) {}

    /**
     * A message that is kept.
     *
     * @param isNew false: it was there before, with {@code fingerprint}
     */
    record Kept(long id, boolean isNew, String fingerprint, Instant receivedAt) {}

    /**
     * A message that waits to be applied.
     *
     * @param sealed null: it came before messages were sealed, and stands in {@code raw}
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
    record Open(
            long id,
            String municipalityCvr,
            String messageId,
            String sender,
            byte @Nullable [] sealed,
            @Nullable String raw) {
        /** Never prints a message. */
        @Override
        public String toString() {
            return "Open[" + id + "]";
        }
    }

    /** A message that came before messages were sealed. */
    record InClear(long id, String municipalityCvr, String messageId, String raw) {
        /** Never prints a message. */
        @Override
        public String toString() {
            return "InClear[" + id + "]";
        }
    }

    /** Where a sealed message stands: under the id that keeps copies out, which never changes. */
    static String place(String municipalityCvr, String messageId) {
        return "settlement_messages.sealed:" + municipalityCvr + "/" + messageId;
    }

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
                + " (municipality_cvr, message_id, sender, sealed, raw_hash, received_at, state, reason, attempts,"
                + " settled_at) values (?, ?, ?, ?, ?, ?, ?, ?, 1, case when ? = 'PARKED' then ?::timestamptz end)"
                + " on conflict (municipality_cvr, message_id) do nothing returning id")) {
            insert.setString(1, incoming.municipalityCvr());
            insert.setString(2, incoming.messageId());
            insert.setString(3, incoming.sender());
            insert.setBytes(4, incoming.sealed());
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
        try (PreparedStatement take =
                connection.prepareStatement("select id, municipality_cvr, message_id, sender, sealed, raw, state"
                        + " from kravbro.settlement_messages where id = ? for update skip locked")) {
            take.setLong(1, id);
            try (ResultSet row = take.executeQuery()) {
                return row.next() && RECEIVED.equals(row.getString("state"))
                        ? Optional.of(open(row))
                        : Optional.empty();
            }
        }
    }

    private static Open open(ResultSet row) throws SQLException {
        return new Open(
                row.getLong("id"),
                row.getString("municipality_cvr"),
                row.getString("message_id"),
                row.getString("sender"),
                row.getBytes("sealed"),
                row.getString("raw"));
    }

    /** Messages that still stand in clear, oldest first; nobody else's hands are on them. */
    List<InClear> inClear(int limit) throws SQLException {
        try (PreparedStatement look = connection.prepareStatement(
                "select id, municipality_cvr, message_id, raw"
                        + " from kravbro.settlement_messages where raw is not null order by id limit ? for update skip locked")) {
            look.setInt(1, limit);
            try (ResultSet rows = look.executeQuery()) {
                List<InClear> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(new InClear(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
                }
                return found;
            }
        }
    }

    /** Puts a sealed text in the place of one in clear. */
    void sealed(long id, byte[] sealed) throws SQLException {
        try (PreparedStatement seal = connection.prepareStatement(
                "update kravbro.settlement_messages set sealed = ?, raw = null where id = ?")) {
            seal.setBytes(1, sealed);
            seal.setLong(2, id);
            seal.executeUpdate();
        }
    }

    /**
     * Forgets the texts of messages that were applied before then; what was applied stays.
     *
     * @return how many, at most {@code limit}
     */
    int forget(Instant before, int limit) throws SQLException {
        try (PreparedStatement forget =
                connection.prepareStatement("update kravbro.settlement_messages set sealed = null"
                        + " where id in (select id from kravbro.settlement_messages where state = 'APPLIED' and sealed is not null"
                        + " and settled_at < ? order by settled_at limit ? for update skip locked)")) {
            forget.setObject(1, utc(before));
            forget.setInt(2, limit);
            return forget.executeUpdate();
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
