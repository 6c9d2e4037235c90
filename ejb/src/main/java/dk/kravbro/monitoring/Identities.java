package dk.kravbro.monitoring;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.claim.PeopleSeal;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Shows a debtor's identity number (identifikationsnummer) to a person who says why. The entry in the audit trail is
 * written in the same transaction: without it, no number.
 */
@Stateless
@PermitAll
public class Identities {

    /** Why somebody may need to see a number. Chosen, not written: free text would end up holding numbers itself. */
    public enum Reason {
        /** The citizen has asked. */
        CITIZEN_ASKED,
        /** Reconciliation with the debtor system. */
        RECONCILIATION,
        /** A delivery is refused or in doubt. */
        DELIVERY_FAULT
    }

    private record Shown(String municipalityCode, String identity) {

        @Override
        public String toString() {
            return "Shown[" + municipalityCode + "]";
        }
    }

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource source;

    @Inject
    AuditTrail trail;

    @Inject
    PeopleSeal people;

    /** The debtor's number in full; empty if there is no such claim, the reader may not see it, or it is erased. */
    public Optional<String> show(Actor actor, ClaimReference reference, Reason reason) {
        Sight.demandReader(actor);
        Optional<Shown> shown = new Reads(source)
                .first(
                        "select municipality_code, agency_id, fee_id, debtor from claims"
                                + " where agency_id = ? and fee_id = ? and debtor is not null and (? or municipality_code = any (?))",
                        row -> new Shown(
                                row.getString("municipality_code"),
                                DebtorSearch.debtor(row, people).identity()),
                        reference.agencyId(),
                        reference.feeId(),
                        actor.is(Role.OPERATOR),
                        Sight.codes(actor));
        shown.ifPresent(one -> trail.record(
                actor, "identity number shown", "claim " + reference, one.municipalityCode(), reason.name()));
        return shown.map(Shown::identity);
    }
}
