package dk.kravbro.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A municipality's latest dry run (prøvekørsel).
 *
 * @param id its number
 * @param state RUNNING, DONE, FAILED or ABANDONED
 * @param endedAt when it ended; null while it is under way
 * @param claims claims with something that has not left
 * @param claimsDone how many of them have been looked at
 * @param lines deliveries that would be sent
 * @param linesKept how many of them have a line of their own
 * @param totals by heading (TO_SEND, NETTED, HELD_BACK, INVALID, TOLD); empty unless DONE
 */
public record DryRunView(
        long id,
        String state,
        String requestedBy,
        Instant requestedAt,
        @Nullable Instant endedAt,
        long claims,
        long claimsDone,
        long lines,
        long linesKept,
        Map<String, List<Total>> totals) {

    public DryRunView {
        totals = Map.copyOf(totals);
    }

    /** A total: of a kind, a reason or a rule. */
    public record Total(String name, Tally tally) {}

    /**
     * One delivery that would be sent.
     *
     * @param toldBefore what the debtor system was told is owed, in øre; null if it does not have the claim
     * @param toldAfter what it will have been told; null if it will not have the claim
     * @param violations element and rule, one each
     */
    public record Line(
            long number,
            String claim,
            String kind,
            long amountOre,
            @Nullable Long toldBefore,
            @Nullable Long toldAfter,
            boolean partyChanged,
            List<String> violations) {

        public Line {
            violations = List.copyOf(violations);
        }
    }

    DryRunView with(Map<String, List<Total>> counted) {
        return new DryRunView(
                id, state, requestedBy, requestedAt, endedAt, claims, claimsDone, lines, linesKept, counted);
    }

    public boolean isRunning() {
        return state.equals("RUNNING");
    }

    public boolean isDone() {
        return state.equals("DONE");
    }

    /** The totals under a heading. */
    public List<Total> under(String heading) {
        return totals.getOrDefault(heading, List.of());
    }

    /** All that stands under a heading. */
    public Tally sum(String heading) {
        return under(heading).stream().map(Total::tally).reduce(Tally.NONE, Tally::plus);
    }

    /** One total; nothing if there is none of that name. */
    public Tally one(String heading, String name) {
        return under(heading).stream()
                .filter(total -> total.name().equals(name))
                .map(Total::tally)
                .findFirst()
                .orElse(Tally.NONE);
    }
}
