package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.client.Client;
import dk.kravbro.client.ClientList;
import dk.kravbro.client.Proof;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Establishes who calls: the container knows what was proved and the groups, the list of clients whose it is, the rooms
 * want an {@link Actor}. Systems are clients; people, in the other roles, are on no list but the server's.
 */
@RequestScoped
public class Callers {

    private static final int FIRST_CODE = 101;
    private static final int LAST_CODE = 860;

    @Inject
    HttpServletRequest request;

    @Inject
    ClientList clients;

    private boolean isLookedUp;
    private Optional<Client> client = Optional.empty();

    /** The client that calls; empty if it is a person, or nobody on the list. */
    public Optional<Client> client() {
        if (!isLookedUp) {
            client = clients.provenBy(proofs());
            isLookedUp = true;
        }
        return client;
    }

    /** What the caller has proved, as the list of clients writes it. */
    List<Proof> proofs() {
        return Credentials.of(request);
    }

    /** Whether the caller may go on: an enabled client, or a person, who may do at least something. */
    public boolean isAdmitted() {
        return client().map(Client::enabled).orElse(true) && !roles().isEmpty();
    }

    /** The caller of this request, with this purpose. */
    public Actor calling(String purpose) {
        Set<Role> roles = isAdmitted() ? roles() : Set.of();
        return client().map(known -> new Actor(known.name(), roles, Set.of(), known.reach(), purpose))
                .orElseGet(() ->
                        new Actor(name(), roles, isBound(roles) ? municipalities() : Set.of(), Reach.NOWHERE, purpose));
    }

    private String name() {
        return Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .orElse("");
    }

    private Set<Role> roles() {
        Set<Role> given = given();
        Optional<Client> known = client();
        if (known.isPresent()) {
            return known.get().rolesAmong(given);
        }
        // Whoever acts for fees is on the list of clients.
        given.remove(Role.FBS);
        return given;
    }

    /** What the server lets the caller be. A certificate says who it is and nothing of what it may do. */
    private Set<Role> given() {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        if (HttpServletRequest.CLIENT_CERT_AUTH.equals(request.getAuthType())) {
            if (client().isPresent()) {
                roles.addAll(Client.ROLES);
            }
            return roles;
        }
        for (Role role : Role.values()) {
            if (request.isUserInRole(role.groupName())) {
                roles.add(role);
            }
        }
        return roles;
    }

    private static boolean isBound(Set<Role> roles) {
        return roles.contains(Role.MUNICIPALITY) || roles.contains(Role.AUDITOR);
    }

    /** The groups kommune-0101 to kommune-0860 that the caller is in: the codes that Denmark has given. */
    private Set<String> municipalities() {
        Set<String> codes = new HashSet<>();
        for (int code = FIRST_CODE; code <= LAST_CODE; code++) {
            String digits = "0" + code;
            if (request.isUserInRole("kommune-" + digits)) {
                codes.add(digits);
            }
        }
        return codes;
    }
}
