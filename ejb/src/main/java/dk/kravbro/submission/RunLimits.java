package dk.kravbro.submission;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;

/**
 * Limits against ourselves: one bad price file in FBS must not bill a town. A run whose total or whose share of refusals
 * leaves what the municipality allows is held before more of it goes out, and waits for two different people.
 */
@ApplicationScoped
class RunLimits {

    /** Deliveries that go out before their answers have been looked at, where a share of refusals is limited. */
    static final int FIRST_STEP = 100;

    /** Each answered delivery lets this many follow. */
    private static final int GROWTH = 3;

    @Inject
    RunHoldStore holds;

    /** Holds a run that leaves its limits; true if it is held now. */
    boolean hold(RunStore.OpenRun run, RunTerms terms) throws SQLException {
        Long most = terms.holdAboveOre();
        if (most != null) {
            long total = holds.totalOre(run.municipality(), run.id());
            if (total > most && hold(run, RunHold.Cause.TOTAL_AMOUNT, total, most)) {
                return true;
            }
        }
        Integer percent = terms.holdAboveRefusedPercent();
        if (percent != null) {
            RunHoldStore.Answered answered = holds.answered(run.id());
            return answered.all() >= RunHoldStore.ANSWERED_AT_LEAST
                    && answered.refusedPercent() > percent
                    && hold(run, RunHold.Cause.REFUSED_SHARE, answered.refusedPercent(), percent);
        }
        return false;
    }

    private boolean hold(RunStore.OpenRun run, RunHold.Cause cause, long found, long allowed) throws SQLException {
        boolean isNew = holds.hold(run.id(), cause, found, allowed);
        if (isNew) {
            SubmissionLog.LOG.runHeld(run.id(), run.municipality(), cause.name(), found, allowed);
        }
        return isNew;
    }

    /**
     * How many deliveries of a run may go out now. Where a share of refusals is limited, a run begins small and grows with
     * its answers, so that the limit is met before everything is out.
     */
    int allowed(RunStore.OpenRun run, RunTerms terms) throws SQLException {
        if (terms.holdAboveRefusedPercent() == null) {
            return Integer.MAX_VALUE;
        }
        RunHoldStore.Answered answered = holds.answered(run.id());
        long allowed = FIRST_STEP + GROWTH * answered.all() - answered.onItsWay();
        return (int) Math.min(Math.max(allowed, 0), Integer.MAX_VALUE);
    }
}
