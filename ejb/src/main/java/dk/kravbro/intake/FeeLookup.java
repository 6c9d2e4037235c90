package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.ClaimKey;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells callers where a fee is and what happened to it. Operators see every fee, FBS those of the libraries
 * it acts for, a municipality its own; somebody else's fee looks exactly like one that does not exist.
 */
@Stateless
@PermitAll
public class FeeLookup {

    /** Most fees in an answer to a search. */
    public static final int MOST_FOUND = 200;

    /** Most steps of a fee in one answer. */
    public static final int MOST_STEPS = 1_000;

    @Inject
    FeeViews fees;

    @Inject
    AuditTrail audit;

    /** Where a fee is now; empty if there is none that the caller may see. */
    public Optional<FeeState> find(String agencyId, String feeId, Actor actor) {
        return key(agencyId, feeId).flatMap(fees::find).filter(fee -> maySee(fee, actor));
    }

    /**
     * What happened to a fee, oldest first; empty if there is none that the caller may see.
     *
     * @param after the last step that the caller has; 0 for the beginning
     * @param limit 1 to {@link #MOST_STEPS}
     */
    public Optional<List<FeeStep>> history(String agencyId, String feeId, long after, int limit, Actor actor) {
        return find(agencyId, feeId, actor).map(fee -> fees.steps(fee.key(), after, Math.min(limit, MOST_STEPS)));
    }

    /**
     * The fees of a debtor that the caller may see, the one that changed last first. The search is audited.
     *
     * @param identity the debtor's number; kept nowhere
     * @param after where the page before ended
     * @param limit 1 to {@link #MOST_FOUND}
     * @throws Actor.NotAllowed if the caller is neither FBS nor an operator
     */
    public List<FeeState> search(String identity, Optional<FeeCursor> after, int limit, Actor actor) {
        if (!actor.is(Role.OPERATOR)) {
            actor.demand(Role.FBS);
        }
        Reach reach = actor.is(Role.OPERATOR) ? Reach.EVERYWHERE : actor.reach();
        List<FeeState> found = fees.owedBy(identity, reach, after, Math.min(limit, MOST_FOUND));
        String which = found.stream().map(fee -> fee.key().reference()).collect(Collectors.joining(" "));
        audit.record(actor, "fees searched by debtor", "fees", found.size() + " found: " + which);
        return found;
    }

    private static boolean maySee(FeeState fee, Actor actor) {
        return actor.mayActFor(fee.key().agencyId()) || actor.maySee(fee.municipality());
    }

    private static Optional<ClaimKey> key(String agencyId, String feeId) {
        return FeeReader.feeNumber(feeId).map(number -> new ClaimKey(agencyId, number));
    }
}
