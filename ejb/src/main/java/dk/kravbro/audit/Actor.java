package dk.kravbro.audit;

import java.util.Set;

/**
 * Who is calling, as a door in web established it. Rooms check the actor, not the container's principal: with OpenID
 * Connect on one war, callers from another arrive at an EJB as anonymous.
 *
 * @param name the caller's name, as it is written into history
 * @param roles what the caller may do
 * @param municipalities codes of the municipalities the caller may see; empty unless {@link Role#MUNICIPALITY} or
 *     {@link Role#AUDITOR}
 * @param reach whose fees the caller may act for, if its roles let it act for any
 * @param purpose why, in a word or two ("intake", "status page")
 */
public record Actor(String name, Set<Role> roles, Set<String> municipalities, Reach reach, String purpose) {

    public Actor {
        roles = Set.copyOf(roles);
        municipalities = Set.copyOf(municipalities);
    }

    /** A caller whose roles alone say what it may do: whoever acts for fees acts for every library's. */
    public Actor(String name, Set<Role> roles, Set<String> municipalities, String purpose) {
        this(name, roles, municipalities, Reach.EVERYWHERE, purpose);
    }

    /** The product itself, when a timer or a message moves it. */
    public static Actor system(String purpose) {
        return new Actor("kravbro", Set.of(), Set.of(), purpose);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /**
     * Whether this caller may act for fees of the library with this ISIL. What it may not act for is answered as if it were
     * not there: an agency as an unknown one, a fee as one that was never put, an answer not at all.
     */
    public boolean mayActFor(String agencyId) {
        return is(Role.FBS) && reach.covers(agencyId);
    }

    /** Whether this caller may see rows of that municipality. */
    public boolean maySee(String municipalityCode) {
        return is(Role.OPERATOR) || (is(Role.MUNICIPALITY) && municipalities.contains(municipalityCode));
    }

    /** Whether this caller may read raw messages of that municipality: an auditor's own ones, all if it is an operator too. */
    public boolean mayAudit(String municipalityCode) {
        return is(Role.AUDITOR) && (is(Role.OPERATOR) || municipalities.contains(municipalityCode));
    }

    /**
     * Stops a caller who lacks a role.
     *
     * @throws NotAllowed if the caller does not have it
     */
    public void demand(Role role) {
        if (!is(role)) {
            throw new NotAllowed(role.groupName());
        }
    }

    /** The caller may not do this. Carries no detail about what lies behind the door. */
    @jakarta.ejb.ApplicationException(rollback = true)
    public static final class NotAllowed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotAllowed(String needed) {
            super("needs " + needed);
        }
    }
}
