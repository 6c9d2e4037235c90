package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.municipality.Municipalities;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Takes one fee in (modtagelse af et mellemværende): works out what changed since FBS last spoke of it and leaves claim,
 * ledger line, delivery and event in one transaction.
 */
@Stateless
@PermitAll
public class FeeIntake {

    @Inject
    FeeDesks desks;

    @Inject
    Municipalities municipalities;

    @Inject
    IdempotencyKeys keys;

    @Inject
    FeeViews views;

    @Inject
    Clock clock;

    /**
     * The fee as it is now.
     *
     * @param agencyId the library's ISIL, from the address
     * @param feeId FBS's number, from the address
     * @param body the fee as JSON in UTF-8
     * @param seen how the caller saw it: taken only while it stands so. A repeat of what was taken is recognised all the same
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public FeeOutcome put(String agencyId, String feeId, byte[] body, SeenFee seen, Actor actor) {
        actor.demand(Role.FBS);
        return take(reader(actor).put(agencyId, feeId, body), seen, actor);
    }

    /**
     * The fee is annulled.
     *
     * @param header the caller's own key of this request, if it gave one: a repeat is answered as the first time
     * @param seen how the caller saw it: taken only while it stands so
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public FeeOutcome cancel(
            String agencyId, String feeId, byte[] body, Optional<String> header, SeenFee seen, Actor actor) {
        actor.demand(Role.FBS);
        if (header.isEmpty()) {
            return take(reader(actor).cancellation(agencyId, feeId, body), seen, actor);
        }
        Optional<String> key = header.flatMap(RequestKey::read);
        if (key.isEmpty()) {
            return new FeeOutcome.Refused(List.of(Problem.of(ProblemType.IDEMPOTENCY_KEY_MALFORMED)));
        }
        String hash = FeeContent.hash(
                "cancellation " + agencyId + ' ' + feeId + '\n' + new String(body, StandardCharsets.UTF_8));
        Optional<IdempotencyKeys.Kept> used = keys.lock(actor.name(), key.get(), clock.instant());
        if (used.isPresent() && !used.get().requestHash().equals(hash)) {
            return new FeeOutcome.Refused(List.of(Problem.of(ProblemType.IDEMPOTENCY_KEY_REUSED)));
        }
        FeeOutcome outcome = take(reader(actor).cancellation(agencyId, feeId, body), seen, actor);
        if (used.isPresent() && outcome instanceof FeeOutcome.Unchanged repeat) {
            return new FeeOutcome.Taken(repeat.key(), repeat.version(), false);
        }
        if (outcome instanceof FeeOutcome.Taken) {
            keys.keep(actor.name(), key.get(), hash, 200, clock.instant());
        }
        return outcome;
    }

    private FeeOutcome take(ReadFee read, SeenFee seen, Actor actor) {
        if (read instanceof ReadFee.NotUnderstood refused) {
            return new FeeOutcome.Refused(refused.problems());
        }
        FeeMessage message = ((ReadFee.Understood) read).message();
        FeeDesk desk = desks.open(municipalities::find, actor, clock.instant());
        desk.lock(new TreeSet<>(List.of(message.key())));
        // Under the lock: what FBS says of the fee cannot change between this look and the commit.
        if (!seen.isAnyhow() && !desk.isRepeat(message) && !seen.fits(views.find(message.key()))) {
            return FeeOutcome.Refused.because(
                    ProblemType.PRECONDITION_FAILED, "", "The fee does not stand as If-Match says.");
        }
        FeeOutcome outcome = desk.take(message);
        desk.close();
        return outcome;
    }

    /** To whoever may not act for it, a library is as unknown as one that does not exist. */
    private FeeReader reader(Actor actor) {
        return new FeeReader(agency -> actor.mayActFor(agency.value())
                && municipalities.find(agency.municipality()).isPresent());
    }
}
