package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Establishes who calls: the container knows the name and the groups, the rooms want an {@link Actor}. */
@RequestScoped
public class Callers {

    private static final int FIRST_CODE = 101;
    private static final int LAST_CODE = 860;

    @Inject
    HttpServletRequest request;

    /** The caller of this request, with this purpose. */
    public Actor calling(String purpose) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (request.isUserInRole(role.groupName())) {
                roles.add(role);
            }
        }
        String name = Optional.ofNullable(request.getUserPrincipal())
                .map(Principal::getName)
                .orElse("");
        return new Actor(name, roles, isBound(roles) ? municipalities() : Set.of(), purpose);
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
