package dk.kravbro.debtorsystem.oir.security;

import java.net.URI;
import java.time.Duration;

/**
 * Where tokens come from, and for what.
 *
 * @param address of the security token service (WS-Trust 1.3, SOAP 1.2); https
 * @param appliesTo entityID of the service that is to be called
 * @param connectTimeout the longest wait for a connection
 * @param deadline the longest a whole request may take
 */
public record TokenSource(URI address, String appliesTo, Duration connectTimeout, Duration deadline) {

    public TokenSource {
        if (!"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("the address of the token service starts with https");
        }
        if (appliesTo.isBlank()) {
            throw new IllegalArgumentException("the entityID of the called service is missing");
        }
    }
}
