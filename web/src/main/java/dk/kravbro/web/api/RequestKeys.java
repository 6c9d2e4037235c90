package dk.kravbro.web.api;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The key that a caller gives to a request (Idempotency-Key). */
final class RequestKeys {

    private RequestKeys() {}

    /**
     * The header's value, if there is one. Several are read as HTTP has it, as a list, and a list is no key: none of them may
     * count for the others.
     *
     * @param first the first header's value
     */
    static Optional<String> given(@Nullable String first, HttpHeaders headers) {
        List<String> all = headers.getRequestHeader("Idempotency-Key");
        return all.size() > 1 ? Optional.of(String.join(", ", all)) : Optional.ofNullable(first);
    }
}
