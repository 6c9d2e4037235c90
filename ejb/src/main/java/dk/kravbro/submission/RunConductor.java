package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps runs going: moves every open one on, step by step, until nothing of it is left.
 *
 * <p>The timer is on every node, cheap and not persistent; a lease row per municipality decides which node moves a
 * run. A run that its node left behind is moved on by another.
 */
@Singleton
@PermitAll
@Startup
@DependsOn({"SchemaMigration", "Node"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class RunConductor {

    /** How long one turn may last before others get theirs. */
    private static final Duration TURN = Duration.ofMillis(700);

    /** Transactions of slices for one run before the next run gets its turn. */
    private static final int ROUNDS = 5;

    /** Longer than any step; the lease of a node whose heartbeat stopped is taken over before. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    /** Slices of a municipality that wait in the queue at most: what a pause has to take back. */
    private static final int MOST_WAITING_SLICES = 100;

    private static final Duration MOVE_EVERY = Duration.ofSeconds(1);

    @Inject
    RunStore runs;

    @Inject
    NettingStore netting;

    @Inject
    Settings settings;

    @EJB
    RunStarter starter;

    @EJB
    Node node;

    @Inject
    DebtorSystems debtorSystems;

    @Resource
    TimerService timers;

    @PostConstruct
    void schedule() {
        // Connected now, so that a broken installation shows at the start and not in the first run.
        debtorSystems.system();
        timers.createIntervalTimer(
                MOVE_EVERY.toMillis(), MOVE_EVERY.toMillis(), new TimerConfig("submission runs", false));
    }

    @Timeout
    void tick(Timer timer) {
        moveOn();
    }

    /** Moves every open run on. */
    private void moveOn() {
        if (node.isReplaced()) {
            return;
        }
        long until = System.nanoTime() + TURN.toNanos();
        try {
            boolean moved = true;
            while (moved && System.nanoTime() < until) {
                moved = false;
                List<RunStore.OpenRun> open = runs.open();
                for (RunStore.OpenRun run : open) {
                    moved |= moveOn(run);
                }
            }
        } catch (SQLException e) {
            SubmissionLog.LOG.planningFailed(e);
        }
    }

    /** One step of one run; true if it may have more to do at once. */
    private boolean moveOn(RunStore.OpenRun run) {
        String lease = "run:" + run.municipality();
        try {
            if (!runs.lease(lease, node, LEASE, settings.nodeDeadAfter())) {
                return false;
            }
            try {
                return step(run);
            } finally {
                runs.giveBack(lease, node.incarnation());
            }
        } catch (SQLException | RuntimeException e) {
            SubmissionLog.LOG.runStuck(run.id(), run.municipality(), e);
            pause();
            return false;
        }
    }

    private boolean step(RunStore.OpenRun run) throws SQLException {
        prepare(run);
        DebtorSystemProduct product = DebtorSystemProduct.valueOf(run.product());
        for (int round = 0; round < ROUNDS; round++) {
            if (runs.queued(run.municipality()) >= MOST_WAITING_SLICES * settings.sliceSize()) {
                return false;
            }
            if (starter.queueSlices(run.id(), run.municipality(), product) == 0) {
                return endOrGoOn(run);
            }
        }
        return true;
    }

    /** Nets what cancels out and makes due what has nothing left to wait for; true if there was any. */
    private boolean prepare(RunStore.OpenRun run) throws SQLException {
        NettingStore.Netted netted = netting.net(run.municipality(), run.id());
        if (netted.claims() > 0) {
            SubmissionLog.LOG.netted(run.municipality(), netted.replaced(), netted.claims(), netted.replacements());
        }
        return runs.release(run.municipality()) + netted.replacements() > 0;
    }

    /**
     * Ends a run that has nothing left. Seen quiet first and prepared then: once nothing is on its way, no outcome can
     * set anything free any more.
     *
     * @return true if there turned out to be more to send
     */
    private boolean endOrGoOn(RunStore.OpenRun run) throws SQLException {
        if (!runs.isQuiet(run)) {
            return false;
        }
        if (prepare(run)) {
            return true;
        }
        Optional<String> result = runs.end(run);
        result.ifPresent(words -> SubmissionLog.LOG.runEnded(run.id(), run.municipality(), words));
        return false;
    }

    /** A step that failed is not tried again at once: its cause is mostly still there. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
