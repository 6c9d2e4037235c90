package dk.kravbro.simulator.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows, as it stood at one moment.
 *
 * @param clock the simulator's time, and how far it is ahead of real time
 * @param figures totals since the store began
 * @param towns municipalities that have a profile or claims
 * @param calls the latest calls, newest first
 * @param claims one page of claims
 * @param rules the fault rules in force, in their order
 */
public record Overview(
        Clock clock, Figures figures, List<Town> towns, List<Call> calls, Claims claims, List<Rule> rules) {

    public Overview {
        towns = List.copyOf(towns);
        calls = List.copyOf(calls);
        rules = List.copyOf(rules);
    }

    /** The simulator's time. */
    public record Clock(Instant at, Duration ahead) {}

    /**
     * Totals.
     *
     * @param doubled how often a request took effect once more
     * @param unreceipted messages of the back channel that nobody receipted yet
     * @param deduplicates whether repeats are recognised
     */
    public record Figures(
            long requests,
            long effects,
            long refused,
            long repeated,
            long notCommitted,
            long doubled,
            long unreceipted,
            boolean deduplicates) {}

    /**
     * A municipality.
     *
     * @param profile name of the profile
     * @param given whether it was given, or is the usual one
     */
    public record Town(String cvr, String profile, boolean given, long claims, long balanceOre) {}

    /**
     * A call that was received.
     *
     * @param at UTC
     * @param outcome as in the journal
     * @param code of a refusal or fault, or of a fault rule; empty if none
     */
    public record Call(Instant at, String cvr, String operation, String claimReference, String outcome, String code) {}

    /**
     * A page of claims, in the order of CVR number and reference.
     *
     * @param filter what their references begin with; empty for all
     * @param next where the next page begins, null if this is the last
     */
    public record Claims(
            String filter, List<Claim> shown, @Nullable String next) {

        public Claims {
            shown = List.copyOf(shown);
        }
    }

    /** A claim; amounts in øre. */
    public record Claim(
            String cvr,
            String reference,
            long principalOre,
            long coveredOre,
            long writtenOffOre,
            long balanceOre,
            String state,
            boolean closed) {}

    /** A fault rule, how often it was met and how often it struck. */
    public record Rule(String text, long matched, long played) {}
}
