package dk.kravbro.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The fault rules in force. Every rule is asked in turn; delays add up, the first other action decides. */
final class FaultScript {

    static final int MOST_RULES = 100;

    private List<Armed> rules = List.of();

    /** A rule and how often it was met. */
    private static final class Armed {
        private final FaultRule rule;
        private final Random dice;
        private long matched;
        private long played;

        Armed(FaultRule rule) {
            this.rule = rule;
            this.dice = new Random(rule.seed() == null ? 1 : rule.seed());
        }

        boolean strikes(Incoming call) {
            Long count = rule.count();
            if (!rule.isAbout(call) || (count != null && played >= count)) {
                return false;
            }
            matched++;
            Integer everyNth = rule.everyNth();
            Double probability = rule.probability();
            boolean turn =
                    everyNth != null ? matched % everyNth == 0 : probability == null || dice.nextDouble() < probability;
            played += turn ? 1 : 0;
            return turn;
        }
    }

    /** A rule's state for the control API. */
    record Status(FaultRule rule, long matched, long played) {}

    synchronized void replace(List<FaultRule> newRules) {
        if (newRules.size() > MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " rules");
        }
        rules = newRules.stream().map(Armed::new).toList();
    }

    synchronized List<Status> status() {
        return rules.stream()
                .map(each -> new Status(each.rule, each.matched, each.played))
                .toList();
    }

    /** The rules that strike this call: delays first, then at most one other. */
    synchronized List<FaultRule> striking(Incoming call) {
        List<FaultRule> striking = new ArrayList<>();
        for (Armed each : rules) {
            if (each.strikes(call)) {
                striking.add(each.rule);
                if (each.rule.action() != FaultRule.Action.DELAY) {
                    return striking;
                }
            }
        }
        return striking;
    }
}
