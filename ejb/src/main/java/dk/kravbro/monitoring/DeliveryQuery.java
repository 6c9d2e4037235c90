package dk.kravbro.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list.
 *
 * @param municipalityCode whose
 * @param buckets where they stand; empty: anywhere
 * @param runId of one run; null: of any
 * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
 * @param size rows wanted, at most 100
 */
public record DeliveryQuery(
        String municipalityCode,
        List<Bucket> buckets,
        @Nullable Long runId,
        @Nullable String after,
        int size) {

    public DeliveryQuery {
        buckets = buckets.isEmpty() ? List.of(Bucket.values()) : List.copyOf(buckets);
    }

    /** What stands in one bucket, from the first page. */
    public static DeliveryQuery in(String municipalityCode, Bucket bucket) {
        return new DeliveryQuery(municipalityCode, List.of(bucket), null, null, Limits.PAGE);
    }
}
