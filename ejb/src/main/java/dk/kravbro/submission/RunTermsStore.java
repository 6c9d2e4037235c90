package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads the terms of an open run, and takes back what was only queued when they no longer allow it. */
@ApplicationScoped
class RunTermsStore {

    private static final String TERMS = """
            select r.stop_asked_by, m.paused or s.paused or m.live_on is null or m.live_on > %s as halted,
              exists (select 1 from run_holds h where h.run_id = r.id and h.second_release_by is null) as held,
              o.away_since is not null as away, coalesce(o.probe_at <= now(), false) as probe_due,
              m.most_per_minute, s.most_per_minute as product_most, m.hold_above_ore, m.hold_above_refused_percent
            from submission_runs r join municipalities m on m.code = r.municipality_code
              join debtor_systems s on s.product = m.debtor_system
              left join outages o on o.municipality_code = m.code
            where r.id = ? and r.ended_at is null
            """.formatted(RunStore.TODAY);

    /** Rows that a dead node's prepared transaction holds are stepped over: recovery brings them, and the next turn. */
    private static final String TAKE_BACK = """
            with p as (select id from deliveries where run_id = ? and state = 'QUEUED' for update skip locked)
            update deliveries d set state = 'DUE', slice_id = null, owner_node = null, owner_incarnation = null
            from p where d.id = p.id
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** A run's terms now; empty if it has ended meanwhile. */
    Optional<RunTerms> of(long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TERMS)) {
            statement.setLong(1, run);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new RunTerms(
                        row.getString("stop_asked_by"),
                        row.getBoolean("halted"),
                        row.getBoolean("held"),
                        row.getBoolean("away"),
                        row.getBoolean("probe_due"),
                        row.getObject("most_per_minute", Integer.class),
                        row.getObject("product_most", Integer.class),
                        row.getObject("hold_above_ore", Long.class),
                        row.getObject("hold_above_refused_percent", Integer.class)));
            }
        }
    }

    /** Makes a run's queued deliveries due again; begin drops their messages. What is begun is finished. */
    int takeBack(long run) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(TAKE_BACK)) {
            statement.setLong(1, run);
            return statement.executeUpdate();
        }
    }
}
