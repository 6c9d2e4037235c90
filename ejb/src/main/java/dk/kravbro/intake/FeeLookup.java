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

    @Inject
    FeeViews fees;

    @Inject
    AuditTrail audit;

    /** Where a fee is now; empty if there is none that the caller may see. */
    public Optional<FeeState> find(String agencyId, String feeId, Actor actor) {
        return key(agencyId, feeId).flatMap(fees::find).filter(fee -> maySee(fee, actor));
    }

    /** What happened to a fee, oldest first; empty if there is none that the caller may see. */
    public Optional<List<FeeStep>> history(String agencyId, String feeId, Actor actor) {
        return find(agencyId, feeId, actor).map(fee -> fees.steps(fee.key()));
    }

    /**
     * The fees of a debtor that the caller may see, the latest first, at most {@link #MOST_FOUND}. The search is audited.
     *
     * @param identity the debtor's number; kept nowhere
     * @throws Actor.NotAllowed if the caller is neither FBS nor an operator
     */
    public List<FeeState> search(String identity, Actor actor) {
        if (!actor.is(Role.OPERATOR)) {
            actor.demand(Role.FBS);
        }
        List<FeeState> found =
                fees.owedBy(identity, actor.is(Role.OPERATOR) ? Reach.EVERYWHERE : actor.reach(), MOST_FOUND);
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
