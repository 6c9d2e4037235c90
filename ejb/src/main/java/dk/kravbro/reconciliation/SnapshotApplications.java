package dk.kravbro.reconciliation;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Applies what somebody chose of a snapshot's differences: what FBS lists and is missing or other here, as FBS says it; what
 * FBS does not list, cancelled. Chunk by chunk, each a transaction; a request that broke off is gone on with by the same
 * request again.
 */
@ApplicationScoped
public class SnapshotApplications {

    @Inject
    FeeSnapshots snapshots;

    @Inject
    ApplicationSteps steps;

    /**
     * Applies it.
     *
     * @throws Actor.NotAllowed if the caller is neither FBS nor an operator
     */
    public SnapshotOutcome apply(String agencyId, UUID id, SnapshotChoice choice, Actor actor) {
        if (snapshots.find(agencyId, id, actor).isEmpty()) {
            return new SnapshotOutcome.Refused(Problem.of(ProblemType.SNAPSHOT_UNKNOWN));
        }
        ApplicationSteps.Beginning beginning = steps.begin(id, choice, actor);
        if (beginning instanceof ApplicationSteps.Beginning.Refused refused) {
            return new SnapshotOutcome.Refused(refused.problem());
        }
        if (beginning instanceof ApplicationSteps.Beginning.Begun begun) {
            try {
                work(id, begun.after(), actor);
            } catch (SnapshotSteps.Overtaken overtaken) {
                return new SnapshotOutcome.Refused(Problem.of(ProblemType.STILL_RUNNING));
            }
        }
        FeeSnapshot applied = snapshots.find(agencyId, id, actor).orElseThrow();
        FeeSnapshot.Application done = applied.application().orElseThrow();
        if (beginning instanceof ApplicationSteps.Beginning.Begun) {
            ReconciliationLog.LOG.applied(
                    id, done.kinds(), actor.name(), done.taken(), done.unchanged(), done.refused());
        }
        return new SnapshotOutcome.Done(applied);
    }

    private void work(UUID id, int after, Actor actor) {
        OptionalInt done = OptionalInt.of(after);
        int last = after;
        try {
            while (done.isPresent()) {
                last = done.getAsInt();
                done = steps.next(id, last, actor);
            }
        } catch (SnapshotSteps.Overtaken overtaken) {
            throw overtaken;
        } catch (RuntimeException failure) {
            ReconciliationLog.LOG.applyingBrokeOff(id, last, failure.getClass().getSimpleName());
            throw failure;
        }
    }
}
