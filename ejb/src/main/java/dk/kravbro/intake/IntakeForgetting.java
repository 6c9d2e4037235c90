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

    /** Most lines of batches in one round; one batch may have as many. */
    static final int MOST_LINES = 1_000_000;

    @Inject
    IdempotencyKeys keys;

    @Inject
    EarlyCancellations cancellations;

    @Inject
    FeeBatchRows batches;

    @Inject
    TextMarks marks;

    @Inject
    Clock clock;

    /**
     * What a round removed.
     *
     * @param keys of requests
     * @param batches with the results of their lines
     * @param cancellations of fees that never came
     */
    public record Forgotten(int keys, int batches, int cancellations) {}

    /** One round. */
    public Forgotten forget() {
        Instant now = clock.instant();
        batches.unmarked(MOST).forEach((batch, hash) -> batches.mark(batch, hash, marks.of(hash)));
        return new Forgotten(
                keys.forgetOld(now, MOST),
                batches.forget(now.minus(IdempotencyKeys.KEPT), MOST_LINES),
                cancellations.forget(now, MOST));
    }
}
