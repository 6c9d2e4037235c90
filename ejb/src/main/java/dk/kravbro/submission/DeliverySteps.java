package dk.kravbro.submission;

import static dk.kravbro.submission.DeliveryState.ACCEPTED;
import static dk.kravbro.submission.DeliveryState.DUE;
import static dk.kravbro.submission.DeliveryState.IN_DOUBT;
import static dk.kravbro.submission.DeliveryState.NETTED;
import static dk.kravbro.submission.DeliveryState.ON_WORKLIST;
import static dk.kravbro.submission.DeliveryState.QUEUED;
import static dk.kravbro.submission.DeliveryState.REFUSED;
import static dk.kravbro.submission.DeliveryState.SENDING;
import static dk.kravbro.submission.DeliveryState.WAITING;

import java.util.Map;
import java.util.Set;

/**
 * The legal steps of a delivery, all of them. The database refuses every other one (trigger {@code delivery_step});
 * a test holds the two tables against each other.
 */
public final class DeliverySteps {

    private static final Map<DeliveryState, Set<DeliveryState>> TABLE = Map.of(
            WAITING, Set.of(DUE, NETTED),
            DUE, Set.of(QUEUED, NETTED, WAITING),
            QUEUED, Set.of(SENDING, DUE, ON_WORKLIST),
            SENDING, Set.of(ACCEPTED, REFUSED, DUE, IN_DOUBT),
            IN_DOUBT, Set.of(ACCEPTED, REFUSED, DUE, ON_WORKLIST),
            ACCEPTED, Set.of(),
            REFUSED, Set.of(),
            NETTED, Set.of(),
            ON_WORKLIST, Set.of(ACCEPTED, REFUSED, DUE));

    private DeliverySteps() {}

    /** The states that may follow. */
    public static Set<DeliveryState> after(DeliveryState state) {
        return TABLE.getOrDefault(state, Set.of());
    }

    /**
     * Stops an impossible step.
     *
     * @throws IllegalStateException naming both states
     */
    public static void check(DeliveryState from, DeliveryState to) {
        if (!after(from).contains(to)) {
            throw new IllegalStateException("no step from " + from + " to " + to);
        }
    }
}
