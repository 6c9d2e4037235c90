package dk.kravbro.web.status;

import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A line of a money proof.
 *
 * @param bucket where the deliveries stand
 * @param tally how many and how much
 */
public record BucketLine(Bucket bucket, Tally tally) {

    /** The bucket's name in an address. */
    public String stand() {
        return stand(bucket);
    }

    /** An empty line needs nobody's attention, whatever it is called. */
    public String tone() {
        return (tally.isNone() ? Tone.QUIET : Tone.of(bucket)).css();
    }

    /** Key of the bucket's name. */
    public String key() {
        return "bucket." + bucket.name();
    }

    static String stand(Bucket bucket) {
        return switch (bucket) {
            case ACCEPTED -> "modtaget";
            case REFUSED -> "afvist";
            case NETTED -> "udlignet";
            case WAITING -> "venter";
            case IN_DOUBT -> "uafklaret";
        };
    }

    /** The bucket that an address asks for; null: all of them. */
    static @Nullable Bucket of(@Nullable String stand) {
        for (Bucket bucket : Bucket.values()) {
            if (stand(bucket).equals(stand)) {
                return bucket;
            }
        }
        return null;
    }
}
