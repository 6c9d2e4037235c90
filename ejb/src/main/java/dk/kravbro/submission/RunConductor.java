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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

    /** How often a long run nets again what FBS has said meanwhile. */
    private static final Duration PREPARE_EVERY = Duration.ofSeconds(5);

    private static final Duration MOVE_EVERY = Duration.ofSeconds(1);

    @Inject
    RunStore runs;

    @Inject
    RunTermsStore terms;

    @Inject
    RunHoldStore holds;

    @Inject
    RunCalendars calendars;

    @Inject
    RunLimits limits;

    @Inject
    RunPace pace;

    @Inject
    Outages outages;

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

    final Map<Long, Prepared> prepared = new ConcurrentHashMap<>();

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
        Optional<RunTerms> read = terms.of(run.id());
        if (read.isEmpty()) {
            return false;
        }
        RunTerms now = read.get();
        if (now.stop().isPresent()) {
            return stop(run, now.stop().get());
        }
        if (now.halted() || now.held() || !calendars.isOpenNow(run.municipality())) {
            terms.takeBack(run.id());
            return false;
        }
        if (preparedLongAgo(run)) {
            prepare(run);
        }
        if (limits.hold(run, now)) {
            terms.takeBack(run.id());
            return false;
        }
        return now.away() ? probe(run, now) : send(run, now);
    }

    /** Ends a run that somebody asked to stop, as soon as nothing of it is on the wire. */
    private boolean stop(RunStore.OpenRun run, String by) throws SQLException {
        int takenBack = terms.takeBack(run.id());
        if (takenBack > 0) {
            SubmissionLog.LOG.runStopping(run.id(), run.municipality(), by, takenBack);
        }
        ended(run, holds.endStopped(run.id()));
        return false;
    }

    /** Puts some of what is due on its way. */
    private boolean send(RunStore.OpenRun run, RunTerms now) throws SQLException {
        for (int round = 0; round < ROUNDS; round++) {
            int most = pace.take(run, now, MOST_WAITING_SLICES * settings.sliceSize());
            if (most == 0) {
                return false;
            }
            int queued = queue(run, most);
            pace.giveBack(run, now, most - queued);
            if (queued == 0) {
                return prepare(run) || endOrGoOn(run);
            }
        }
        return true;
    }

    /** Sends the one delivery that tries whether a debtor system that was away is there again. */
    private boolean probe(RunStore.OpenRun run, RunTerms now) throws SQLException {
        if (now.probeDue() && queue(run, 1) == 1) {
            outages.takeProbe(run.municipality());
            return false;
        }
        return endOrGoOn(run);
    }

    private int queue(RunStore.OpenRun run, int most) throws SQLException {
        return starter.queueSlices(run.id(), run.municipality(), DebtorSystemProduct.valueOf(run.product()), most);
    }

    /**
     * Netting looks at every unsent delivery of the municipality, so not before each step of a long run: when something was
     * added behind an earlier delivery since, and now and then.
     */
    private boolean preparedLongAgo(RunStore.OpenRun run) throws SQLException {
        Prepared last = prepared.get(run.id());
        return last == null
                || System.nanoTime() - last.at() > PREPARE_EVERY.toNanos()
                || runs.waiting(run.municipality()) > last.waiting();
    }

    /**
     * How an open run was last netted on this node.
     *
     * @param at when, by the machine's nanoseconds
     * @param waiting deliveries that waited afterwards
     */
    record Prepared(long at, long waiting) {}

    /** Nets what cancels out and makes due what has nothing left to wait for; true if there was any. */
    private boolean prepare(RunStore.OpenRun run) throws SQLException {
        NettingStore.Netted netted = netting.net(run.municipality(), run.id());
        if (netted.claims() > 0) {
            SubmissionLog.LOG.netted(run.municipality(), netted.replaced(), netted.claims(), netted.replacements());
        }
        int released = runs.release(run.municipality());
        prepared.put(run.id(), new Prepared(System.nanoTime(), runs.waiting(run.municipality())));
        return released + netted.replacements() > 0;
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
        ended(run, runs.end(run));
        return false;
    }

    private void ended(RunStore.OpenRun run, Optional<String> result) {
        if (result.isPresent()) {
            prepared.remove(run.id());
            SubmissionLog.LOG.runEnded(run.id(), run.municipality(), result.get());
        }
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
