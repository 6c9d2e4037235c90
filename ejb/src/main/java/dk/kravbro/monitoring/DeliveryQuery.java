package dk.kravbro.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list.
 *
 * @param municipalityCode whose
 * @param buckets where they stand; empty: anywhere
 * @param runId of one run; null: of any
 * @param openOnly only what still waits for somebody: a refused delivery that another has replaced, or whose claim FBS
 *     has taken back since, does not; and what a person must decide is a list of its own ({@link WorklistViews})
 * @param after where the page before ended, as {@link Page#next()} gave it; null: first page
 * @param size rows wanted, at most 100
 */
public record DeliveryQuery(
        String municipalityCode,
        List<Bucket> buckets,
        @Nullable Long runId,
        boolean openOnly,
        @Nullable String after,
        int size) {

    public DeliveryQuery {
        buckets = buckets.isEmpty() ? List.of(Bucket.values()) : List.copyOf(buckets);
    }

    /** What stands in one bucket, from the first page. */
    public static DeliveryQuery in(String municipalityCode, Bucket bucket) {
        return new DeliveryQuery(municipalityCode, List.of(bucket), null, false, null, Limits.PAGE);
    }

    /** What in one bucket still waits for somebody, from the first page. */
    public static DeliveryQuery openIn(String municipalityCode, Bucket bucket) {
        return new DeliveryQuery(municipalityCode, List.of(bucket), null, true, null, Limits.PAGE);
    }

    /** The same from another page on. */
    public DeliveryQuery after(@Nullable String cursor) {
        return new DeliveryQuery(municipalityCode, buckets, runId, openOnly, cursor, size);
    }
}
