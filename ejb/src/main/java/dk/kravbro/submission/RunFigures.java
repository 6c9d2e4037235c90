package dk.kravbro.submission;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A submission run (kørsel) and its figures, counted from its deliveries.
 *
 * @param endedAt empty while it is open
 * @param result what it came to, in words; empty while it is open
 * @param byState deliveries of the run by their state now
 */
public record RunFigures(
        long run,
        String municipalityCode,
        RunTrigger trigger,
        Instant slot,
        Instant startedAt,
        Optional<Instant> endedAt,
        String result,
        Map<DeliveryState, Figure> byState) {

    public RunFigures {
        byState = Map.copyOf(byState);
    }

    /** A count and its sum in øre. */
    public record Figure(long count, long ore) {

        static final Figure NONE = new Figure(0, 0);
    }

    /** The figure of one state; zero if the run has none in it. */
    public Figure of(DeliveryState state) {
        return byState.getOrDefault(state, Figure.NONE);
    }
}
