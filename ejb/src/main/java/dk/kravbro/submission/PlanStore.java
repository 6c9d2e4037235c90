package dk.kravbro.submission;

import dk.kravbro.time.BusinessClock;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What the planner reads: one statement, so that the time and the rows are of one moment. */
@ApplicationScoped
class PlanStore {

    private static final String PLANNABLE = "select now() as read_at, m.code, m.live_on, m.changed_at,"
            + " (select max(r.slot) from submission_runs r"
            + "   where r.municipality_code = m.code and r.trigger = 'TIMER') as last_slot, " + RunCalendars.COLUMNS
            + " from municipalities m where m.live_on <= " + RunStore.TODAY + " and not m.paused order by m.code";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * A municipality as the planner looks at it.
     *
     * @param readAt what time it was by the database's clock
     * @param liveOn first day on which its deliveries are sent
     * @param changedAt when its row was last changed: what was planned until then does not count any more
     * @param lastSlot the latest slot that a run was started for, if any
     */
    record Plannable(
            String municipality,
            Instant readAt,
            LocalDate liveOn,
            Instant changedAt,
            @Nullable Instant lastSlot,
            RunCalendar calendar) {

        /** The slot that a run must be started for: the latest one, if it has come and nobody has served it. */
        Optional<Instant> unserved(Instant now) {
            return calendar.latestSlot(now)
                    .filter(slot -> slot.isAfter(changedAt))
                    .filter(slot -> lastSlot == null || lastSlot.isBefore(slot))
                    .filter(slot ->
                            !LocalDate.ofInstant(slot, BusinessClock.COPENHAGEN).isBefore(liveOn));
        }
    }

    /** Municipalities that are live and not paused, with the latest slot they had. */
    List<Plannable> plannable() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(PLANNABLE);
                ResultSet rows = statement.executeQuery()) {
            List<Plannable> found = new ArrayList<>();
            while (rows.next()) {
                OffsetDateTime last = rows.getObject("last_slot", OffsetDateTime.class);
                found.add(new Plannable(
                        rows.getString("code"),
                        rows.getObject("read_at", OffsetDateTime.class).toInstant(),
                        rows.getObject("live_on", LocalDate.class),
                        rows.getObject("changed_at", OffsetDateTime.class).toInstant(),
                        last == null ? null : last.toInstant(),
                        RunCalendars.read(rows)));
            }
            return found;
        }
    }
}
