package dk.kravbro.archive;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import javax.sql.DataSource;

/** How much the archive holds, and how far back: whether old messages really go. */
@Stateless
@PermitAll
public class ArchiveFigures {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Settings settings;

    /**
     * What the archive holds.
     *
     * @param keep of which calls messages are kept: all, troubled or none
     * @param keepDays for how many days
     * @param oldestDay of messages; empty if there is none
     * @param messageBytes what they take up in the database
     * @param callDays for how many days it is kept what is known of calls
     * @param oldestMonth of calls, its first day; empty if there is none
     * @param callBytes what they take up in the database
     */
    public record Figures(
            String keep,
            int keepDays,
            Optional<LocalDate> oldestDay,
            long messageBytes,
            int callDays,
            Optional<LocalDate> oldestMonth,
            long callBytes) {}

    /**
     * What it holds now.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Figures now(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection();
                ArchiveParts parts = new ArchiveParts(connection)) {
            return new Figures(
                    settings.messagesKeep(),
                    settings.messagesKeepDays(),
                    parts.oldest(ArchiveParts.Table.MESSAGES),
                    parts.bytes(ArchiveParts.Table.MESSAGES),
                    settings.messagesCallDays(),
                    parts.oldest(ArchiveParts.Table.CALLS),
                    parts.bytes(ArchiveParts.Table.CALLS));
        } catch (SQLException e) {
            throw new EJBException("the archive's figures cannot be read", e);
        }
    }
}
