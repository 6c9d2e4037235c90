package dk.kravbro.monitoring;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A submission run (kørsel), with figures counted from the deliveries that were last in it.
 *
 * @param id its number
 * @param slot the planned time
 * @param manual whether a person asked for it
 * @param requestedBy who; the product itself for a planned one
 * @param startedAt when it began
 * @param endedAt when it ended; null while it is under way
 * @param result how it ended, in a code; empty while it is under way
 * @param figures by bucket; every bucket is there
 */
public record RunView(
        long id,
        Instant slot,
        boolean manual,
        String requestedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        String result,
        Map<Bucket, Tally> figures) {

    public RunView {
        figures = Map.copyOf(figures);
    }

    /** What stands in a bucket. */
    public Tally in(Bucket bucket) {
        return figures.getOrDefault(bucket, Tally.NONE);
    }

    /** Everything in the run. */
    public Tally total() {
        return figures.values().stream().reduce(Tally.NONE, Tally::plus);
    }

    public boolean isOpen() {
        return endedAt == null;
    }
}
