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

    /** Most numbers that one reading looks at for a reader who sees only some of them. */
    static final int LONGEST_LOOK = 10_000;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /**
     * The answers that come after a number, in order. A reader who does not act for every library gets those of its own: it
     * looks at {@link #LONGEST_LOOK} numbers at most, so that others' answers cost it one look each and not one per reading.
     *
     * @param no the last number the reader has; 0 for the beginning
     * @param limit 1 to {@link #MOST}
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public Stretch after(Actor reader, long no, int limit) {
        reader.demand(Role.FBS);
        if (no < 0 || limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a reading starts at 0 or above and holds 1 to " + MOST + " answers");
        }
        try (Connection connection = database.getConnection()) {
            AnswerRows rows = new AnswerRows(connection);
            if (reader.reach().everywhere()) {
                return stretch(rows.after(no, limit), no);
            }
            // Asked first: numbers are given in order, so nothing up to this one comes later.
            long end = Math.max(no, Math.min(rows.last(), no + LONGEST_LOOK));
            List<Answer> own = rows.between(no, end, reader.reach(), limit);
            return own.size() == limit ? stretch(own, no) : new Stretch(own, end);
        } catch (SQLException broken) {
            throw new IllegalStateException("the answers could not be read", broken);
        }
    }

    private static Stretch stretch(List<Answer> answers, long no) {
        return new Stretch(
                answers,
                answers.isEmpty() ? no : answers.get(answers.size() - 1).no());
    }
}
