package dk.kravbro.reconciliation;

import dk.kravbro.claim.Amount;
import dk.kravbro.municipality.AgencyId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All snapshots, in plain SQL: their rows are moved on step by step and never changed as objects. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SnapshotRows {

    private static final String COLUMNS = "id, agency_id, municipality_code, client, state, received_at, taken_at,"
            + " compared_at, lines, unreadable, unidentified, fees_there, ore_there, fees_here, ore_here, outstanding_ore,"
            + " applied_kinds, applied_by, applied_at";

    private static final String STANDING = "select id, agency_id, state, attempt, progressed_at, text_hash, applied_to,"
            + " applied_kinds, cancel_reason, cancel_on from kravbro.fee_snapshots where ";

    /**
     * A snapshot as a request finds it, its row locked until the transaction ends.
     *
     * @param attempt which request works on it
     * @param mark of the whole text, once it has ended
     */
    record Standing(
            UUID id,
            String agencyId,
            FeeSnapshot.State state,
            int attempt,
            Instant progressedAt,
            String mark,
            int appliedTo,
            @Nullable String appliedKinds,
            @Nullable String cancelReason,
            @Nullable LocalDate cancelOn) {}

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /** Adds a snapshot, unless this caller has used the key. */
    public Optional<UUID> add(AgencyId agency, String client, String key, Instant now) {
        UUID id = UUID.randomUUID();
        int added = entities.createNativeQuery(
                        "insert into kravbro.fee_snapshots"
                                + " (id, agency_id, municipality_code, client, idempotency_key, state, received_at, progressed_at)"
                                + " values (:id, :agency, :code, :client, :key, 'RECEIVING', :now, :now) on conflict do nothing")
                .setParameter("id", id)
                .setParameter("agency", agency.value())
                .setParameter("code", agency.municipality().value())
                .setParameter("client", client)
                .setParameter("key", key)
                .setParameter("now", now)
                .executeUpdate();
        return added == 1 ? Optional.of(id) : Optional.empty();
    }

    public Standing lock(String client, String key) {
        return locked(
                entities.createNativeQuery(STANDING + "client = :client and idempotency_key = :key for no key update")
                        .setParameter("client", client)
                        .setParameter("key", key)
                        .getSingleResult());
    }

    public Standing lock(UUID id) {
        return locked(entities.createNativeQuery(STANDING + "id = :id for no key update")
                .setParameter("id", id)
                .getSingleResult());
    }

    private static Standing locked(Object row) {
        Object[] columns = (Object[]) row;
        return new Standing(
                (UUID) columns[0],
                (String) columns[1],
                FeeSnapshot.State.valueOf((String) columns[2]),
                (Integer) columns[3],
                (Instant) columns[4],
                (String) columns[5],
                (Integer) columns[6],
                (String) columns[7],
                (String) columns[8],
                columns[9] == null ? null : ((Date) columns[9]).toLocalDate());
    }

    /** A new request works on it from its beginning. */
    public void beginAnew(UUID id, Instant now) {
        entities.createNativeQuery("update kravbro.fee_snapshots set state = 'RECEIVING', attempt = attempt + 1,"
                        + " received_at = :now, progressed_at = :now where id = :id")
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate();
    }

    public void progressed(UUID id, Instant now) {
        entities.createNativeQuery("update kravbro.fee_snapshots set progressed_at = :now where id = :id")
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate();
    }

    public void incomplete(UUID id) {
        entities.createNativeQuery("update kravbro.fee_snapshots set state = 'INCOMPLETE' where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Its text has ended as it must. */
    public void ended(UUID id, int lines, String mark, Instant takenAt) {
        entities.createNativeQuery("update kravbro.fee_snapshots set lines = :lines, text_hash = :hash,"
                        + " taken_at = :taken where id = :id")
                .setParameter("lines", lines)
                .setParameter("hash", mark)
                .setParameter("taken", takenAt)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Differences of these kinds are being applied from now on. */
    public void applying(UUID id, SnapshotChoice choice, String kinds, String by, Instant now) {
        entities.createNativeQuery("update kravbro.fee_snapshots set state = 'APPLYING', progressed_at = :now,"
                        + " applied_kinds = :kinds, applied_by = :by, cancel_reason = cast(:reason as text),"
                        + " cancel_on = cast(:day as date) where id = :id")
                .setParameter("now", now)
                .setParameter("kinds", kinds)
                .setParameter("by", by)
                .setParameter(
                        "reason",
                        choice.cancellation()
                                .map(cancel -> cancel.reason().name())
                                .orElse(null))
                .setParameter(
                        "day",
                        choice.cancellation()
                                .map(cancel -> cancel.on().toString())
                                .orElse(null))
                .setParameter("id", id)
                .executeUpdate();
    }

    public void appliedTo(UUID id, int last, Instant now) {
        entities.createNativeQuery(
                        "update kravbro.fee_snapshots set applied_to = :last, progressed_at = :now where id = :id")
                .setParameter("last", last)
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    public void applied(UUID id, Instant now) {
        entities.createNativeQuery(
                        "update kravbro.fee_snapshots set state = 'APPLIED', applied_at = :now where id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** A snapshot without its differences. */
    public Optional<FeeSnapshot> find(UUID id) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select " + COLUMNS + " from kravbro.fee_snapshots where id = :id")
                .setParameter("id", id)
                .getResultList();
        return found.stream().map(SnapshotRows::snapshot).findFirst();
    }

    private static FeeSnapshot snapshot(Object[] row) {
        return new FeeSnapshot(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                FeeSnapshot.State.valueOf((String) row[4]),
                (Instant) row[5],
                Optional.ofNullable((Instant) row[6]),
                Optional.ofNullable((Instant) row[7]),
                (Integer) row[8],
                (Integer) row[9],
                (Integer) row[10],
                new FeeSnapshot.Sum((Integer) row[11], new Amount((Long) row[12])),
                new FeeSnapshot.Sum((Integer) row[13], new Amount((Long) row[14])),
                new Amount((Long) row[15]),
                Map.of(),
                row[16] == null
                        ? Optional.empty()
                        : Optional.of(new FeeSnapshot.Application(
                                (String) row[16], (String) row[17], Optional.ofNullable((Instant) row[18]), 0, 0, 0)));
    }

    /** Removes what came before that, with all its rows; at most so many snapshots. Tells how many there were. */
    public int forget(Instant before, int most) {
        return entities.createNativeQuery("delete from kravbro.fee_snapshots where id in (select id from"
                        + " kravbro.fee_snapshots where received_at < :before order by received_at limit :most for update"
                        + " skip locked)")
                .setParameter("before", before)
                .setParameter("most", most)
                .executeUpdate();
    }
}
