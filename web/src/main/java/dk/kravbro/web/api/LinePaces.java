package dk.kravbro.web.api;

import dk.kravbro.client.Client;
import dk.kravbro.client.ClientList;
import dk.kravbro.client.ClientPace;
import dk.kravbro.client.Proof;
import dk.kravbro.intake.LinePace;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * How fast a client may send lines. The client is looked up for each chunk: a request by lines may last for hours, and a
 * client that is shut out or may do less meanwhile must not go on in it.
 */
@ApplicationScoped
public class LinePaces {

    @Inject
    ClientList clients;

    @Inject
    ClientPace pace;

    /** The pace of whoever calls; who is no client is not let in to send. */
    LinePace of(Callers callers) {
        Optional<Client> client = callers.client();
        List<Proof> proofs = callers.proofs();
        return client.<LinePace>map(admitted -> new ClientLines(admitted, proofs))
                .orElse(LinePace.FREE);
    }

    /** The lines of one request. */
    private final class ClientLines implements LinePace {

        private final Client admitted;
        private final List<Proof> proofs;

        ClientLines(Client admitted, List<Proof> proofs) {
            this.admitted = admitted;
            this.proofs = proofs;
        }

        @Override
        public void spend(int lines) throws TooFast, ShutOut {
            LinePaces.this.spend(admitted, proofs, lines);
        }

        /** A chunk of more would cost no more than the whole limit, and go beyond it. */
        @Override
        public int most() {
            return admitted.linesPerMinute();
        }
    }

    private void spend(Client admitted, List<Proof> proofs, int lines) throws LinePace.TooFast, LinePace.ShutOut {
        Client now = clients.provenBy(proofs)
                .filter(client -> client.enabled() && maySameAs(client, admitted))
                .orElseThrow(LinePace.ShutOut::new);
        ClientPace.Verdict verdict = pace.lines(now, lines);
        if (!verdict.granted()) {
            ApiLog.LOG.tooManyLines(now.name());
            throw new LinePace.TooFast(verdict.waitSeconds());
        }
    }

    private static boolean maySameAs(Client client, Client admitted) {
        return client.name().equals(admitted.name())
                && client.roles().equals(admitted.roles())
                && client.reach().equals(admitted.reach());
    }
}
