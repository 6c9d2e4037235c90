package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;

/** Who may look at what (O2). */
final class Sight {

    private Sight() {}

    /**
     * Stops a reader who may not see that municipality, whether it exists or not.
     *
     * @throws Actor.NotAllowed if so
     */
    static void demand(Actor actor, String municipalityCode) {
        if (!actor.maySee(municipalityCode)) {
            throw new Actor.NotAllowed(Role.MUNICIPALITY.groupName());
        }
    }

    /**
     * Stops a caller who is no reader at all.
     *
     * @throws Actor.NotAllowed unless an operator or a municipality's own user
     */
    static void demandReader(Actor actor) {
        if (!actor.is(Role.OPERATOR) && !actor.is(Role.MUNICIPALITY)) {
            throw new Actor.NotAllowed(Role.MUNICIPALITY.groupName());
        }
    }

    /** The codes to filter by; an operator's are not asked. */
    static String[] codes(Actor actor) {
        return actor.is(Role.MUNICIPALITY) ? actor.municipalities().toArray(String[]::new) : new String[0];
    }
}
