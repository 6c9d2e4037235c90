package dk.kravbro.submission;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;

/** What people do with a run that is open: stop it, or release it where a limit holds it. For operators; audited. */
@Stateless
@PermitAll
public class RunSteering {

    @Inject
    RunHoldStore holds;

    @Inject
    RunStore runs;

    @Inject
    AuditTrail audit;

    /** What became of a wish. */
    public enum Outcome {
        /** Done. */
        DONE,
        /** There is no such run. */
        UNKNOWN,
        /** Too late: the run has ended. */
        ENDED,
        /** Nothing holds the run. */
        NOT_HELD,
        /** This person has released it already; it takes another one. */
        SAME_PERSON
    }

    /**
     * Asks a run to stop: what is being sent is finished, what is only queued stays due for the next run.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Outcome stop(Actor actor, long run) {
        actor.demand(Role.OPERATOR);
        try {
            RunFigures figures = runs.figures(run).orElse(null);
            if (figures == null) {
                return Outcome.UNKNOWN;
            }
            if (holds.askToStop(run, actor.name()).isEmpty()) {
                return Outcome.ENDED;
            }
            audit.record(actor, "run stopped", "run " + run, figures.municipalityCode(), "");
            return Outcome.DONE;
        } catch (SQLException e) {
            throw new IllegalStateException("the run could not be stopped", e);
        }
    }

    /**
     * Releases a held run, as the first or the second of two people.
     *
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Outcome release(Actor actor, long run) {
        actor.demand(Role.OPERATOR);
        try {
            RunFigures figures = runs.figures(run).orElse(null);
            if (figures == null) {
                return Outcome.UNKNOWN;
            }
            if (figures.endedAt().isPresent()) {
                return Outcome.ENDED;
            }
            if (holds.holds(run).stream().noneMatch(RunHold::isOpen)) {
                return Outcome.NOT_HELD;
            }
            if (holds.release(run, actor.name()) == 0) {
                return Outcome.SAME_PERSON;
            }
            boolean open = holds.holds(run).stream().anyMatch(RunHold::isOpen);
            String next = open ? "another person must release it too" : "it goes on";
            audit.record(actor, "run released", "run " + run, figures.municipalityCode(), next);
            SubmissionLog.LOG.runReleased(run, actor.name(), next);
            return Outcome.DONE;
        } catch (SQLException e) {
            throw new IllegalStateException("the run could not be released", e);
        }
    }

    /**
     * What has held a run, oldest first.
     *
     * @throws Actor.NotAllowed if the caller may not see that municipality
     */
    public List<RunHold> holds(Actor actor, long run) {
        try {
            List<RunHold> all = holds.holds(run);
            if (all.stream().anyMatch(hold -> !actor.maySee(hold.municipalityCode()))) {
                throw new Actor.NotAllowed("the municipality");
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException("what holds the run could not be read", e);
        }
    }
}
