package dk.kravbro.municipality;

import java.util.Optional;

/**
 * How far a municipality lets a run go by itself; empty: without limit.
 *
 * @param mostPerMinute deliveries put on their way per minute at most, 1 to {@value #HIGHEST_RATE}
 * @param holdAboveOre a run of more øre waits for two people, 1 to {@value #HIGHEST_ORE}
 * @param holdAboveRefusedPercent a run of which a larger share is refused waits for two people, 1 to 99
 */
public record RunLimits(
        Optional<Integer> mostPerMinute, Optional<Long> holdAboveOre, Optional<Integer> holdAboveRefusedPercent) {

    /** Nobody sends more than that per minute. */
    public static final int HIGHEST_RATE = 1_000_000;

    /** Ten billion kroner: more than all libraries together are owed. */
    public static final long HIGHEST_ORE = 1_000_000_000_000L;

    /** A share of 100 percent could not be left. */
    public static final int HIGHEST_PERCENT = 99;

    /** @throws IllegalArgumentException if a limit is out of its range */
    public RunLimits {
        demand(mostPerMinute.map(Integer::longValue), HIGHEST_RATE);
        demand(holdAboveOre, HIGHEST_ORE);
        demand(holdAboveRefusedPercent.map(Integer::longValue), HIGHEST_PERCENT);
    }

    /** None at all. */
    public static RunLimits none() {
        return new RunLimits(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void demand(Optional<Long> limit, long highest) {
        if (limit.isPresent() && (limit.get() < 1 || limit.get() > highest)) {
            throw new IllegalArgumentException("a limit is from 1 to " + highest);
        }
    }
}
