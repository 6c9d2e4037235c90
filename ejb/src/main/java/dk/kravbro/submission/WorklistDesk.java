package dk.kravbro.submission;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.submission.WorklistSettlement.Action;
import dk.kravbro.submission.WorklistSettlement.Result;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Optional;

/** Where a person ends a delivery's stay on the work list. For operators; every deed is audited with its reason. */
@Stateless
@PermitAll
public class WorklistDesk {

    @Inject
    WorklistStore store;

    @Inject
    AuditTrail audit;

    /**
     * Settles a delivery on the work list, if it still is as the person saw it. Later deliveries of its claim are held
     * until then.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Result settle(Actor actor, long delivery, WorklistSettlement settlement) {
        actor.demand(Role.OPERATOR);
        try {
            Optional<WorklistStore.Standing> standing = store.lock(delivery);
            return standing.isPresent() ? settle(actor, delivery, standing.get(), settlement) : new Result.Unknown();
        } catch (SQLException e) {
            throw new EJBException("the delivery could not be settled", e);
        }
    }

    private Result settle(Actor actor, long delivery, WorklistStore.Standing standing, WorklistSettlement settlement)
            throws SQLException {
        if (standing.state() != DeliveryState.ON_WORKLIST || !standing.seen().equals(settlement.seen())) {
            return new Result.TooLate(standing.state(), standing.seen(), standing.settledBy());
        }
        Action action = settlement.action();
        // Under the same request id it would be refused at best, and doubled at worst.
        if (action == Action.AGAIN && standing.lastFinding().equals("FOUND")) {
            return new Result.HasIt();
        }
        DeliverySteps.check(standing.state(), action.to());
        store.settle(delivery, action.to(), settlement, actor.name());
        audit.record(
                actor,
                "delivery settled",
                "claim " + standing.claimReference() + ", delivery " + delivery,
                standing.municipality(),
                action + ": " + settlement.reason());
        SubmissionLog.LOG.settledByPerson(delivery, action.name());
        return new Result.Settled(action.to());
    }
}
