package dk.kravbro.privacy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** One step of an erasure: lease, rows and audit entry in one transaction. Not a door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ErasureSteps {

    private static final String LEASE = "privacy.erasure";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /**
     * Whose claims are to be looked at; nobody's if it is another node's turn.
     *
     * @throws StepFailed if the database would not
     */
    public List<String> municipalities(String node, UUID incarnation) {
        try (Connection connection = database.getConnection()) {
            return new Turn(LEASE, node, incarnation).isMine(connection)
                    ? new ErasureRows(connection, Erasures.year(clock)).municipalities()
                    : List.of();
        } catch (SQLException broken) {
            throw new StepFailed(broken);
        }
    }

    /**
     * Erases a municipality's next claims whose time is over, and says so in the audit trail.
     *
     * @param after the last claim looked at; 0 to begin
     * @throws StepFailed if the database would not; nothing of the step is left then
     */
    public ErasureRows.Erased erase(String municipality, long after, String node, UUID incarnation) {
        try (Connection connection = database.getConnection()) {
            if (!new Turn(LEASE, node, incarnation).isMine(connection)) {
                return new ErasureRows.Erased(0, after, false);
            }
            int year = Erasures.year(clock);
            ErasureRows.Erased erased = new ErasureRows(connection, year).erase(municipality, after, clock.instant());
            if (erased.claims() > 0) {
                audit.record(
                        Actor.system("erasure"),
                        "people erased",
                        "municipality " + municipality,
                        municipality,
                        erased.claims() + " claims, time over in " + year);
            }
            return erased;
        } catch (SQLException broken) {
            throw new StepFailed(broken);
        }
    }
}
