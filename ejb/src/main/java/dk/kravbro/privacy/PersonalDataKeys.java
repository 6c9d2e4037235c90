package dk.kravbro.privacy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/** Says what the keys of personal data still hold, and retires one that holds nothing, so that it may be taken away. */
@Stateless
@PermitAll
public class PersonalDataKeys {

    /** What a key does. */
    public enum Kind {
        /** It seals: {@code data-key-N}. */
        DATA,
        /** It hashes: {@code lookup-key-N}. */
        LOOKUP
    }

    /**
     * What a key still holds.
     *
     * @param kind what it does
     * @param number its number
     * @param newest whether it is the highest of its kind that any node has started with
     * @param rows how many values were written with it and are still there
     */
    public record Held(Kind kind, int number, boolean newest, long rows) {}

    /**
     * How far a change of keys has come.
     *
     * @param upToClaim claims up to this id have been looked at
     * @param ofClaims the highest id of a claim
     * @param rewritten claims and versions written anew
     * @param ended whether everything has been looked at
     */
    public record Progress(long upToClaim, long ofClaims, long rewritten, boolean ended) {}

    /** What became of the wish to retire a key. */
    public enum Retirement {
        /** No node demands it any more: it may be taken out of every node's credential store. */
        RETIRED,
        /** There is no such key. */
        UNKNOWN,
        /** It is the newest of its kind. */
        NEWEST,
        /** Something was written with it and is still there. */
        IN_USE,
        /** A node is up that started before the newest key was there: it may still write with this one. */
        OLD_NODE
    }

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    AuditTrail audit;

    /**
     * All keys that the database knows, with what they hold. Counts through all claims: seconds for millions.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Held> held(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            return new KeyUse(connection).all();
        } catch (SQLException broken) {
            throw new EJBException("the keys' use could not be counted", broken);
        }
    }

    /**
     * How far the change of keys has come; empty if none was ever begun.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Optional<Progress> progress(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            return new KeyUse(connection).progress();
        } catch (SQLException broken) {
            throw new EJBException("the change of keys could not be looked at", broken);
        }
    }

    /**
     * Retires a key that holds nothing. Audited.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Retirement retire(Kind kind, int number, Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            Retirement outcome = new KeyUse(connection).retire(kind, number);
            if (outcome == Retirement.RETIRED) {
                String name = kind.name().toLowerCase(Locale.ROOT);
                audit.record(actor, "key retired", name + "-key-" + number, "");
                PrivacyLog.LOG.keyRetired(name, number, actor.name());
            }
            return outcome;
        } catch (SQLException broken) {
            throw new EJBException("the key could not be retired", broken);
        }
    }
}
