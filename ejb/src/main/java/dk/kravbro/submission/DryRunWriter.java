package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;

/** Adds to a dry run. Only its own node may, and only while it is under way: who was taken for dead stops. */
@ApplicationScoped
class DryRunWriter {

    private static final String PROGRESS = """
            update dry_runs set claims = ?, claims_done = ?, lines = ?, lines_kept = ?
            where id = ? and incarnation = ? and state = 'RUNNING'
            """;

    private static final String LINE = """
            insert into dry_run_lines (dry_run_id, line_no, claim_reference, kind, amount_ore, told_before_ore,
              told_after_ore, party_changed, bytes, violations) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String END = """
            update dry_runs set state = ?, failure = ?, ended_at = now()
            where id = ? and incarnation = ? and state = 'RUNNING'
            """;

    private static final String TOTAL =
            "insert into dry_run_totals (dry_run_id, heading, name, n, ore, bytes)" + " values (?, ?, ?, ?, ?, ?)";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** How far a dry run is. */
    record Progress(long claims, long claimsDone, long lines, long linesKept) {}

    /**
     * Adds lines and notes how far it is.
     *
     * @return false if the dry run is not ours any more
     */
    boolean add(long id, UUID incarnation, Progress progress, List<DryRunLine> lines) throws SQLException {
        return inOneTransaction(connection -> {
            try (PreparedStatement update = connection.prepareStatement(PROGRESS)) {
                update.setLong(1, progress.claims());
                update.setLong(2, progress.claimsDone());
                update.setLong(3, progress.lines());
                update.setLong(4, progress.linesKept());
                update.setLong(5, id);
                update.setObject(6, incarnation);
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            insert(connection, id, lines);
            return true;
        });
    }

    private static void insert(Connection connection, long id, List<DryRunLine> lines) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(LINE)) {
            for (DryRunLine line : lines) {
                insert.setLong(1, id);
                insert.setLong(2, line.number());
                insert.setString(3, line.claimReference());
                insert.setString(4, line.kind().name());
                insert.setLong(5, line.amountOre());
                setAmount(insert, 6, line.toldBefore());
                setAmount(insert, 7, line.toldAfter());
                insert.setBoolean(8, line.partyChanged());
                insert.setInt(9, line.bytes());
                insert.setString(10, String.join("\n", line.violations()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void setAmount(PreparedStatement statement, int place, OptionalLong ore) throws SQLException {
        if (ore.isPresent()) {
            statement.setLong(place, ore.getAsLong());
        } else {
            statement.setNull(place, Types.BIGINT);
        }
    }

    /**
     * Ends a dry run with its totals.
     *
     * @return false if it is not ours any more
     */
    boolean done(long id, UUID incarnation, List<DryRun.Total> totals) throws SQLException {
        return inOneTransaction(connection -> {
            if (!end(connection, id, incarnation, DryRun.State.DONE, "")) {
                return false;
            }
            try (PreparedStatement insert = connection.prepareStatement(TOTAL)) {
                for (DryRun.Total total : totals) {
                    insert.setLong(1, id);
                    insert.setString(2, total.heading().name());
                    insert.setString(3, total.name());
                    insert.setLong(4, total.count());
                    insert.setLong(5, total.ore());
                    insert.setLong(6, total.bytes());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return true;
        });
    }

    /** Ends a dry run that could not be worked out. */
    void failed(long id, UUID incarnation, String failure) throws SQLException {
        inOneTransaction(connection -> end(connection, id, incarnation, DryRun.State.FAILED, failure));
    }

    private static boolean end(Connection connection, long id, UUID incarnation, DryRun.State state, String failure)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(END)) {
            update.setString(1, state.name());
            update.setString(2, failure);
            update.setLong(3, id);
            update.setObject(4, incarnation);
            return update.executeUpdate() == 1;
        }
    }

    /** Work in one transaction; false rolls it back. */
    private interface Work {
        boolean on(Connection connection) throws SQLException;
    }

    private boolean inOneTransaction(Work work) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            boolean kept = false;
            try {
                kept = work.on(connection);
                if (kept) {
                    connection.commit();
                }
                return kept;
            } finally {
                if (!kept) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }
}
