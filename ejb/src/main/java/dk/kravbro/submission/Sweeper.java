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

/**
 * Finds deliveries that nobody looks after: begun by a node that died, stood still or could not record their outcome,
 * or queued with a message that is lost. The first become IN_DOUBT, the others DUE again. What a dead node left
 * prepared is rolled back.
 */
@Singleton
@PermitAll
@Startup
@DependsOn({"SchemaMigration", "Node"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Sweeper {

    @Inject
    SweepStore sweeps;

    @Inject
    PreparedTransactions prepared;

    @Inject
    SliceWorker worker;

    @Inject
    Settings settings;

    @EJB
    Node node;

    @Resource
    TimerService timers;

    @PostConstruct
    void schedule() {
        long every = settings.sweepEvery().toMillis();
        timers.createIntervalTimer(every, every, new TimerConfig("delivery sweeper", false));
    }

    @Timeout
    void sweep(Timer timer) {
        if (node.isReplaced()) {
            return;
        }
        try {
            sweepAbandoned();
            int requeued = sweeps.requeueLost(settings.queuedTooLong(), settings.nodeDeadAfter());
            if (requeued > 0) {
                SubmissionLog.LOG.requeued(requeued);
            }
            for (String dead : prepared.rollBackOfDead(node.name(), settings.nodeDeadAfter())) {
                SubmissionLog.LOG.preparedRolledBack(dead);
            }
        } catch (SQLException e) {
            SubmissionLog.LOG.sweepFailed(e);
        }
    }

    private void sweepAbandoned() throws SQLException {
        Duration quiet = settings.quietTime();
        for (SweepStore.BegunSlice slice : sweeps.begunBy(node.name())) {
            if (!slice.incarnation().equals(node.incarnation())) {
                // Another server of this name may still call for as long as it takes to notice that it was replaced.
                doubt(slice, quiet.plus(settings.frozenGap()));
            } else if (!worker.isAtWork(slice.slice())) {
                doubt(slice, quiet);
            }
        }
        for (SweepStore.BegunSlice slice : sweeps.begunByDead(settings.nodeDeadAfter())) {
            doubt(slice, quiet);
        }
    }

    private void doubt(SweepStore.BegunSlice slice, Duration quiet) throws SQLException {
        int inDoubt = sweeps.doubt(slice, quiet);
        if (inDoubt > 0) {
            SubmissionLog.LOG.abandoned(inDoubt, slice.node());
        }
    }
}
