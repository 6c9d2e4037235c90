package dk.kravbro.intake;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Removes what intake remembers of requests once its time is over; one transaction. */
@Stateless
@PermitAll
public class IntakeForgetting {

    /** Most rows of a kind in one round, so that its transaction stays short. */
    static final int MOST = 10_000;

    @Inject
    IdempotencyKeys keys;

    @Inject
    EarlyCancellations cancellations;

    @Inject
    Clock clock;

    /**
     * What a round removed.
     *
     * @param keys of requests
     * @param cancellations of fees that never came
     */
    public record Forgotten(int keys, int cancellations) {}

    /** One round. */
    public Forgotten forget() {
        Instant now = clock.instant();
        return new Forgotten(keys.forgetOld(now, MOST), cancellations.forget(now, MOST));
    }
}
