package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Puts a run's due deliveries into slices: rows and messages in one transaction over PostgreSQL and the queue (XA), so
 * that either both are there or neither.
 */
@Stateless
@PermitAll
public class RunStarter {

    /** Slices made in one transaction: the two-phase commit is what costs, not the rows. */
    static final int SLICES_A_TRANSACTION = 8;

    /**
     * Of an open run only that nobody has stopped and nothing holds: a node that stood still may come with a run of which
     * another, or a person, has thought otherwise meanwhile. What is picked and not yet committed is still DUE for others,
     * and keeps the run open.
     */
    static final String PICK = """
            with p as (
              select id from deliveries
              where municipality_code = ? and state = 'DUE' and (not_before is null or not_before <= now())
                and exists (select 1 from submission_runs r where r.id = ? and r.ended_at is null
                  and r.stop_asked_at is null and not exists (
                    select 1 from run_holds h where h.run_id = r.id and h.second_release_by is null))
              order by id limit ? for update skip locked)
            update deliveries d set state = 'QUEUED', slice_id = ?, run_id = ?, owner_node = ?, owner_incarnation = ?,
              queued_at = now(), not_before = null
            from p where d.id = p.id
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroXA")
    DataSource database;

    @Inject
    SliceQueue queue;

    @Inject
    Settings settings;

    @jakarta.ejb.EJB
    Node node;

    /**
     * Queues some slices of a run.
     *
     * @param most how many deliveries at most
     * @return how many deliveries were queued; 0: nothing is due
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int queueSlices(long run, String municipality, DebtorSystemProduct product, int most) throws SQLException {
        int queued = 0;
        try (Connection connection = database.getConnection()) {
            for (int i = 0; i < SLICES_A_TRANSACTION && queued < most; i++) {
                long slice = nextSlice(connection);
                int size = Math.min(settings.sliceSize(), most - queued);
                int picked = pick(connection, municipality, run, new Slice(slice, size));
                if (picked == 0) {
                    break;
                }
                queue.send(slice, product);
                queued += picked;
                if (picked < size) {
                    break;
                }
            }
        }
        return queued;
    }

    private record Slice(long id, int size) {}

    private int pick(Connection connection, String municipality, long run, Slice slice) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PICK)) {
            statement.setString(1, municipality);
            statement.setLong(2, run);
            statement.setInt(3, slice.size());
            statement.setLong(4, slice.id());
            statement.setLong(5, run);
            statement.setString(6, node.name());
            statement.setObject(7, node.incarnation());
            return statement.executeUpdate();
        }
    }

    private static long nextSlice(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select nextval('slices_seq')");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
