package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of dry runs, as they are asked for and looked at; {@link DryRunWriter} adds to them. */
@ApplicationScoped
class DryRunStore {

    private static final String START = """
            insert into dry_runs (municipality_code, state, requested_by, requested_at, node, incarnation)
            select code, 'RUNNING', ?, now(), ?, ? from municipalities where code = ? on conflict do nothing returning id
            """;

    /** Nobody works on them any more: their node is gone, or another has come up under its name. */
    private static final String ABANDON = """
            update dry_runs d set state = 'ABANDONED', ended_at = now() where d.state = 'RUNNING'
              and not exists (select 1 from nodes n where n.name = d.node and n.incarnation = d.incarnation
                and n.beat_at > now() - ? * interval '1 millisecond')
            """;

    private static final String FORGET = """
            delete from dry_runs where municipality_code = ? and state <> 'RUNNING' and id not in (
              select id from dry_runs where municipality_code = ? order by id desc limit ?)
            """;

    private static final String DRY_RUN = """
            select id, municipality_code, state, requested_by, requested_at, ended_at, claims, claims_done, lines,
              lines_kept, failure from dry_runs
            """;

    private static final String TOTALS =
            "select heading, name, n, ore, bytes from dry_run_totals" + " where dry_run_id = ? order by heading, name";

    private static final String LINES = """
            select line_no, claim_reference, kind, amount_ore, told_before_ore, told_after_ore, party_changed, bytes,
              violations from dry_run_lines where dry_run_id = ? and line_no > ?%s order by line_no limit ?
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** Begins a dry run of a municipality; empty if one is under way already, or there is no such municipality. */
    Optional<Long> start(String municipality, String by, Node node) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement start = connection.prepareStatement(START);
                PreparedStatement forget = connection.prepareStatement(FORGET)) {
            start.setString(1, by);
            start.setString(2, node.name());
            start.setObject(3, node.incarnation());
            start.setString(4, municipality);
            try (ResultSet row = start.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                long id = row.getLong(1);
                forget.setString(1, municipality);
                forget.setString(2, municipality);
                forget.setInt(3, DryRun.MOST_KEPT);
                forget.executeUpdate();
                return Optional.of(id);
            }
        }
    }

    /** Ends those whose node is gone. */
    void abandonLost(Duration deadAfter) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(ABANDON)) {
            statement.setLong(1, deadAfter.toMillis());
            statement.executeUpdate();
        }
    }

    Optional<DryRun> find(long id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(DRY_RUN + "where id = ?")) {
            statement.setLong(1, id);
            return one(connection, statement);
        }
    }

    /** A municipality's latest dry run. */
    Optional<DryRun> latest(String municipality) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(DRY_RUN + "where municipality_code = ? order by id desc limit 1")) {
            statement.setString(1, municipality);
            return one(connection, statement);
        }
    }

    private static Optional<DryRun> one(Connection connection, PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                return Optional.empty();
            }
            OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
            long id = row.getLong("id");
            return Optional.of(new DryRun(
                    id,
                    row.getString("municipality_code"),
                    DryRun.State.valueOf(row.getString("state")),
                    row.getString("requested_by"),
                    row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                    Optional.ofNullable(ended).map(OffsetDateTime::toInstant),
                    row.getLong("claims"),
                    row.getLong("claims_done"),
                    row.getLong("lines"),
                    row.getLong("lines_kept"),
                    totals(connection, id),
                    row.getString("failure")));
        }
    }

    private static List<DryRun.Total> totals(Connection connection, long id) throws SQLException {
        List<DryRun.Total> totals = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(TOTALS)) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals.add(new DryRun.Total(
                            DryRun.Heading.valueOf(rows.getString("heading")),
                            rows.getString("name"),
                            rows.getLong("n"),
                            rows.getLong("ore"),
                            rows.getLong("bytes")));
                }
            }
        }
        return totals;
    }

    /** Lines after a number, at most {@link DryRun#PAGE}. */
    List<DryRunLine> lines(long id, long after, boolean invalidOnly) throws SQLException {
        String query = LINES.formatted(invalidOnly ? " and violations <> ''" : "");
        List<DryRunLine> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setLong(1, id);
            statement.setLong(2, after);
            statement.setInt(3, DryRun.PAGE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.add(new DryRunLine(
                            rows.getLong("line_no"),
                            rows.getString("claim_reference"),
                            DeliveryKind.valueOf(rows.getString("kind")),
                            rows.getLong("amount_ore"),
                            amount(rows.getObject("told_before_ore", Long.class)),
                            amount(rows.getObject("told_after_ore", Long.class)),
                            rows.getBoolean("party_changed"),
                            rows.getInt("bytes"),
                            rows.getString("violations").lines().toList()));
                }
            }
        }
        return lines;
    }

    private static OptionalLong amount(@Nullable Long ore) {
        return ore == null ? OptionalLong.empty() : OptionalLong.of(ore);
    }
}
