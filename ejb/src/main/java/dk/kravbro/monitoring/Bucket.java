package dk.kravbro.monitoring;

import dk.kravbro.submission.DeliveryState;
import java.util.Arrays;
import java.util.List;

/** Where a delivery (aflevering) stands in a money proof. Every state is in exactly one bucket, so the proof adds up. */
public enum Bucket {
    /** The debtor system has it. */
    ACCEPTED,
    /** The debtor system will not have it. */
    REFUSED,
    /** Cancelled out before it left. */
    NETTED,
    /** Not told yet, or on its way right now. */
    WAITING,
    /** Nobody knows whether it arrived, or the answer did not match: asked again, or a person must look. */
    IN_DOUBT;

    /** The bucket of a state. */
    public static Bucket of(DeliveryState state) {
        return switch (state) {
            case ACCEPTED -> ACCEPTED;
            case REFUSED -> REFUSED;
            case NETTED -> NETTED;
            case WAITING, DUE, QUEUED, SENDING -> WAITING;
            case IN_DOUBT, ON_WORKLIST -> IN_DOUBT;
        };
    }

    /** The states that make up this bucket. */
    public List<DeliveryState> states() {
        return Arrays.stream(DeliveryState.values())
                .filter(state -> of(state) == this)
                .toList();
    }

    /** The states' names, as the database holds them. */
    static String[] names(List<Bucket> buckets) {
        return buckets.stream()
                .flatMap(bucket -> bucket.states().stream())
                .map(DeliveryState::name)
                .toArray(String[]::new);
    }
}
