package dk.kravbro.submission;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Works out what a run would send of one claim, in memory: net, release, send, as {@link NettingStore}, {@link RunStore}
 * and {@link RunStarter} do it, until nothing is left that may go. Takes it that everything sent is accepted.
 */
final class RunForecast {

    private RunForecast() {}

    /** Why a run would leave a delivery where it is. */
    enum HeldBack {
        /** The municipality is not live. */
        GO_LIVE,
        /** The fee is older than what the municipality takes. */
        EARLIEST_DATE,
        /** The claim breaks a readiness rule that keeps it here. */
        READINESS,
        /** Behind one that is queued or being sent. */
        ON_ITS_WAY,
        /** Behind one whose fate nobody knows. */
        IN_DOUBT,
        /** Behind one that a person must settle. */
        ON_WORKLIST,
        /** Behind a refused one that nothing corrects. */
        REFUSED
    }

    /** What the municipality chose, as far as it decides what may go. */
    record Rules(boolean live, @Nullable LocalDate earliestFeeOn) {}

    /** A delivery that would be sent, and what the debtor system would have been told before it and after it. */
    record Sent(long claimId, ClaimHistory.Pending delivery, Netting.Told before, Netting.Told after) {

        /** Whether others owe from now on than the debtor system was told so far. */
        boolean changesParty() {
            return before.registered()
                    && after.registered()
                    && !before.parties().equals(after.parties());
        }
    }

    /**
     * What a run would make of one claim.
     *
     * @param sent in the order in which they would leave
     * @param netted what would never travel, since others take its place or none is needed
     * @param left what would stay where it is
     * @param why why it would stay; empty if nothing would
     */
    record OfClaim(
            List<Sent> sent, List<Netting.Unsent> netted, List<ClaimHistory.Pending> left, Optional<HeldBack> why) {}

    /** Looks ahead. The history has been moved on to where the run would leave it. */
    static OfClaim of(ClaimHistory claim, Rules rules) {
        List<Sent> sent = new ArrayList<>();
        List<Netting.Unsent> netted = new ArrayList<>();
        Optional<HeldBack> why = blocked(claim, rules);
        while (why.isEmpty() && !claim.pending().isEmpty()) {
            Optional<List<Netting.Planned>> planned = claim.replacement();
            if (planned.isPresent()) {
                claim.pending().forEach(p -> netted.add(new Netting.Unsent(p.id(), p.kind(), p.amountOre())));
                claim.replace(planned.get());
                continue;
            }
            why = waits(claim, rules);
            if (why.isEmpty()) {
                Netting.Told before = claim.told();
                ClaimHistory.Pending first = claim.acceptFirst();
                sent.add(new Sent(claim.claimId(), first, before, claim.told()));
            }
        }
        return new OfClaim(sent, netted, claim.pending(), claim.pending().isEmpty() ? Optional.empty() : why);
    }

    private static Optional<HeldBack> blocked(ClaimHistory claim, Rules rules) {
        if (!rules.live()) {
            return Optional.of(HeldBack.GO_LIVE);
        }
        return claim.onItsWay().map(state -> switch (state) {
            case IN_DOUBT -> HeldBack.IN_DOUBT;
            case ON_WORKLIST -> HeldBack.ON_WORKLIST;
            default -> HeldBack.ON_ITS_WAY;
        });
    }

    /** What the claim's first pending delivery waits for: the conditions of a run's release. */
    private static Optional<HeldBack> waits(ClaimHistory claim, Rules rules) {
        ClaimHistory.Pending first = claim.pending().get(0);
        if (first.due()) {
            return Optional.empty();
        }
        if (claim.refused() != null) {
            return Optional.of(HeldBack.REFUSED);
        }
        LocalDate earliest = rules.earliestFeeOn();
        boolean inTime = earliest == null || !claim.incurredOn().isBefore(earliest);
        if (claim.everRegistered()) {
            return Optional.empty();
        }
        if (!inTime) {
            return Optional.of(HeldBack.EARLIEST_DATE);
        }
        return claim.isStopped() ? Optional.of(HeldBack.READINESS) : Optional.empty();
    }
}
