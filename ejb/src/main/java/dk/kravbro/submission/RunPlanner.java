package dk.kravbro.submission;

import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Starts the planned runs: for each municipality's latest slot one, by whichever node is first. What time it is the
 * database says, so that nodes whose clocks are apart agree.
 *
 * <p>A slot missed while nobody was there is seen and made up for, with one run for all that were missed; a slot from
 * before the municipality's row was last changed, or from before it was live, does not count.
 */
@Singleton
@PermitAll
@Startup
@DependsOn({"SchemaMigration", "Node"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunPlanner {

    /** A slot served after so many looks was missed, not merely due. */
    private static final int LOOKS_UNTIL_LATE = 3;

    @Inject
    PlanStore plans;

    @Inject
    RunStore runs;

    @Inject
    Settings settings;

    @EJB
    Node node;

    @Resource
    TimerService timers;

    @PostConstruct
    void schedule() {
        long every = settings.runCheckEvery().toMillis();
        timers.createIntervalTimer(every, every, new TimerConfig("run planner", false));
    }

    @Timeout
    void look(Timer timer) {
        plan();
    }

    /** Starts the runs whose time has come. */
    void plan() {
        if (node.isReplaced()) {
            return;
        }
        try {
            for (PlanStore.Plannable plannable : plans.plannable()) {
                Instant now = plannable.readAt();
                Optional<Instant> slot = plannable.unserved(now);
                if (slot.isPresent()) {
                    start(plannable.municipality(), slot.get(), now);
                }
            }
        } catch (SQLException e) {
            SubmissionLog.LOG.planningFailed(e);
        }
    }

    private void start(String municipality, Instant slot, Instant now) throws SQLException {
        Optional<Long> run = runs.start(municipality, slot, RunTrigger.TIMER, "kravbro", node);
        if (run.isEmpty()) {
            return;
        }
        SubmissionLog.LOG.runStarted(run.get(), municipality, RunTrigger.TIMER.name(), slot.toString());
        if (isMissed(slot, now)) {
            Duration late = Duration.between(slot, now).truncatedTo(ChronoUnit.SECONDS);
            SubmissionLog.LOG.slotCaughtUp(run.get(), municipality, slot.toString(), late.toString());
        }
    }

    /** Whether a slot is older than a planner that is there lets it become. */
    boolean isMissed(Instant slot, Instant now) {
        Duration usual = settings.runCheckEvery().multipliedBy(LOOKS_UNTIL_LATE);
        return slot.plus(usual).isBefore(now);
    }
}
