package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.municipality.MunicipalityCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Looks again at a municipality's waiting claims, when what holds for them has changed: what is ready now goes with the next
 * run. What has become due before is not called back. May be repeated, and broken off, at any time.
 */
@ApplicationScoped
public class FeeRecheck {

    /** Claims looked at for one request at most; the answer says where to go on. */
    static final int MOST = 100_000;

    private static final LocalDate WHENEVER_DUE = LocalDate.of(9999, 12, 31);

    @Inject
    RecheckChunks chunks;

    /**
     * How far a request came.
     *
     * @param looked how many claims were looked at
     * @param stopped how many of them are kept here
     * @param goOnAfter where the next request goes on; empty if all were looked at
     */
    public record Done(int looked, int stopped, Optional<Long> goOnAfter) {}

    /**
     * Looks at the waiting claims of a municipality that exists.
     *
     * @param after where an earlier request ended; 0 to begin
     * @throws Actor.NotAllowed if the caller is no operator
     */
    public Done recheck(MunicipalityCode code, long after, Actor actor) {
        actor.demand(Role.OPERATOR);
        int looked = 0;
        int stopped = 0;
        long last = after;
        while (looked < MOST) {
            RecheckChunks.Chunk chunk = chunks.look(code, last, WHENEVER_DUE);
            if (chunk.last().isEmpty()) {
                return new Done(looked, stopped, Optional.empty());
            }
            last = chunk.last().get();
            looked += chunk.looked();
            stopped += chunk.stopped();
        }
        return new Done(looked, stopped, Optional.of(last));
    }
}
