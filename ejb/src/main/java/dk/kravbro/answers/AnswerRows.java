package dk.kravbro.answers;

import dk.kravbro.audit.Reach;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The feed's rows: those that wait for a number, those that have one, and the lease of who gives them. */
final class AnswerRows {

    /** Name of the sequencer's row in the table of leases. */
    static final String LEASE = "answers.sequencer";

    private static final String READ = "select a.no, e.kind, c.agency_id, c.fee_id, e.at, e.amount_ore, e.detail"
            + " from kravbro.answers a"
            + " join kravbro.events e on e.id = a.event_id"
            + " join kravbro.claims c on c.id = e.claim_id"
            + " where a.no > ? ";

    private final Connection connection;

    AnswerRows(Connection connection) {
        this.connection = connection;
    }

    List<Answer> after(long no, int limit) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ + "order by a.no limit ?")) {
            read.setLong(1, no);
            read.setInt(2, limit);
            return answers(read);
        }
    }

    /** Those within a reach whose numbers are above the first and not above the last one given. */
    List<Answer> between(long no, long last, Reach reach, int limit) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ
                + "and a.no <= ? and (c.agency_id = any (?) or c.municipality_code = any (?)) order by a.no limit ?")) {
            read.setLong(1, no);
            read.setLong(2, last);
            read.setArray(3, connection.createArrayOf("text", reach.agencies().toArray()));
            read.setArray(
                    4, connection.createArrayOf("text", reach.municipalities().toArray()));
            read.setInt(5, limit);
            return answers(read);
        }
    }

    /** The last number given; 0 if there is none. */
    long last() throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement("select coalesce(max(no), 0) from kravbro.answers");
                ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static List<Answer> answers(PreparedStatement read) throws SQLException {
        try (ResultSet rows = read.executeQuery()) {
            List<Answer> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(new Answer(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getLong(4),
                        rows.getObject(5, OffsetDateTime.class).toInstant(),
                        rows.getObject(6, Long.class),
                        rows.getString(7)));
            }
            return answers;
        }
    }

    /** Whether anything waits for a number. Asked each second, so it takes no lease and locks nothing. */
    boolean anythingPending() throws SQLException {
        try (PreparedStatement ask =
                        connection.prepareStatement("select exists (select 1 from kravbro.answers_pending)");
                ResultSet row = ask.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /**
     * Takes or keeps the lease; its row stays locked until the transaction ends, so two nodes never number side by side. By
     * the database's clock, which all nodes share.
     */
    boolean lease(String node, UUID incarnation, Duration length) throws SQLException {
        try (PreparedStatement lease =
                connection.prepareStatement("insert into kravbro.leases as l (name, node, incarnation, until)"
                        + " values (?, ?, ?, clock_timestamp() + ? * interval '1 millisecond')"
                        + " on conflict (name) do update set node = excluded.node,"
                        + " incarnation = excluded.incarnation, until = excluded.until"
                        + " where l.until < clock_timestamp()"
                        + " or (l.node = excluded.node and l.incarnation = excluded.incarnation)")) {
            lease.setString(1, LEASE);
            lease.setString(2, node);
            lease.setObject(3, incarnation);
            lease.setLong(4, length.toMillis());
            return lease.executeUpdate() == 1;
        }
    }

    /**
     * Gives the next numbers to what waits, in the order it was written, which for one claim is the order it happened.
     * Only what is committed is seen, so a number never appears behind a reader's back.
     *
     * @return how many got one
     */
    int number(int limit) throws SQLException {
        try (PreparedStatement number =
                connection.prepareStatement("with moved as (delete from kravbro.answers_pending where event_id in"
                        + " (select event_id from kravbro.answers_pending order by event_id limit ?)"
                        + " returning event_id)"
                        + " insert into kravbro.answers (no, event_id)"
                        + " select (select coalesce(max(no), 0) from kravbro.answers)"
                        + " + row_number() over (order by event_id), event_id from moved")) {
            number.setInt(1, limit);
            return number.executeUpdate();
        }
    }
}
