package dk.kravbro.archive;

import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
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
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Makes room for the days to come and drops the old ones, every hour; on all nodes, one at a time works. */
@Singleton
@PermitAll
@Startup
@DependsOn("SchemaMigration")
@TransactionManagement(TransactionManagementType.BEAN)
public class ArchiveKeeper {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** One round. What fails is tried again in the next; new rows find room in the rest meanwhile. */
    @PostConstruct
    @Schedule(hour = "*", minute = "17", persistent = false, info = "message archive keeper")
    public void keep() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (Connection connection = database.getConnection();
                ArchiveParts parts = new ArchiveParts(connection)) {
            if (parts.begin()) {
                // First: a part that somebody reads cannot be dropped, and its round ends there.
                parts.make(today);
                drop(parts, today);
            }
        } catch (SQLException e) {
            ArchiveLog.LOG.upkeepFailed(e);
        }
    }

    private void drop(ArchiveParts parts, LocalDate today) throws SQLException {
        LocalDate messagesBefore = today.minusDays(settings.messagesKeepDays());
        LocalDate callsBefore = today.minusDays(settings.messagesCallDays());
        int days = parts.drop(ArchiveParts.Table.MESSAGES, messagesBefore);
        int months = parts.drop(ArchiveParts.Table.CALLS, callsBefore);
        int rows = parts.deleteFromRest(messagesBefore, callsBefore);
        if (days + months + rows > 0) {
            ArchiveLog.LOG.dropped(days, months, rows);
        }
    }
}
