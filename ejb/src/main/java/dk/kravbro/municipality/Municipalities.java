package dk.kravbro.municipality;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All municipalities. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Municipalities {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    public Optional<Municipality> find(MunicipalityCode code) {
        return Optional.ofNullable(entities.find(Municipality.class, code.value()));
    }

    /** The municipality, locked until the transaction ends. */
    public Optional<Municipality> lock(MunicipalityCode code) {
        return Optional.ofNullable(entities.find(Municipality.class, code.value(), LockModeType.PESSIMISTIC_WRITE));
    }

    public Optional<Municipality> withCvr(String cvr) {
        return entities.createQuery("select m from Municipality m where m.cvr = :cvr", Municipality.class)
                .setParameter("cvr", cvr)
                .getResultStream()
                .findFirst();
    }

    /** Every municipality, by code, with all that it chose. */
    public List<Municipality> withChoices() {
        List<Municipality> all = entities.createQuery(
                        "select m from Municipality m left join fetch m.closings left join fetch m.senders order by m.code",
                        Municipality.class)
                .getResultList();
        // The switches come with a statement of their own: joined as well, every row would stand there for each of
        // them.
        all.forEach(Municipality::choices);
        return all;
    }

    /** What time it is by the database's clock: the one that says when a planned run's time has come. */
    public Instant databaseNow() {
        return (Instant) entities.createNativeQuery("select clock_timestamp()", Instant.class)
                .getSingleResult();
    }

    /** Every municipality, by code; to be read only. */
    public List<Municipality> all() {
        return entities.createQuery("select m from Municipality m order by m.code", Municipality.class)
                // Nothing to be compared again at each flush.
                .setHint("org.hibernate.readOnly", true)
                .getResultList();
    }
}
