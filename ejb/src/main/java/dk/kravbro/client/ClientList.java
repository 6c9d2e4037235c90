package dk.kravbro.client;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which client a caller is. Asked at every request, so this node keeps the list for a moment; a client that was disabled
 * gets no further than that moment, on any node.
 */
@ApplicationScoped
public class ClientList {

    /** For how long the list is kept. */
    public static final Duration FRESH = Duration.ofSeconds(5);

    /** For how long one failed look stands for all: those who waited for it must not each wait for the store again. */
    private static final Duration REST = Duration.ofSeconds(1);

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    Clock clock;

    private volatile @Nullable Seen seen;

    private @Nullable Failed failed;

    private record Seen(Instant at, Map<Proof, Client> clients) {

        boolean isFresh(Instant now) {
            return isWithin(FRESH, at, now);
        }
    }

    private record Failed(Instant at, SQLException why) {}

    /** A clock that was set back must not keep anything for ever. */
    private static boolean isWithin(Duration limit, Instant at, Instant now) {
        return Duration.between(at, now).abs().compareTo(limit) < 0;
    }

    /**
     * The client that one of these proves, enabled or not; the first that proves one decides.
     *
     * @throws IllegalStateException if the list is old and cannot be read: then nobody is anybody
     */
    public Optional<Client> provenBy(List<Proof> proofs) {
        Map<Proof, Client> clients = clients();
        return proofs.stream().map(clients::get).filter(Objects::nonNull).findFirst();
    }

    private Map<Proof, Client> clients() {
        Seen known = seen;
        return known != null && known.isFresh(clock.instant()) ? known.clients() : looked();
    }

    /** One caller looks for all who wait. */
    private synchronized Map<Proof, Client> looked() {
        Instant now = clock.instant();
        Seen known = seen;
        if (known != null && known.isFresh(now)) {
            return known.clients();
        }
        Failed before = failed;
        if (before != null && isWithin(REST, before.at(), now)) {
            throw new IllegalStateException("the clients could not be read a moment ago", before.why());
        }
        try (Connection connection = database.getConnection()) {
            Map<Proof, Client> clients = new HashMap<>();
            for (Client client : new ClientRows(connection).all()) {
                client.proofs().forEach(proof -> clients.put(proof, client));
            }
            seen = new Seen(now, Map.copyOf(clients));
            return clients;
        } catch (SQLException broken) {
            failed = new Failed(clock.instant(), broken);
            throw new IllegalStateException("the clients could not be read", broken);
        }
    }
}
