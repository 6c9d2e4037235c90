package dk.kravbro.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/**
 * Who did or saw what (revisionsspor). Only added to, in the transaction of the deed: no deed without its entry.
 *
 * <p>Neither subject nor detail may hold an identity number or a name.
 */
@ApplicationScoped
public class AuditTrail {

    @Inject
    AuditEntries entries;

    @Inject
    Clock clock;

    /**
     * Adds an entry about one municipality.
     *
     * @param action what was done, in a word or two ("municipality changed")
     * @param subject to what ("municipality 0101", a claim reference)
     */
    public void record(Actor actor, String action, String subject, String municipalityCode, String detail) {
        entries.add(new AuditEntry(actor, action, subject, municipalityCode, detail, clock.instant()));
    }

    /** Adds an entry that is about no single municipality. */
    public void record(Actor actor, String action, String subject, String detail) {
        entries.add(new AuditEntry(actor, action, subject, null, detail, clock.instant()));
    }
}
