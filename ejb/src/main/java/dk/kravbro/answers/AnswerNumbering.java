package dk.kravbro.answers;

import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** One step of the sequencer: lease and numbers in one transaction. Not a door. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class AnswerNumbering {

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Settings settings;

    /**
     * Numbers one batch, if this node has or gets the lease.
     *
     * @return whether there may be more to do
     */
    public boolean numberSome(String node, UUID incarnation) {
        try (Connection connection = database.getConnection()) {
            AnswerRows rows = new AnswerRows(connection);
            if (!rows.anythingPending() || !rows.lease(node, incarnation, settings.answersLease())) {
                return false;
            }
            return rows.number(settings.answersBatch()) == settings.answersBatch();
        } catch (SQLException broken) {
            throw new NumberingFailure(broken);
        }
    }
}
