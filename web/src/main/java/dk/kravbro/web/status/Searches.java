package dk.kravbro.web.status;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Names that the visitor searched for, kept for the session: a person's name may not be part of an address, since
 * addresses end up in logs and histories; the address carries a token instead.
 */
@SessionScoped
public class Searches implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int KEPT = 50;

    private final Map<String, String> names = new LinkedHashMap<>();

    /** Keeps a name; the token to ask for it again. */
    synchronized String keep(String name) {
        String token = UUID.randomUUID().toString().substring(0, 8);
        names.put(token, name);
        if (names.size() > KEPT) {
            names.remove(names.keySet().iterator().next());
        }
        return token;
    }

    /** The name of a token; empty if it was never kept or the session is another. */
    synchronized Optional<String> name(@Nullable String token) {
        return token == null ? Optional.empty() : Optional.ofNullable(names.get(token));
    }
}
