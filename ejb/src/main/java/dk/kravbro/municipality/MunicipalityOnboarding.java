package dk.kravbro.municipality;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Brings municipalities in and changes what they chose. For operators; every change is audited. */
@Stateless
@PermitAll
public class MunicipalityOnboarding {

    @Inject
    Municipalities municipalities;

    @Inject
    AuditTrail audit;

    /**
     * Every municipality, by code.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public List<Municipality> all(Actor actor) {
        actor.demand(Role.OPERATOR);
        return municipalities.withChoices();
    }

    /**
     * One municipality, if there is one with that code.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Optional<Municipality> find(MunicipalityCode code, Actor actor) {
        actor.demand(Role.OPERATOR);
        Optional<Municipality> municipality = municipalities.find(code);
        // Read here, where there is a transaction: the caller has none.
        municipality.ifPresent(Municipality::choices);
        return municipality;
    }

    /**
     * Changes what a municipality chose. Deliveries that wait for it to go live are released by the submission room.
     *
     * @param choice from what it chose until now to what it chooses from now on
     * @return the municipality as it is now; empty if there is none with that code
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Optional<Municipality> choose(
            MunicipalityCode code, UnaryOperator<MunicipalityChoices> choice, Actor actor) {
        actor.demand(Role.OPERATOR);
        return municipalities.lock(code).map(municipality -> {
            MunicipalityChoices before = municipality.choices();
            MunicipalityChoices after = choice.apply(before);
            municipality.choose(after, actor.name(), municipalities.databaseNow());
            audit.record(actor, "municipality changed", "municipality " + code, code.value(), before + " -> " + after);
            return municipality;
        });
    }
}
