package dk.kravbro.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The fault rules in force. Every rule is asked in turn; delays add up, the first other action decides. */
final class FaultScript {

    static final int MOST_RULES = 100;

    private final Clock clock;
    private List<Armed> rules = List.of();

    /** @param clock for windows and rates */
    FaultScript(Clock clock) {
        this.clock = clock;
    }

    /** A rule and how often it was met. */
    private static final class Armed {
        private final FaultRule rule;
        private final Random dice;
        private final @Nullable CallRate rate;
        private long matched;
        private long played;

        Armed(FaultRule rule) {
            this.rule = rule;
            this.dice = new Random(rule.seed() == null ? 1 : rule.seed());
            this.rate = rule.perSecond() == null ? null : new CallRate(rule.perSecond());
        }

        boolean strikes(String cvr, String operation, boolean question, Instant now) {
            Long count = rule.count();
            if (!rule.isAbout(cvr, operation, question) || !rule.isOpen(now) || (count != null && played >= count)) {
                return false;
            }
            matched++;
            boolean turn = isTurn(cvr, now);
            played += turn ? 1 : 0;
            return turn;
        }

        private boolean isTurn(String cvr, Instant now) {
            if (rate != null) {
                return rate.isOver(cvr, now);
            }
            Integer everyNth = rule.everyNth();
            Double probability = rule.probability();
            return everyNth != null ? matched % everyNth == 0 : probability == null || dice.nextDouble() < probability;
        }
    }

    /** A rule's state for the control API. */
    record Status(FaultRule rule, long matched, long played) {}

    synchronized void replace(List<FaultRule> newRules) {
        if (newRules.size() > MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " rules");
        }
        Instant now = clock.instant();
        rules = newRules.stream().map(each -> new Armed(each.setAt(now))).toList();
    }

    synchronized List<Status> status() {
        return rules.stream()
                .map(each -> new Status(each.rule, each.matched, each.played))
                .toList();
    }

    /** The rules that strike this call: delays first, then at most one other. */
    synchronized List<FaultRule> striking(Incoming call) {
        Instant now = clock.instant();
        List<FaultRule> striking = new ArrayList<>();
        for (Armed each : rules) {
            FaultAction action = each.rule.action();
            boolean ofCalls = action.place() == FaultAction.Place.CALL || action.place() == FaultAction.Place.INQUIRY;
            if (ofCalls && each.strikes(call.municipalityCvr(), call.operation(), call.asks(), now)) {
                striking.add(each.rule);
                if (action != FaultAction.DELAY) {
                    return striking;
                }
            }
        }
        return striking;
    }

    /**
     * The first rule of a place beside the calls that strikes.
     *
     * @param operation of the back channel; empty for a token
     */
    synchronized @Nullable FaultRule striking(FaultAction.Place place, String municipalityCvr, String operation) {
        Instant now = clock.instant();
        for (Armed each : rules) {
            if (each.rule.action().place() == place && each.strikes(municipalityCvr, operation, false, now)) {
                return each.rule;
            }
        }
        return null;
    }

    /** The rule that says how the protected address is now; it is looked at often, so it counts nothing. */
    synchronized @Nullable FaultRule ofTheAddress() {
        Instant now = clock.instant();
        for (Armed each : rules) {
            boolean ofTheAddress =
                    each.rule.action().place() == FaultAction.Place.LISTENER || each.rule.shutsTheAddress();
            if (ofTheAddress && each.rule.isOpen(now)) {
                return each.rule;
            }
        }
        return null;
    }
}
