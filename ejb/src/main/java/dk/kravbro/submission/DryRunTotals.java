package dk.kravbro.submission;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up a dry run. Not thread-safe. */
final class DryRunTotals {

    private static final String BEFORE = "BEFORE";
    private static final String AFTER = "AFTER";

    private final Map<DryRun.Heading, Map<String, DryRun.Total>> totals = new EnumMap<>(DryRun.Heading.class);

    /** Adds what a run would make of one claim, but for the messages themselves. */
    void add(RunForecast.OfClaim claim) {
        claim.netted().forEach(n -> add(DryRun.Heading.NETTED, n.kind().name(), 1, n.amountOre(), 0));
        claim.why()
                .ifPresent(why ->
                        claim.left().forEach(p -> add(DryRun.Heading.HELD_BACK, why.name(), 1, p.amountOre(), 0)));
        if (!claim.sent().isEmpty()) {
            told(BEFORE, claim.sent().get(0).before());
            told(AFTER, claim.sent().get(claim.sent().size() - 1).after());
        }
    }

    private void told(String when, Netting.Told told) {
        add(DryRun.Heading.TOLD, when, told.registered() ? 1 : 0, told.amountOre(), 0);
    }

    /** Adds a delivery that would be sent; each rule that it breaks counts it once. */
    void add(DryRunLine line, List<String> rules) {
        add(DryRun.Heading.TO_SEND, line.kind().name(), 1, line.amountOre(), line.bytes());
        rules.stream().distinct().forEach(rule -> add(DryRun.Heading.INVALID, rule, 1, line.amountOre(), line.bytes()));
    }

    private void add(DryRun.Heading heading, String name, long count, long ore, long bytes) {
        totals.computeIfAbsent(heading, h -> new TreeMap<>())
                .merge(
                        name,
                        new DryRun.Total(heading, name, count, ore, bytes),
                        (a, b) -> new DryRun.Total(
                                heading, name, a.count() + b.count(), a.ore() + b.ore(), a.bytes() + b.bytes()));
    }

    List<DryRun.Total> all() {
        List<DryRun.Total> all = new ArrayList<>();
        totals.values().forEach(byName -> all.addAll(byName.values()));
        return all;
    }
}
