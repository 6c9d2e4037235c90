package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How many deliveries may be put on their way in the running minute, over all nodes. A permit is taken in a transaction of
 * its own, before the run's: that one is prepared, and a dead node's would lock the counter for all.
 */
@ApplicationScoped
class Throttles {

    private static final String TAKE = """
            with before as (
              insert into throttles as t (name, minute, used) values (?, date_trunc('minute', now()), 0)
              on conflict (name) do update set
                used = case when t.minute = excluded.minute then t.used else 0 end, minute = excluded.minute
              returning used),
            granted as (select greatest(0, least(?, ? - used)) as n from before)
            select n from granted
            """;

    private static final String USE = "update throttles set used = greatest(0, used + ?) where name = ?";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * Takes permits.
     *
     * @param name whose throttle
     * @param wanted how many at most
     * @param most permits per minute
     * @return how many were granted, 0 to {@code wanted}
     */
    int take(String name, int wanted, int most) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int granted = grantable(connection, name, wanted, most);
                use(connection, name, granted);
                connection.commit();
                return granted;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** Gives permits back that were not used. */
    void giveBack(String name, int permits) throws SQLException {
        try (Connection connection = database.getConnection()) {
            use(connection, name, -permits);
        }
    }

    private static int grantable(Connection connection, String name, int wanted, int most) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, name);
            statement.setInt(2, wanted);
            statement.setInt(3, most);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void use(Connection connection, String name, int permits) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(USE)) {
            statement.setInt(1, permits);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }
}
