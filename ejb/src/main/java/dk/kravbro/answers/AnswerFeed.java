package dk.kravbro.answers;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/**
 * The feed that FBS reads (tilbagemeldinger til FBS). A reader keeps its own cursor, so several readers do not disturb each
 * other and any stretch can be read again.
 */
@Stateless
public class AnswerFeed {

    /** Most answers in one reading. */
    public static final int MOST = 1_000;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * The answers that come after a number, in order.
     *
     * @param no the last number the reader has; 0 for the beginning
     * @param limit 1 to {@link #MOST}
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public List<Answer> after(Actor reader, long no, int limit) {
        reader.demand(Role.FBS);
        if (no < 0 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a reading starts at 0 or above and holds 1 to " + MOST + " answers");
        }
        try (Connection connection = database.getConnection()) {
            return new AnswerRows(connection).after(no, limit);
        } catch (SQLException broken) {
            throw new IllegalStateException("the answers could not be read", broken);
        }
    }
}
