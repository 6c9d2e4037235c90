package dk.kravbro.submission;

import dk.kravbro.municipality.Municipality;
import dk.kravbro.time.BusinessClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All deliveries, as intake adds to them. The caller has locked the claim's row. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Deliveries {

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    @Inject
    Clock clock;

    /**
     * A claim's deliveries so far, as the next one needs to know them.
     *
     * @param last number of the last one; 0 if there is none
     * @param open whether one of them is not settled, so that the next one waits for it
     */
    public record Standing(int last, boolean open) {

        /** A claim that nothing was told of. */
        public static final Standing NONE = new Standing(0, false);
    }

    /** How these claims stand; those without a delivery are left out. */
    public Map<Long, Standing> standing(Collection<Long> claimIds) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select claim_id, max(sequence_no),"
                        + " bool_or(state not in ('ACCEPTED', 'NETTED')) from kravbro.deliveries"
                        + " where claim_id = any(:claims) group by claim_id")
                .setParameter("claims", claimIds.toArray(Long[]::new))
                .getResultList();
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> (Long) row[0], row -> new Standing(((Number) row[1]).intValue(), (Boolean) row[2])));
    }

    /**
     * Adds a claim's next delivery: it waits while an earlier one is open.
     *
     * @param before how the claim stands, read since its row was locked
     * @return how it stands now
     */
    public Standing add(NewDelivery delivery, Municipality municipality, Standing before) {
        int number = before.last() + 1;
        String waits = waitsFor(delivery, municipality);
        entities.persist(
                born(delivery, number, waits.isEmpty() && before.open() ? WaitingFor.EARLIER_DELIVERY : waits));
        return new Standing(number, true);
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
