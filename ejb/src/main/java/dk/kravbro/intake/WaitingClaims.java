package dk.kravbro.intake;

import dk.kravbro.claim.Claim;
import dk.kravbro.municipality.MunicipalityCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;

/** Claims with something that has not left and is not due. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class WaitingClaims {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /**
     * The next of a municipality's after that id, in order of it, locked until the transaction ends.
     *
     * @param dueBefore those whose last timely payment date lies before that day
     */
    List<Claim> lock(MunicipalityCode municipality, long after, LocalDate dueBefore, int limit) {
        @SuppressWarnings("unchecked")
        List<Claim> found = entities.createNativeQuery(
                        "select c.* from kravbro.claims c join kravbro.claim_versions v on v.claim_id = c.id"
                                + " and v.version = c.version and v.due_on < :dueBefore"
                                + " where c.id in (select d.claim_id from kravbro.deliveries d"
                                + " where d.municipality_code = :code and d.state = 'WAITING' and d.claim_id > :after)"
                                + " and not c.withdrawn order by c.id limit :most for no key update of c",
                        Claim.class)
                .setParameter("code", municipality.value())
                .setParameter("after", after)
                .setParameter("dueBefore", dueBefore)
                .setParameter("most", limit)
                .getResultList();
        return found;
    }
}
