package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.Claims;
import dk.kravbro.municipality.Municipalities;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Takes messages in that another room has read and decided on; takes part in that room's transaction. */
@Stateless
@PermitAll
public class FeeMessages {

    @Inject
    Claims claims;

    @Inject
    FeeDesks desks;

    @Inject
    Municipalities municipalities;

    @Inject
    Clock clock;

    /**
     * Takes messages as if FBS had sent them one after the other, but cancels only what is still owed: a claim that was paid
     * or written off meanwhile is left as it is.
     *
     * @return what became of each, in their order
     */
    public List<FeeOutcome> take(List<FeeMessage> messages, Actor actor) {
        FeeDesk desk = desks.open(municipalities::find, actor, clock.instant());
        SortedSet<ClaimKey> keys = new TreeSet<>();
        messages.forEach(message -> keys.add(message.key()));
        desk.lock(keys);
        List<FeeOutcome> outcomes = new ArrayList<>();
        for (FeeMessage message : messages) {
            outcomes.add(
                    message instanceof FeeMessage.Cancellation && !isOwed(message.key())
                            ? FeeOutcome.Refused.because(
                                    ProblemType.FEE_NOT_OPEN, "/feeId", "Nothing is owed of it here any more.")
                            : desk.take(message));
        }
        desk.close();
        return outcomes;
    }

    /** Asked with the claim's row locked, as who writes into its ledger has it too. */
    private boolean isOwed(ClaimKey key) {
        return claims.find(key)
                .filter(claim ->
                        !claim.withdrawn() && claims.outstanding(claim.id()).isPositive())
                .isPresent();
    }
}
