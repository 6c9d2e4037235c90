package dk.kravbro.privacy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.time.BusinessClock;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;

/** Says how many claims the next night erases, before it does. */
@Stateless
@PermitAll
public class Erasures {

    /** A count of millions takes seconds; one that takes longer is of no use to anybody. */
    static final int COUNT_SECONDS = 120;

    /**
     * A municipality's figure.
     *
     * @param municipalityCode whose
     * @param keepsSettledYears how long it keeps people, in years after the one in which a claim was settled
     * @param settledUpTo the last year whose claims' time is over
     * @param over claims whose time is over and that are not erased yet
     * @param erased claims that are erased
     */
    public record Figure(String municipalityCode, int keepsSettledYears, int settledUpTo, long over, long erased) {}

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Clock clock;

    /**
     * All municipalities' figures, by code. Counts through old claims: seconds for millions.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Figure> figures(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            return new ErasureRows(connection, year(clock)).figures();
        } catch (SQLException broken) {
            throw new EJBException("what is to be erased could not be counted", broken);
        }
    }

    /** The present year in Denmark: accounting years are calendar years. */
    static int year(Clock clock) {
        return LocalDate.ofInstant(clock.instant(), BusinessClock.COPENHAGEN).getYear();
    }
}
