package dk.kravbro.e2e;

import static dk.kravbro.e2e.HistoryReport.Invariant.I1;
import static dk.kravbro.e2e.HistoryReport.Invariant.I2;
import static dk.kravbro.e2e.HistoryReport.Invariant.I3;
import static dk.kravbro.e2e.HistoryReport.Invariant.I4;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds our history against the debtor system's: nothing lost (I1), nothing doubled (I2), in order (I3), the money adds
 * up (I4). Looks at what is stored on both sides alone, and knows nothing of how it came about.
 */
final class HistoryChecker {

    private static final Set<String> ENDED = Set.of("ACCEPTED", "REFUSED", "NETTED", "ON_WORKLIST");
    private static final Set<String> ON_ITS_WAY = Set.of("DUE", "QUEUED", "SENDING", "IN_DOUBT");
    private static final Set<String> BUCKETS =
            Set.of("WAITING", "DUE", "QUEUED", "SENDING", "ACCEPTED", "REFUSED", "NETTED", "IN_DOUBT", "ON_WORKLIST");

    private final History history;
    private final Map<String, Integer> answered;
    private final boolean settled;
    private final HistoryReport report = new HistoryReport();

    private final Map<Long, History.Claim> claimsById;
    private final Map<Long, List<History.Delivery>> deliveriesByClaim;
    private final Map<String, List<History.Request>> effectsByRequest;

    private HistoryChecker(History history, Map<String, Integer> answered, boolean settled) {
        this.history = history;
        this.answered = answered;
        this.settled = settled;
        this.claimsById = history.claims().stream().collect(toMap(History.Claim::id, Function.identity()));
        this.deliveriesByClaim = history.deliveries().stream()
                .sorted(Comparator.comparingInt(History.Delivery::sequenceNo))
                .collect(groupingBy(History.Delivery::claimId));
        this.effectsByRequest = history.requests().stream()
                .filter(History.Request::hasEffect)
                .collect(groupingBy(History.Request::requestId));
    }

    /**
     * Checks everything.
     *
     * @param answered what the API answered with 2xx: claim reference to version
     * @param settled whether all is said to be over: then nothing may be on its way any more
     */
    static HistoryReport check(History history, Map<String, Integer> answered, boolean settled) {
        return new HistoryChecker(history, answered, settled).check();
    }

    private HistoryReport check() {
        nothingLost();
        nothingDoubled();
        inOrder();
        moneyAddsUp();
        Map<String, Long> states = new java.util.TreeMap<>(history.deliveries().stream()
                .collect(groupingBy(History.Delivery::state, java.util.stream.Collectors.counting())));
        report.note(history.claims().size() + " claims, " + history.deliveries().size() + " deliveries " + states);
        report.note("debtor systems: " + history.requests().size() + " calls, "
                + effectsByRequest.values().stream().mapToInt(List::size).sum() + " effects; faults played "
                + new java.util.TreeMap<>(history.requests().stream()
                        .filter(request -> !request.fault().isEmpty())
                        .collect(groupingBy(History.Request::fault, java.util.stream.Collectors.counting())))
                + "; " + history.parkedNotices() + " notices parked");
        return report;
    }

    private void nothingLost() {
        Map<String, Integer> versions =
                history.claims().stream().collect(toMap(History.Claim::reference, History.Claim::version));
        answered.forEach((reference, version) -> report.check(
                I1,
                versions.getOrDefault(reference, 0) >= version,
                "fee " + reference + " version " + version + " was answered with 2xx and is not here"));
        history.taken()
                .forEach(reference -> report.check(
                        I1,
                        versions.containsKey(reference),
                        "fee " + reference + " was taken by a batch and is not here"));
        for (History.Claim claim : history.claims()) {
            List<History.Delivery> deliveries = deliveriesByClaim.getOrDefault(claim.id(), List.of());
            long told = deliveries.stream()
                    .filter(delivery -> !delivery.state().equals("NETTED"))
                    // A refused delivery that a later one corrects is told by that one.
                    .filter(delivery -> !delivery.state().equals("REFUSED"))
                    .mapToLong(History.Delivery::signedOre)
                    .sum();
            boolean hasRefused = deliveries.stream()
                    .anyMatch(delivery -> delivery.state().equals("REFUSED")
                            || delivery.state().equals("ON_WORKLIST"));
            report.check(
                    I1,
                    hasRefused || told == claim.owedOre(),
                    "claim " + claim.id() + ": its deliveries tell " + told + " øre, FBS says " + claim.owedOre());
        }
        for (History.Delivery delivery : history.deliveries()) {
            if (settled && claimsById.get(delivery.claimId()).isLive()) {
                report.check(
                        I1,
                        ENDED.contains(delivery.state()) || waitsForAPerson(delivery),
                        "delivery " + delivery.id() + " is still " + delivery.state() + " " + delivery.reason());
            }
            if (delivery.state().equals("ACCEPTED")) {
                report.check(
                        I1,
                        effectsByRequest.containsKey(delivery.requestId()),
                        "delivery " + delivery.id() + " is ACCEPTED, but the debtor system has not got it");
            }
        }
    }

    /** It waits behind a delivery that is on a person's list, or for a date that the municipality chose. */
    private boolean waitsForAPerson(History.Delivery delivery) {
        return delivery.state().equals("WAITING")
                && (!delivery.reason().equals("EARLIER_DELIVERY")
                        || deliveriesByClaim.get(delivery.claimId()).stream()
                                .filter(earlier -> earlier.sequenceNo() < delivery.sequenceNo())
                                .anyMatch(earlier ->
                                        Set.of("REFUSED", "ON_WORKLIST").contains(earlier.state())
                                                || !earlier.reason().equals("EARLIER_DELIVERY")
                                                        && earlier.state().equals("WAITING")));
    }

    private void nothingDoubled() {
        Map<String, History.Delivery> byRequest =
                history.deliveries().stream().collect(toMap(History.Delivery::requestId, Function.identity()));
        effectsByRequest.forEach((request, effects) -> {
            report.check(
                    I2,
                    effects.size() == 1,
                    "request " + request + " had " + effects.size() + " effects at the debtor system");
            History.Request effect = effects.get(0);
            History.Delivery delivery = byRequest.get(request);
            if (delivery == null) {
                report.check(I2, false, "request " + request + " had an effect, but no delivery of ours has that id");
                return;
            }
            History.Claim claim = claimsById.get(delivery.claimId());
            report.check(
                    I2,
                    delivery.state().equals("ACCEPTED") || !settled && ON_ITS_WAY.contains(delivery.state()),
                    "delivery " + delivery.id() + " had an effect at the debtor system, but is " + delivery.state());
            report.check(
                    I2,
                    effect.kind().equals(delivery.kind())
                            && effect.amountOre() == delivery.amountOre()
                            && effect.reference().equals(claim.reference())
                            && effect.cvr().equals(claim.cvr()),
                    "delivery " + delivery.id() + " says " + delivery.kind() + " " + delivery.amountOre() + " of "
                            + claim.reference() + ", the debtor system got " + effect.kind() + " "
                            + effect.amountOre() + " of " + effect.reference());
        });
        Map<Long, String> stateById =
                history.deliveries().stream().collect(toMap(History.Delivery::id, History.Delivery::state));
        for (long id : history.openAttempts()) {
            String state = stateById.get(id);
            report.check(
                    I2,
                    "SENDING".equals(state) || "IN_DOUBT".equals(state) && !settled,
                    "delivery " + id + " is " + state + " and has an attempt without an end");
        }
    }

    private void inOrder() {
        deliveriesByClaim.forEach((claim, deliveries) -> {
            long onTheirWay = deliveries.stream()
                    .filter(delivery -> ON_ITS_WAY.contains(delivery.state()))
                    .count();
            report.check(I3, onTheirWay <= 1, "claim " + claim + " has " + onTheirWay + " deliveries on their way");
            boolean open = false;
            long lastSeq = 0;
            for (History.Delivery delivery : deliveries) {
                boolean accepted = delivery.state().equals("ACCEPTED");
                report.check(
                        I3,
                        !(accepted && open),
                        "delivery " + delivery.id() + " is ACCEPTED while an earlier one of claim " + claim
                                + " is open");
                open |= !ENDED.contains(delivery.state());
                List<History.Request> effects = effectsByRequest.getOrDefault(delivery.requestId(), List.of());
                for (History.Request effect : effects) {
                    report.check(
                            I3,
                            effect.seq() > lastSeq,
                            "delivery " + delivery.id() + " reached the debtor system before an earlier one of claim "
                                    + claim);
                    lastSeq = effect.seq();
                }
            }
        });
    }

    private void moneyAddsUp() {
        Map<String, List<History.Delivery>> byRun =
                history.deliveries().stream().collect(groupingBy(each -> each.municipality() + "/" + each.run()));
        for (History.Figure figure : history.figures()) {
            List<History.Delivery> run =
                    byRun.getOrDefault(figure.municipality() + "/" + figure.run(), List.of()).stream()
                            .filter(delivery -> BUCKETS.contains(delivery.state()))
                            .toList();
            long ore = run.stream().mapToLong(History.Delivery::amountOre).sum();
            report.check(
                    I4,
                    run.size() == figure.count() && ore == figure.ore(),
                    "municipality " + figure.municipality() + " run " + figure.run() + ": received " + figure.count()
                            + " / " + figure.ore() + " øre, its buckets hold " + run.size() + " / " + ore);
        }
        Map<String, History.Held> held = new HashMap<>();
        history.held().forEach(each -> held.put(each.cvr() + " " + each.reference(), each));
        for (History.Claim claim : history.claims()) {
            report.check(
                    I4,
                    claim.owedOre() == claim.amountOre() && claim.amountOre() >= 0,
                    "claim " + claim.id() + ": its ledger says FBS claims " + claim.owedOre() + " øre, its row says "
                            + claim.amountOre());
            long accepted = deliveriesByClaim.getOrDefault(claim.id(), List.of()).stream()
                    .filter(delivery -> delivery.state().equals("ACCEPTED"))
                    .mapToLong(History.Delivery::signedOre)
                    .sum();
            History.Held there = held.remove(claim.cvr() + " " + claim.reference());
            boolean untouched = accepted == 0 && claim.ledger("COVERAGE") == 0 && claim.ledger("WRITE_OFF") == 0;
            if (there == null) {
                report.check(I4, untouched, "claim " + claim.id() + " is not held by the debtor system");
                continue;
            }
            boolean inFlight = !settled
                    && deliveriesByClaim.getOrDefault(claim.id(), List.of()).stream()
                            .anyMatch(delivery -> ON_ITS_WAY.contains(delivery.state()));
            long here = accepted - claim.ledger("COVERAGE") - claim.ledger("WRITE_OFF");
            report.check(
                    I4,
                    inFlight || here == there.balanceOre(),
                    "claim " + claim.id() + ": balance " + here + " øre here, " + there.balanceOre()
                            + " øre at the debtor system");
            report.check(
                    I4,
                    claim.ledger("COVERAGE") == there.coveredOre()
                            && claim.ledger("WRITE_OFF") == there.writtenOffOre(),
                    "claim " + claim.id() + ": covered and written off " + claim.ledger("COVERAGE") + " + "
                            + claim.ledger("WRITE_OFF") + " øre here, " + there.coveredOre() + " + "
                            + there.writtenOffOre() + " øre at the debtor system");
            long unsent = claim.owedOre() - accepted;
            report.check(
                    I4,
                    claim.outstandingOre() == here + unsent,
                    "claim " + claim.id() + ": outstanding " + claim.outstandingOre() + " øre does not add up");
        }
        held.forEach((key, there) -> report.check(
                I4, false, "the debtor system holds " + there.reference() + ", which is no claim of ours"));
    }
}
