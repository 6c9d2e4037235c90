package dk.kravbro.submission;

import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.municipality.SendingWindow;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The calendars of municipalities, read fresh each time: a change holds from the next look on, on every node. Each
 * method is one statement: a transaction of its own, or part of the caller's.
 */
@ApplicationScoped
public class RunCalendars {

    /** What {@link #read} reads, of {@code municipalities m}. Days are written out, whatever the session's date style. */
    static final String COLUMNS = """
            m.run_days, m.run_at, m.sends_from, m.sends_until, array(
              select to_char(c.first_on, 'YYYY-MM-DD') || '/' || to_char(c.last_on, 'YYYY-MM-DD') || '/' || c.reason
              from municipality_closings c where c.municipality_code = m.code order by c.first_on) as closings\
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * A municipality's calendar.
     *
     * @param municipality its code
     * @throws IllegalArgumentException if there is no such municipality
     * @throws SQLException if the database does not answer
     */
    public RunCalendar of(String municipality) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select " + COLUMNS + " from municipalities m where m.code = ?")) {
            statement.setString(1, municipality);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("no municipality " + municipality);
                }
                return read(row);
            }
        }
    }

    /** What time it is by the database's clock: the one that all nodes share. */
    public Instant databaseNow() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    /**
     * Whether a municipality's deliveries may be sent now.
     *
     * @param municipality its code
     * @throws IllegalArgumentException if there is no such municipality
     * @throws SQLException if the database does not answer
     */
    public boolean isOpenNow(String municipality) throws SQLException {
        return of(municipality).isOpen(databaseNow());
    }

    /** The calendar in a row with {@link #COLUMNS}. */
    static RunCalendar read(ResultSet row) throws SQLException {
        LocalTime from = row.getObject("sends_from", LocalTime.class);
        LocalTime until = row.getObject("sends_until", LocalTime.class);
        // The schema has both or none.
        Optional<SendingWindow> window =
                from == null || until == null ? Optional.empty() : Optional.of(new SendingWindow(from, until));
        return new RunCalendar(
                RunDays.parse(row.getString("run_days")),
                row.getObject("run_at", LocalTime.class),
                window,
                closings(row.getArray("closings")));
    }

    private static List<Closing> closings(Array written) throws SQLException {
        List<Closing> closings = new ArrayList<>();
        for (Object one : (Object[]) written.getArray()) {
            List<String> parts = Arrays.asList(String.valueOf(one).split("/", 3));
            closings.add(new Closing(LocalDate.parse(parts.get(0)), LocalDate.parse(parts.get(1)), parts.get(2)));
        }
        return closings;
    }
}
