package dk.kravbro.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parts of the archive's tables: a day of messages, a month of calls, and a rest for what finds none. Making and dropping
 * a part locks its table for a moment, so it waits two seconds at most and leaves it for the next round: recording outcomes
 * must not wait for it. Days are UTC's.
 */
final class ArchiveParts implements AutoCloseable {

    /** Days made ahead: the keeper may fail for so long before rows go into the rest. */
    private static final int AHEAD_DAYS = 4;

    /** Most parts dropped in one round. */
    private static final int MOST_DROPPED = 40;

    /** Most rows deleted from each rest in one round. */
    private static final int MOST_DELETED = 5_000;

    /** Any number that nobody else locks. */
    private static final long LOCK = 0x6b7261764152L;

    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;

    /** PostgreSQL's word for rows of the rest that belong to the part that is to be made. */
    private static final String BELONG_THERE = "23514";

    private final Connection connection;
    private boolean isLocked;

    ArchiveParts(Connection connection) {
        this.connection = connection;
    }

    /** A table in parts. */
    enum Table {
        MESSAGES("call_messages"),
        CALLS("calls");

        private final String name;

        Table(String name) {
            this.name = name;
        }

        private LocalDate first(LocalDate day) {
            return this == MESSAGES ? day : day.withDayOfMonth(1);
        }

        private LocalDate next(LocalDate first) {
            return this == MESSAGES ? first.plusDays(1) : first.plusMonths(1);
        }

        private String part(LocalDate first) {
            return name + "_" + SUFFIX.format(first);
        }
    }

    /** Makes sure that nobody else is at it; false if somebody is. */
    boolean begin() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set lock_timeout = '2s'");
            try (ResultSet row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
                row.next();
                isLocked = row.getBoolean(1);
                return isLocked;
            }
        }
    }

    /** Gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (isLocked) {
                statement.execute("select pg_advisory_unlock(" + LOCK + ")");
            }
            statement.execute("reset lock_timeout");
        }
    }

    /** Makes today's parts and those of the days to come, where they are not there yet. */
    void make(LocalDate today) throws SQLException {
        for (Table table : Table.values()) {
            List<LocalDate> there = parts(table);
            LocalDate first = table.first(today);
            while (!first.isAfter(today.plusDays(AHEAD_DAYS))) {
                if (!there.contains(first)) {
                    make(table, first);
                }
                first = table.next(first);
            }
        }
    }

    /** A part whose rows lie in the rest already, since the keeper came too late, is not made: they are deleted there. */
    private void make(Table table, LocalDate first) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table kravbro." + table.part(first) + " partition of kravbro." + table.name
                    + " for values from ('" + first + " 00:00+00') to ('" + table.next(first) + " 00:00+00')");
        } catch (SQLException e) {
            if (!BELONG_THERE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    /**
     * Drops what lies wholly before a day, the oldest first.
     *
     * @return how many parts
     */
    int drop(Table table, LocalDate before) throws SQLException {
        int dropped = 0;
        for (LocalDate first : parts(table)) {
            if (dropped == MOST_DROPPED || table.next(first).isAfter(before)) {
                break;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop table kravbro." + table.part(first));
            }
            dropped++;
        }
        return dropped;
    }

    /** Deletes what is old in the rests, which have no day of their own. */
    int deleteFromRest(LocalDate messagesBefore, LocalDate callsBefore) throws SQLException {
        return deleteFromRest(Table.MESSAGES, messagesBefore) + deleteFromRest(Table.CALLS, callsBefore);
    }

    private int deleteFromRest(Table table, LocalDate before) throws SQLException {
        String rest = "kravbro." + table.name + "_rest";
        try (PreparedStatement delete = connection.prepareStatement("delete from " + rest
                + " where ctid in (select ctid from " + rest + " where at < ?::timestamptz limit ?)")) {
            delete.setString(1, before + " 00:00+00");
            delete.setInt(2, MOST_DELETED);
            return delete.executeUpdate();
        }
    }

    /** The first day of the oldest part. */
    Optional<LocalDate> oldest(Table table) throws SQLException {
        return parts(table).stream().findFirst();
    }

    /** What a table's parts and the rest take up, with their indexes. */
    long bytes(Table table) throws SQLException {
        try (PreparedStatement read =
                connection.prepareStatement("select coalesce(sum(pg_total_relation_size(inhrelid)), 0)"
                        + " from pg_inherits where inhparent = ('kravbro.' || ?)::regclass")) {
            read.setString(1, table.name);
            try (ResultSet row = read.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The first days of a table's parts, in order. */
    private List<LocalDate> parts(Table table) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select c.relname from pg_inherits i"
                + " join pg_class c on c.oid = i.inhrelid where i.inhparent = ('kravbro.' || ?)::regclass"
                + " and c.relname ~ '_[0-9]{8}$' order by c.relname")) {
            read.setString(1, table.name);
            try (ResultSet rows = read.executeQuery()) {
                List<LocalDate> found = new ArrayList<>();
                while (rows.next()) {
                    String name = rows.getString(1);
                    found.add(LocalDate.parse(name.substring(name.length() - 8), SUFFIX));
                }
                return found;
            }
        }
    }
}
