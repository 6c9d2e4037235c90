package dk.kravbro.submission;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run that left its municipality's limits and waits for two different people.
 *
 * @param found what was found, in øre or percent by cause
 * @param allowed the limit then, in the same unit
 */
public record RunHold(
        long run,
        String municipalityCode,
        Cause cause,
        long found,
        long allowed,
        Instant heldAt,
        @Nullable String firstReleaseBy,
        @Nullable String secondReleaseBy) {

    /** What held it. */
    public enum Cause {
        /** More øre than the municipality's limit for one run. */
        TOTAL_AMOUNT,
        /** A larger share of refusals than the municipality's limit, in percent. */
        REFUSED_SHARE
    }

    /** Whether somebody still has to release it. */
    public boolean isOpen() {
        return secondReleaseBy == null;
    }

    /** Who released it first, if anybody has. */
    public Optional<String> firstRelease() {
        return Optional.ofNullable(firstReleaseBy);
    }
}
