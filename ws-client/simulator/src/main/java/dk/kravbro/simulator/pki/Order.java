package dk.kravbro.simulator.pki;

import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * What one certificate shall say.
 *
 * @param hosts for a server's: names and addresses; empty for others
 */
record Order(X500Name subject, Purpose purpose, List<String> hosts, Instant from, Instant to) {

    /** What TLS lets it be shown for; signing is allowed to all. */
    enum Purpose {
        SERVER,
        CLIENT
    }
}
