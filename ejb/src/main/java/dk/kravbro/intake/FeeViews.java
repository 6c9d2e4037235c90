package dk.kravbro.intake;

import dk.kravbro.audit.Reach;
import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.readiness.Findings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What FBS can see of its fees: reads only. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class FeeViews {

    private static final String STATE = "select c.id, c.agency_id, c.fee_id, c.municipality_code, c.version,"
            + " c.claim_type, c.withdrawn, c.amount_ore, c.account_status, c.created_at, c.changed_at, c.erased_at,"
            + " (select cast(coalesce(sum(case when e.kind in ('PRINCIPAL', 'WRITE_UP') then e.amount_ore"
            + " else -e.amount_ore end), 0) as bigint) from kravbro.claim_entries e where e.claim_id = c.id)"
            + " from kravbro.claims c ";

    /** Before any fee. */
    private static final FeeCursor FIRST = new FeeCursor(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    @Inject
    Findings findings;

    @Inject
    PeopleSeal people;

    public Optional<FeeState> find(ClaimKey key) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(STATE + "where c.agency_id = :agency and c.fee_id = :fee")
                .setParameter("agency", key.agencyId())
                .setParameter("fee", key.feeId())
                .getResultList();
        return found.stream().map(this::state).findFirst();
    }

    /** The fees of a debtor within a reach, the one that changed last first, from behind a place on. */
    public List<FeeState> owedBy(String identity, Reach reach, Optional<FeeCursor> after, int limit) {
        FeeCursor from = after.orElse(FIRST);
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(STATE + "where c.debtor_key = any (:keys)"
                        + " and (:everywhere or c.agency_id = any (string_to_array(:agencies, ','))"
                        + " or c.municipality_code = any (string_to_array(:municipalities, ',')))"
                        + " and (c.changed_at, c.id) < (:changed, :id) order by c.changed_at desc, c.id desc")
                .setParameter("keys", people.keysOf(identity).toArray(byte[][]::new))
                .setParameter("everywhere", reach.everywhere())
                .setParameter("agencies", String.join(",", reach.agencies()))
                .setParameter("municipalities", String.join(",", reach.municipalities()))
                .setParameter("changed", from.changedAt())
                .setParameter("id", from.claimId())
                .setMaxResults(limit)
                .getResultList();
        return found.stream().map(this::state).toList();
    }

    private FeeState state(Object[] row) {
        return new FeeState(
                (Long) row[0],
                new ClaimKey((String) row[1], (Long) row[2]),
                (String) row[3],
                (Integer) row[4],
                (String) row[5],
                (Boolean) row[6],
                new Amount((Long) row[7]),
                new Amount((Long) row[12]),
                Optional.ofNullable((String) row[8]),
                (Instant) row[9],
                (Instant) row[10],
                told((Long) row[0]),
                findings.of((Long) row[0]),
                Optional.ofNullable((Instant) row[11]));
    }

    private List<FeeState.Told> told(long claimId) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select sequence_no, kind, amount_ore, version, state, reason,"
                                + " settled_at from kravbro.deliveries where claim_id = :claim order by sequence_no")
                .setParameter("claim", claimId)
                .getResultList();
        return found.stream()
                .map(row -> new FeeState.Told(
                        (Integer) row[0],
                        (String) row[1],
                        new Amount((Long) row[2]),
                        (Integer) row[3],
                        (String) row[4],
                        (String) row[5],
                        Optional.ofNullable((Instant) row[6])))
                .toList();
    }

    /** What happened to a fee after a step, oldest first. */
    public List<FeeStep> steps(ClaimKey key, long after, int limit) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select e.at, e.kind, e.amount_ore, d.kind as told, e.detail, e.id"
                                + " from kravbro.claims c join kravbro.events e on e.claim_id = c.id"
                                + " left join kravbro.deliveries d on d.id = e.delivery_id"
                                + " where c.agency_id = :agency and c.fee_id = :fee and e.id > :after order by e.id")
                .setParameter("agency", key.agencyId())
                .setParameter("fee", key.feeId())
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
        return found.stream()
                .map(row -> new FeeStep(
                        (Long) row[5],
                        (Instant) row[0],
                        (String) row[1],
                        amount(row[2]),
                        Optional.ofNullable((String) row[3]),
                        (String) row[4]))
                .toList();
    }

    private static Optional<Amount> amount(@Nullable Object ore) {
        return Optional.ofNullable((Long) ore).map(Amount::new);
    }
}
