package dk.kravbro.submission;

import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;

/**
 * The calls of one slice. Callers work side by side: each takes the next delivery that nobody has taken, until none is
 * left. What was taken and has no outcome may have been told.
 */
final class SliceCalls {

    static final String INTERNAL = "INTERNAL";
    static final String INTERRUPTED = "INTERRUPTED";

    /** Calls of a slice in a row that reach nobody, after which the rest of the slice is withheld. */
    private static final int MOST_MISSED = 20;

    private final List<BegunDelivery> begun;
    private final DebtorSystem system;
    private final BooleanSupplier mayLeave;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger missed = new AtomicInteger();
    private final AtomicReferenceArray<DeliveryOutcome> outcomes;

    /** @param mayLeave asked before each call, and once more right before its body leaves */
    SliceCalls(List<BegunDelivery> begun, DebtorSystem system, BooleanSupplier mayLeave) {
        this.begun = begun;
        this.system = system;
        this.mayLeave = mayLeave;
        this.outcomes = new AtomicReferenceArray<>(begun.size());
    }

    /** Whether every delivery is taken: another caller would find nothing to do. */
    boolean areTaken() {
        return taken.get() >= begun.size();
    }

    /** A caller's work: one delivery after the other, until none is left. */
    void callOneByOne() {
        for (int i = taken.getAndIncrement(); i < begun.size(); i = taken.getAndIncrement()) {
            outcomes.set(i, outcome(begun.get(i)));
        }
    }

    /**
     * What became of each delivery, in their order; nothing more is called from here on.
     *
     * @param interrupted whether calls may still be going on
     */
    List<DeliveryOutcome> end(boolean interrupted) {
        int begunCalls = Math.min(taken.getAndSet(begun.size()), begun.size());
        List<DeliveryOutcome> all = new ArrayList<>(begun.size());
        for (int i = 0; i < begun.size(); i++) {
            DeliveryOutcome outcome = outcomes.get(i);
            if (outcome != null) {
                all.add(outcome);
            } else if (i >= begunCalls) {
                all.add(new DeliveryOutcome.NotDelivered("NO_THREAD", "the call was never started"));
            } else if (interrupted) {
                all.add(new DeliveryOutcome.InDoubt(INTERRUPTED, "the server is stopping"));
            } else {
                all.add(new DeliveryOutcome.InDoubt(INTERNAL, "the call broke on our side"));
            }
        }
        return all;
    }

    private DeliveryOutcome outcome(BegunDelivery delivery) {
        DeliveryMessages.Message message;
        try {
            message = DeliveryMessages.of(delivery);
        } catch (RuntimeException e) {
            // What the port's values will not hold can never be told as it is: a person, or FBS's next change, must
            // act.
            SubmissionLog.LOG.untellable(delivery.id(), e.getClass().getSimpleName());
            return new DeliveryOutcome.Refused("UNTELLABLE", "the claim breaks a rule of the message");
        }
        try {
            return mayLeave.getAsBoolean()
                    ? call(message)
                    : new DeliveryOutcome.NotDelivered(RetrySchedule.STOOD_STILL, "the call was withheld");
        } catch (RuntimeException | Error e) {
            SubmissionLog.LOG.callBroke(delivery.id(), e);
            return new DeliveryOutcome.InDoubt(INTERNAL, "the call broke on our side");
        }
    }

    /** Makes a call, unless those before it show that nobody is there. */
    private DeliveryOutcome call(DeliveryMessages.Message message) {
        if (missed.get() >= MOST_MISSED) {
            return new DeliveryOutcome.NotDelivered(RetrySchedule.AWAY, "the calls before reached nobody");
        }
        DeliveryOutcome outcome = message.send(system.onlyWhile(mayLeave));
        if (Outages.reachedNobody(outcome)) {
            missed.incrementAndGet();
        } else {
            missed.set(0);
        }
        return outcome;
    }
}
