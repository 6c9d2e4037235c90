package dk.kravbro.intake;

import java.util.Optional;
import java.util.Set;

/**
 * How a caller saw a fee: a message with it is taken only while the fee still stands so.
 *
 * @param tags any of these {@linkplain FeeState#tag tags} will do; empty: any fee that is here
 * @param isAnyhow whether the caller does not mind how it stands
 */
public record SeenFee(Set<String> tags, boolean isAnyhow) {

    /** Taken however the fee stands. */
    public static final SeenFee ANYHOW = new SeenFee(Set.of(), true);

    /** Taken only if the fee is here at all. */
    public static final SeenFee HERE = new SeenFee(Set.of(), false);

    public SeenFee {
        tags = Set.copyOf(tags);
    }

    /** Taken only while the fee has one of these tags; at least one. */
    public static SeenFee as(Set<String> tags) {
        if (tags.isEmpty()) {
            throw new IllegalArgumentException("a fee that was seen has a tag");
        }
        return new SeenFee(tags, false);
    }

    /** Whether the fee stands so. */
    boolean fits(Optional<FeeState> now) {
        return isAnyhow
                || now.filter(fee -> tags.isEmpty() || tags.contains(fee.tag())).isPresent();
    }
}
