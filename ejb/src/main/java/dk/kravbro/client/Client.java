package dk.kravbro.client;

import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A system that calls the API (klient).
 *
 * @param name as history will name it
 * @param enabled whether it may call at all
 * @param roles what it may do: of {@link #ROLES}, at least one; where the server knows roles of its own (users, tokens), it must have given them too
 * @param reach whose fees it may act for
 * @param requestsPerMinute 1 to {@link #MOST_REQUESTS}, on each node
 * @param linesPerMinute lines of batches, 1 to {@link #MOST_LINES}, on each node
 * @param proofs any one of which proves it; at most {@link #MOST_PROOFS}
 */
public record Client(
        String name,
        boolean enabled,
        Set<Role> roles,
        Reach reach,
        int requestsPerMinute,
        int linesPerMinute,
        List<Proof> proofs) {

    /** What a client can be given. */
    public static final Set<Role> ROLES = Set.of(Role.FBS, Role.OPERATOR);

    public static final int MOST_REQUESTS = 1_000_000;
    public static final int MOST_LINES = 100_000_000;
    public static final int MOST_PROOFS = 10;

    /** Most libraries, and most municipalities, that are named one by one. */
    public static final int LONGEST_REACH = 1_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** @throws IllegalArgumentException if it cannot be */
    public Client {
        roles = Set.copyOf(roles);
        proofs = List.copyOf(proofs);
        if (!isName(name)
                || roles.isEmpty()
                || !ROLES.containsAll(roles)
                || requestsPerMinute < 1
                || requestsPerMinute > MOST_REQUESTS
                || linesPerMinute < 1
                || linesPerMinute > MOST_LINES
                || proofs.size() > MOST_PROOFS
                || Set.copyOf(proofs).size() < proofs.size()
                || reach.agencies().size() > LONGEST_REACH
                || reach.municipalities().size() > LONGEST_REACH) {
            throw new IllegalArgumentException("no client is like that");
        }
    }

    /** Whether that text can name one: lower-case letters, digits and hyphens, at most 40. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** What it may do, of what the server says that it may do. */
    public Set<Role> rolesAmong(Set<Role> given) {
        Set<Role> both = EnumSet.noneOf(Role.class);
        both.addAll(roles);
        both.retainAll(given);
        return both;
    }
}
