package dk.kravbro.client;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Admits clients and changes what they may do. For operators; every change is audited. */
@Stateless
@PermitAll
public class ClientDesk {

    /** Most clients that there can be. */
    public static final int MOST = 1_000;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    AuditTrail audit;

    /** What became of a change. */
    public sealed interface Outcome {

        /**
         * It is as was asked.
         *
         * @param first whether there was no such client before
         */
        record Written(Client client, boolean first) implements Outcome {}

        /** Nothing was changed: these prove another client already. */
        record ProofsTaken(List<Proof> proofs) implements Outcome {

            public ProofsTaken {
                proofs = List.copyOf(proofs);
            }
        }

        /** Nothing was changed: there are no such municipalities. */
        record MunicipalitiesUnknown(List<String> codes) implements Outcome {

            public MunicipalitiesUnknown {
                codes = List.copyOf(codes);
            }
        }

        /** Nothing was changed: there are {@link #MOST} clients. */
        record Full() implements Outcome {}
    }

    /**
     * Every client, by name.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Client> all(Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            return new ClientRows(connection).all();
        } catch (SQLException broken) {
            throw new IllegalStateException("the clients could not be read", broken);
        }
    }

    /**
     * One client, if there is one with that name.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Optional<Client> find(String name, Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            return new ClientRows(connection).find(name);
        } catch (SQLException broken) {
            throw new IllegalStateException("the client could not be read", broken);
        }
    }

    /**
     * Makes a client what it is to be, whether or not there was one of that name.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Outcome write(Client client, Actor actor) {
        actor.demand(Role.OPERATOR);
        try (Connection connection = database.getConnection()) {
            ClientRows rows = new ClientRows(connection);
            rows.lock();
            List<Client> all = rows.all();
            List<Proof> taken = taken(client, all);
            if (!taken.isEmpty()) {
                return new Outcome.ProofsTaken(taken);
            }
            List<String> unknown = rows.unknown(client.reach().municipalities());
            if (!unknown.isEmpty()) {
                return new Outcome.MunicipalitiesUnknown(unknown);
            }
            Optional<Client> before = all.stream()
                    .filter(each -> each.name().equals(client.name()))
                    .findFirst();
            if (before.isEmpty() && all.size() >= MOST) {
                return new Outcome.Full();
            }
            rows.write(client, actor.name());
            audit.record(
                    actor,
                    before.isEmpty() ? "client admitted" : "client changed",
                    "client " + client.name(),
                    before.map(ClientDesk::said).orElse("none") + " -> " + said(client));
            return new Outcome.Written(client, before.isEmpty());
        } catch (SQLException broken) {
            throw new IllegalStateException("the client could not be written", broken);
        }
    }

    private static List<Proof> taken(Client client, List<Client> all) {
        Set<Proof> others = new HashSet<>();
        all.stream().filter(each -> !each.name().equals(client.name())).forEach(each -> others.addAll(each.proofs()));
        return client.proofs().stream().filter(others::contains).toList();
    }

    private static String said(Client client) {
        return (client.enabled() ? "enabled" : "disabled") + ", roles " + new TreeSet<>(client.roles()) + ", for "
                + (client.reach().everywhere()
                        ? "every library"
                        : new TreeSet<>(client.reach().agencies()) + " and "
                                + new TreeSet<>(client.reach().municipalities()))
                + ", per minute " + client.requestsPerMinute() + " requests and " + client.linesPerMinute()
                + " lines, proven by " + client.proofs();
    }
}
