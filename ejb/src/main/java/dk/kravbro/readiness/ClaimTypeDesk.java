package dk.kravbro.readiness;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.municipality.Municipalities;
import dk.kravbro.municipality.MunicipalityCode;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Shows and adds what holds for a municipality's claim types. For operators; every addition is audited. */
@Stateless
@PermitAll
public class ClaimTypeDesk {

    /** Rows of a municipality's own at most: a row for each type every month for two years. */
    public static final int MOST_ROWS = 100;

    @Inject
    ClaimTypeRules rules;

    @Inject
    Municipalities municipalities;

    @Inject
    AuditTrail audit;

    /** What became of an addition. */
    public enum Added {
        DONE,
        MUNICIPALITY_UNKNOWN,
        /** There are {@link #MOST_ROWS} already. */
        TOO_MANY
    }

    /**
     * The rows of a municipality, its own and the common ones; empty if there is no such municipality.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Optional<List<ClaimTypeRule>> rows(MunicipalityCode code, Actor actor) {
        actor.demand(Role.OPERATOR);
        return municipalities.find(code).map(there -> rules.of(code).rows());
    }

    /**
     * Adds a row of the municipality's own. It holds for claims that are handed in from now on, and for those that wait
     * here once they are looked at again.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Added add(MunicipalityCode code, ClaimTypeRule.Terms terms, Actor actor) {
        actor.demand(Role.OPERATOR);
        if (municipalities.lock(code).isEmpty()) {
            return Added.MUNICIPALITY_UNKNOWN;
        }
        if (rules.of(code).rows().stream().filter(row -> !row.common()).count() >= MOST_ROWS) {
            return Added.TOO_MANY;
        }
        rules.add(code, terms, actor.name());
        audit.record(actor, "claim type changed", "municipality " + code, code.value(), terms.toString());
        return Added.DONE;
    }
}
