package dk.kravbro.intake;

import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.time.BusinessClock;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Looks at waiting claims again when a day begins in Denmark: a claim may become time-barred while it waits, without FBS
 * saying a word. On all nodes; one at a time works, and a second round of the same day finds the same.
 */
@Singleton
@PermitAll
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class DailyRecheck {

    /** No claim is limited, or nearly, before that many days after its last timely payment date: a year less half of one. */
    private static final int SAFE_DAYS = 180;

    /** Of PostgreSQL's advisory locks: "dayr". */
    private static final int LOCK = 0x64617972;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    RecheckChunks chunks;

    @Inject
    Clock clock;

    private @Nullable LocalDate done;

    /** A round, if none has ended well on this node today. What fails is tried again in five minutes. */
    @Schedule(hour = "*", minute = "*/5", second = "5", persistent = false, info = "daily readiness check")
    public void recheck() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), BusinessClock.COPENHAGEN);
        if (today.equals(done)) {
            return;
        }
        try (Connection connection = database.getConnection()) {
            if (!ask(connection, "select pg_try_advisory_lock(" + LOCK + ")")) {
                return;
            }
            try {
                if (round(connection, today.minusDays(SAFE_DAYS))) {
                    done = today;
                }
            } finally {
                ask(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
        } catch (SQLException e) {
            IntakeLog.LOG.dailyRecheckFailed("?", e);
        }
    }

    /** Looks at all municipalities; whether none of them failed: what fails in one must not keep the others' claims. */
    private boolean round(Connection connection, LocalDate dueBefore) throws SQLException {
        boolean isWhole = true;
        for (MunicipalityCode code : waitingSomewhere(connection)) {
            try {
                look(code, dueBefore);
            } catch (RuntimeException e) {
                IntakeLog.LOG.dailyRecheckFailed(code.value(), e);
                isWhole = false;
            }
        }
        return isWhole;
    }

    private void look(MunicipalityCode code, LocalDate dueBefore) {
        int looked = 0;
        int stopped = 0;
        Optional<Long> last = Optional.of(0L);
        while (last.isPresent()) {
            RecheckChunks.Chunk chunk = chunks.look(code, last.get(), dueBefore);
            looked += chunk.looked();
            stopped += chunk.stopped();
            last = chunk.last();
        }
        if (looked > 0) {
            IntakeLog.LOG.dailyRechecked(code.value(), looked, stopped);
        }
    }

    private static List<MunicipalityCode> waitingSomewhere(Connection connection) throws SQLException {
        List<MunicipalityCode> codes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select code from municipalities m where exists (select 1"
                        + " from deliveries where municipality_code = m.code and state = 'WAITING') order by code")) {
            while (rows.next()) {
                codes.add(new MunicipalityCode(rows.getString(1)));
            }
        }
        return codes;
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
