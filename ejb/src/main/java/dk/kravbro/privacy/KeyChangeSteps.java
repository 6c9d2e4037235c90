package dk.kravbro.privacy;

import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.LookupHash;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** One step of a change of keys: lease, rows and place in one transaction. Not a door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class KeyChangeSteps {

    private static final String LEASE = "privacy.keys";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    PeopleSeal people;

    @Inject
    DataSeal seal;

    @Inject
    LookupHash hash;

    /**
     * Does the next step, if it is this node's turn.
     *
     * @throws StepFailed if the database would not; nothing of the step is left then
     */
    public KeyChangeRows.Step step(String node, UUID incarnation) {
        try (Connection connection = database.getConnection()) {
            return new Turn(LEASE, node, incarnation).isMine(connection)
                    ? new KeyChangeRows(connection, people, new Keys(seal.newest(), hash.newest())).step()
                    : KeyChangeRows.Step.NOTHING;
        } catch (SQLException broken) {
            throw new StepFailed(broken);
        }
    }
}
