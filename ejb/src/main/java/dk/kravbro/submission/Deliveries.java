package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality;
import dk.kravbro.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;

/** All deliveries, as intake adds to them. The caller has locked the claim's row. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Deliveries {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    @Inject
    Clock clock;

    /** Adds the first delivery of a new claim (REGISTER). */
    public void addFirst(NewDelivery delivery, Municipality municipality) {
        entities.persist(born(delivery, 1, waitsFor(delivery, municipality)));
    }

    /** Adds a later delivery of a claim: it waits while an earlier one is open. */
    public void add(NewDelivery delivery, Municipality municipality) {
        entities.flush();
        Object[] earlier = (Object[]) entities.createNativeQuery("select coalesce(max(sequence_no), 0),"
                        + " count(*) filter (where state not in ('ACCEPTED', 'NETTED')) from kravbro.deliveries"
                        + " where claim_id = :claim")
                .setParameter("claim", delivery.claimId())
                .setFlushMode(FlushModeType.COMMIT)
                .getSingleResult();
        int next = ((Number) earlier[0]).intValue() + 1;
        boolean earlierOpen = ((Number) earlier[1]).longValue() > 0;
        String waits = waitsFor(delivery, municipality);
        entities.persist(born(delivery, next, waits.isEmpty() && earlierOpen ? WaitingFor.EARLIER_DELIVERY : waits));
    }

    private Delivery born(NewDelivery delivery, int sequenceNo, String waitingFor) {
        return new Delivery(
                delivery.claimId(),
                delivery.municipality().value(),
                sequenceNo,
                delivery.kind(),
                delivery.amount(),
                delivery.version(),
                waitingFor,
                null,
                clock.instant());
    }

    private String waitsFor(NewDelivery delivery, Municipality municipality) {
        if (!municipality.isLive(LocalDate.ofInstant(clock.instant(), BusinessClock.COPENHAGEN))) {
            return WaitingFor.GO_LIVE;
        }
        return municipality.takesFeesOf(delivery.feeCreatedOn()) ? "" : WaitingFor.EARLIEST_DATE;
    }
}
