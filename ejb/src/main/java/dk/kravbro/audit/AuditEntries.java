package dk.kravbro.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** All lines of the audit trail. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class AuditEntries {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    public void add(AuditEntry entry) {
        entities.persist(entry);
    }
}
