package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.monitoring.MunicipalityNames;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is looking at the page, as the server's log-in established it. */
@Named
@RequestScoped
public class Visitor {

    @Inject
    HttpServletRequest request;

    @Inject
    MunicipalityNames names;

    private @Nullable Actor actor;
    private List<MunicipalityNames.Named> municipalities = List.of();

    /** The visitor as the rooms know him. */
    public Actor actor() {
        Actor known = actor;
        if (known == null) {
            known = recognised();
            actor = known;
        }
        return known;
    }

    private Actor recognised() {
        Principal principal = request.getUserPrincipal();
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : List.of(Role.OPERATOR, Role.MUNICIPALITY)) {
            if (request.isUserInRole(role.groupName())) {
                roles.add(role);
            }
        }
        List<MunicipalityNames.Named> all = names.all();
        if (roles.contains(Role.MUNICIPALITY)) {
            municipalities = all.stream()
                    .filter(one -> request.isUserInRole("kommune-" + one.code()))
                    .toList();
        }
        Set<String> codes =
                municipalities.stream().map(MunicipalityNames.Named::code).collect(Collectors.toSet());
        if (roles.contains(Role.OPERATOR)) {
            municipalities = all;
        }
        return new Actor(principal == null ? "" : principal.getName(), roles, codes, "status page");
    }

    public String name() {
        return actor().name();
    }

    public boolean operator() {
        return actor().is(Role.OPERATOR);
    }

    /** The key of what the visitor is here. */
    public String roleKey() {
        return operator() ? "role.operator" : "role.municipality";
    }

    /** Whether there is more than one municipality to choose from. */
    public boolean choosesMunicipality() {
        return operator() || actor().municipalities().size() > 1;
    }

    /** The municipality that a page is about: the one asked for, else the visitor's only one. */
    public Optional<String> municipality(@Nullable String asked) {
        if (asked != null && !asked.isEmpty()) {
            return actor().maySee(asked) ? Optional.of(asked) : Optional.empty();
        }
        Set<String> own = actor().municipalities();
        return operator() || own.size() != 1
                ? Optional.empty()
                : Optional.of(own.iterator().next());
    }

    /** What a municipality is called; empty if the visitor may not see it. */
    public String nameOf(String code) {
        return actor().maySee(code)
                ? municipalities.stream()
                        .filter(one -> one.code().equals(code))
                        .map(MunicipalityNames.Named::name)
                        .findFirst()
                        .orElse("")
                : "";
    }
}
