package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The rows of held runs: what is measured against the limits, holds, and their release by two people. */
@ApplicationScoped
class RunHoldStore {

    /** Answered deliveries from which on a share of refusals says something. */
    static final int ANSWERED_AT_LEAST = 20;

    /** Sums come from an index alone: what is due, and what the run has put on its way so far. */
    private static final String TOTAL = """
            select (select coalesce(sum(amount_ore), 0) from deliveries where municipality_code = ? and state = 'DUE')
              + (select coalesce(sum(amount_ore), 0) from deliveries where run_id = ?
                 and state in ('QUEUED', 'SENDING', 'ACCEPTED', 'REFUSED', 'IN_DOUBT', 'ON_WORKLIST'))
            """;

    private static final String ANSWERED = """
            select count(*) filter (where state = 'ACCEPTED') as accepted,
              count(*) filter (where state = 'REFUSED') as refused,
              count(*) filter (where state in ('QUEUED', 'SENDING')) as on_its_way
            from deliveries where run_id = ? and state in ('ACCEPTED', 'REFUSED', 'QUEUED', 'SENDING')
            """;

    private static final String HOLD = """
            insert into run_holds (run_id, cause, found, allowed, held_at) values (?, ?, ?, ?, now())
            on conflict do nothing
            """;

    private static final String HOLDS = """
            select h.run_id, r.municipality_code, h.cause, h.found, h.allowed, h.held_at, h.first_release_by,
              h.second_release_by
            from run_holds h join submission_runs r on r.id = h.run_id where h.run_id = ? order by h.held_at, h.cause
            """;

    private static final String RELEASE = """
            update run_holds set
              second_release_by = case when first_release_by is not null then ? end,
              second_release_at = case when first_release_by is not null then now() end,
              first_release_at = coalesce(first_release_at, now()),
              first_release_by = coalesce(first_release_by, ?)
            where run_id = ? and second_release_by is null and (first_release_by is null or first_release_by <> ?)
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** How a run's deliveries stand. */
    record Answered(long accepted, long refused, long onItsWay) {

        long all() {
            return accepted + refused;
        }

        /** Whole percent, rounded up: a share just above the limit is above it. */
        long refusedPercent() {
            return all() == 0 ? 0 : (100 * refused + all() - 1) / all();
        }
    }

    /** What a run tells in all, gross, in øre: what it has put on its way and what is still due. */
    long totalOre(String municipality, long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TOTAL)) {
            statement.setString(1, municipality);
            statement.setLong(2, run);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How many of a run were answered, and how. */
    Answered answered(long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ANSWERED)) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Answered(row.getLong("accepted"), row.getLong("refused"), row.getLong("on_its_way"));
            }
        }
    }

    /** Holds a run; false if that cause has held it before. */
    boolean hold(long run, RunHold.Cause cause, long found, long allowed) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(HOLD)) {
            statement.setLong(1, run);
            statement.setString(2, cause.name());
            statement.setLong(3, found);
            statement.setLong(4, allowed);
            return statement.executeUpdate() == 1;
        }
    }

    /** Everything that has held a run, oldest first. */
    List<RunHold> holds(long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(HOLDS)) {
            statement.setLong(1, run);
            List<RunHold> holds = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    holds.add(new RunHold(
                            rows.getLong("run_id"),
                            rows.getString("municipality_code"),
                            RunHold.Cause.valueOf(rows.getString("cause")),
                            rows.getLong("found"),
                            rows.getLong("allowed"),
                            rows.getObject("held_at", OffsetDateTime.class).toInstant(),
                            rows.getString("first_release_by"),
                            rows.getString("second_release_by")));
                }
            }
            return holds;
        }
    }

    /**
     * Releases every open hold of a run by one person: the first or the second of the two. A hold that this person has
     * released already stays.
     *
     * @return how many took the release
     */
    int release(long run, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            statement.setString(1, by);
            statement.setString(2, by);
            statement.setLong(3, run);
            statement.setString(4, by);
            return statement.executeUpdate();
        }
    }

    /** Asks an open run to stop; empty if it is not open (any more). */
    Optional<String> askToStop(long run, String by) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("update submission_runs set stop_asked_at = coalesce(stop_asked_at,"
                                + " now()), stop_asked_by = coalesce(stop_asked_by, ?) where id = ? and ended_at is null"
                                + " returning stop_asked_by")) {
            statement.setString(1, by);
            statement.setLong(2, run);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Ends a run that was asked to stop, once nothing of it is on the wire. What is due stays due for the next run; what
     * is in doubt is settled without a run.
     *
     * @return what it came to; empty while something is still being sent
     */
    Optional<String> endStopped(long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update submission_runs r set ended_at = now(), result = 'stopped by ' || stop_asked_by || ': '"
                                + " || (select coalesce(string_agg(s.n || ' ' || lower(s.state), ', ' order by s.state),"
                                + " 'nothing sent') from (select state, count(*) as n from deliveries where run_id = ?"
                                + " group by state) s)"
                                + " where id = ? and ended_at is null and stop_asked_by is not null and not exists"
                                + " (select 1 from deliveries where run_id = ? and state in ('QUEUED', 'SENDING'))"
                                + " returning result")) {
            statement.setLong(1, run);
            statement.setLong(2, run);
            statement.setLong(3, run);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }
}
