package dk.kravbro.submission;

import dk.kravbro.archive.CallArchive;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Works a slice: begin, call, finish. No transaction, lock or connection is held while the network is waited for.
 *
 * <p>A slice is in {@link #isAtWork} from before its begin until after its finish: what is SENDING under this node and
 * not in there has nobody behind it, whether the node died or could not record its outcomes.
 */
@ApplicationScoped
class SliceWorker {

    /** Recording is tried this often, a growing wait between, while the database is away. */
    private static final int FINISH_TRIES = 8;

    private static final long FIRST_WAIT_MS = 250;

    /** Calls of a slice in a row that reach nobody, after which the rest of the slice is withheld. */
    private static final int MOST_MISSED = 20;

    private static final String INTERNAL = "INTERNAL";
    private static final String INTERRUPTED = "INTERRUPTED";

    @Inject
    SliceStore store;

    @Inject
    DebtorSystems debtorSystems;

    @Inject
    Outages outages;

    @Inject
    CallArchive archive;

    @Inject
    Settings settings;

    @jakarta.ejb.EJB
    Node node;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/calls")
    ManagedExecutorService calls;

    private final Set<Long> atWork = ConcurrentHashMap.newKeySet();

    boolean isAtWork(long slice) {
        return atWork.contains(slice);
    }

    /**
     * Works one slice to its end.
     *
     * @throws SQLException if it could not be begun; nothing has been called then, and the message may come again
     */
    void work(long slice, DebtorSystemProduct product) throws SQLException {
        if (node.isReplaced()) {
            return;
        }
        BooleanSupplier mayLeave = node.mayCallIn(node.epoch());
        // Before begin: what cannot be called must not look as if it had been.
        Lane lane = new Lane(
                debtorSystems.system(),
                debtorSystems.permits(product),
                mayLeave,
                new AtomicInteger(),
                archive.basket());
        if (!atWork.add(slice)) {
            return;
        }
        try {
            List<BegunDelivery> begun = store.begin(slice, node.name(), node.incarnation());
            if (!begun.isEmpty()) {
                List<RecordedOutcome> outcomes = callAll(begun, lane);
                finish(slice, outcomes);
                lane.kept().close("slice " + slice);
                noteReach(slice, begun.get(0).municipalityCvr(), outcomes);
            }
        } finally {
            atWork.remove(slice);
        }
    }

    /**
     * The way to one debtor system, for one slice.
     *
     * @param mayLeave asked before each call, and once more right before its body leaves
     * @param missed calls in a row that reached nobody
     * @param kept what is kept of the calls
     */
    private record Lane(
            DebtorSystem system,
            Semaphore permits,
            BooleanSupplier mayLeave,
            AtomicInteger missed,
            CallArchive.Basket kept) {

        /** Makes a call, unless this node stood still, or those before it show that nobody is there. */
        DeliveryOutcome call(DeliveryMessages.Message message) {
            if (!mayLeave.getAsBoolean()) {
                return new DeliveryOutcome.NotDelivered(RetrySchedule.STOOD_STILL, "the call was withheld");
            }
            if (missed.get() >= MOST_MISSED) {
                return new DeliveryOutcome.NotDelivered(RetrySchedule.AWAY, "the calls before reached nobody");
            }
            DeliveryOutcome outcome = message.send(system.onlyWhile(mayLeave).tracedBy(kept));
            if (Outages.reachedNobody(outcome)) {
                missed.incrementAndGet();
            } else {
                missed.set(0);
            }
            return outcome;
        }
    }

    /** What a slice says of its debtor system. That it cannot be noted costs a little politeness, and nothing else. */
    private void noteReach(long slice, String municipalityCvr, List<RecordedOutcome> outcomes) {
        Optional<Boolean> reached = Outages.reached(outcomes);
        try {
            if (reached.isPresent() && reached.get()) {
                outages.reached(municipalityCvr);
            } else if (reached.isPresent()) {
                outages.missed(municipalityCvr, Outages.cause(outcomes));
            }
        } catch (SQLException e) {
            SubmissionLog.LOG.reachNotNoted(slice, e);
        }
    }

    private List<RecordedOutcome> callAll(List<BegunDelivery> begun, Lane lane) {
        List<Future<DeliveryOutcome>> answers = new ArrayList<>(begun.size());
        for (BegunDelivery delivery : begun) {
            answers.add(submit(delivery, lane));
        }
        RetrySchedule retry = new RetrySchedule(settings.retryFirst(), settings.retryMax());
        List<RecordedOutcome> outcomes = new ArrayList<>(begun.size());
        for (int i = 0; i < begun.size(); i++) {
            DeliveryOutcome outcome = answerOf(begun.get(i), answers.get(i));
            outcomes.add(
                    RecordedOutcome.of(begun.get(i), outcome, retry, quietAfter(outcome), ThreadLocalRandom.current())
                            .with(lane.kept().of(begun.get(i).callId())));
        }
        return outcomes;
    }

    /** How long the debtor system may still be at it: longer where the call itself may still be going on. */
    private Duration quietAfter(DeliveryOutcome outcome) {
        boolean mayGoOn = outcome instanceof DeliveryOutcome.InDoubt doubt
                && (doubt.code().equals(INTERNAL) || doubt.code().equals(INTERRUPTED));
        return mayGoOn ? settings.quietTime() : settings.peerLimit();
    }

    private Future<DeliveryOutcome> submit(BegunDelivery delivery, Lane lane) {
        DeliveryMessages.Message message;
        try {
            message = DeliveryMessages.of(delivery);
        } catch (RuntimeException e) {
            // What the port's values will not hold can never be told as it is: a person, or FBS's next change, must
            // act.
            SubmissionLog.LOG.untellable(delivery.id(), e.getClass().getSimpleName());
            return CompletableFuture.completedFuture(
                    new DeliveryOutcome.Refused("UNTELLABLE", "the claim breaks a rule of the message"));
        }
        Semaphore permits = lane.permits();
        permits.acquireUninterruptibly();
        boolean isSubmitted = false;
        try {
            Future<DeliveryOutcome> answer = calls.submit(() -> {
                try {
                    return lane.call(message);
                } finally {
                    permits.release();
                }
            });
            isSubmitted = true;
            return answer;
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    new DeliveryOutcome.NotDelivered("NO_THREAD", "the call was never started: " + e.getMessage()));
        } finally {
            if (!isSubmitted) {
                permits.release();
            }
        }
    }

    private DeliveryOutcome answerOf(BegunDelivery delivery, Future<DeliveryOutcome> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            SubmissionLog.LOG.callBroke(delivery.id(), e);
            return new DeliveryOutcome.InDoubt(INTERNAL, "the call broke on our side");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeliveryOutcome.InDoubt(INTERRUPTED, "the server is stopping");
        }
    }

    private void finish(long slice, List<RecordedOutcome> outcomes) {
        SQLException last = null;
        for (int attempt = 0; attempt < FINISH_TRIES; attempt++) {
            try {
                int ours = store.record(slice, node.name(), node.incarnation(), outcomes);
                report(slice, outcomes, ours);
                return;
            } catch (SQLException e) {
                last = e;
                if (!pause(FIRST_WAIT_MS << attempt)) {
                    break;
                }
            }
        }
        if (last != null) {
            SubmissionLog.LOG.outcomesNotRecorded(slice, outcomes.size(), last);
        }
    }

    private static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void report(long slice, List<RecordedOutcome> outcomes, int ours) {
        int size = outcomes.size();
        long inDoubt = outcomes.stream()
                .filter(o -> o.state() == DeliveryState.IN_DOUBT)
                .count();
        if (inDoubt > 0) {
            SubmissionLog.LOG.slicePartlyInDoubt(slice, (int) inDoubt, size);
        }
        List<RecordedOutcome> again =
                outcomes.stream().filter(o -> o.state() == DeliveryState.DUE).toList();
        if (!again.isEmpty()) {
            SubmissionLog.LOG.sliceNotDelivered(slice, again.size(), size, causes(again));
        }
        if (ours < size) {
            SubmissionLog.LOG.sliceFencedOff(slice, size - ours, size);
        }
    }

    /** How many of each cause, by name: {@code CONNECT 2, NODE_STOOD_STILL 31}. */
    private static String causes(List<RecordedOutcome> outcomes) {
        return outcomes.stream()
                .collect(Collectors.groupingBy(RecordedOutcome::code, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(cause -> cause.getKey() + ' ' + cause.getValue())
                .collect(Collectors.joining(", "));
    }
}
