package dk.kravbro.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A dry run (prøvekørsel): what a municipality's next run would send, worked out without sending it.
 *
 * @param claims claims with something that has not left
 * @param claimsDone how many of them have been looked at
 * @param lines deliveries that would be sent
 * @param linesKept how many of them have a line of their own, at most {@link #MOST_LINES}
 * @param totals empty unless the state is DONE
 * @param failure kind of what went wrong; empty unless the state is FAILED
 */
public record DryRun(
        long id,
        String municipalityCode,
        State state,
        String requestedBy,
        Instant requestedAt,
        Optional<Instant> endedAt,
        long claims,
        long claimsDone,
        long lines,
        long linesKept,
        List<Total> totals,
        String failure) {

    /** Lines that are kept of one dry run; the totals count all. */
    public static final int MOST_LINES = 200_000;

    /** Dry runs that are kept of one municipality. */
    public static final int MOST_KEPT = 5;

    /** Lines given out at a time. */
    public static final int PAGE = 500;

    public DryRun {
        totals = List.copyOf(totals);
    }

    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED,
        /** Its server died or stopped over it; ask for another. */
        ABANDONED
    }

    /** What a total is about. */
    public enum Heading {
        /** What would be sent, by kind. */
        TO_SEND,
        /** What would never travel, by kind. */
        NETTED,
        /** What would stay where it is, by reason. */
        HELD_BACK,
        /** What would be sent and breaks the contract, by rule. */
        INVALID,
        /** Claims that something would be sent about: what was told of them BEFORE, and will have been AFTER. */
        TOLD
    }

    /**
     * A total.
     *
     * @param bytes of the messages, without envelopes; 0 where nothing is sent
     */
    public record Total(Heading heading, String name, long count, long ore, long bytes) {}

    /** The totals under a heading. */
    public List<Total> under(Heading heading) {
        return totals.stream().filter(t -> t.heading() == heading).toList();
    }

    /** All that stands under a heading as one total. */
    public Total sum(Heading heading) {
        long count = 0;
        long ore = 0;
        long bytes = 0;
        for (Total total : under(heading)) {
            count += total.count();
            ore += total.ore();
            bytes += total.bytes();
        }
        return new Total(heading, "", count, ore, bytes);
    }
}
