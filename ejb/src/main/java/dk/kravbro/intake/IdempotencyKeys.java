package dk.kravbro.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The keys that callers gave to their requests (Idempotency-Key), each caller's apart. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class IdempotencyKeys {

    /** How long a key is remembered; then it is as good as new. */
    static final Duration KEPT = Duration.ofDays(90);

    /**
     * What is kept of a key's first request.
     *
     * @param status of its answer; empty while it runs or if it was interrupted
     * @param batch which batch it made, if it made one
     */
    record Kept(String requestHash, Optional<Integer> status, Optional<UUID> batch) {}

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /** What is known of a key; nobody else gets it until the transaction ends. One that is too old is forgotten here. */
    public Optional<Kept> lock(String client, String key, Instant now) {
        entities.createNativeQuery("select cast(pg_advisory_xact_lock(hashtextextended(:key, 1)) as text)")
                .setParameter("key", client + '\n' + key)
                .getResultList();
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select request_hash, status, location, created_at < :oldest"
                        + " from kravbro.idempotency_keys where client = :client and key = :key")
                .setParameter("oldest", now.minus(KEPT))
                .setParameter("client", client)
                .setParameter("key", key)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = rows.get(0);
        if (Boolean.TRUE.equals(row[3])) {
            forget(client, key);
            return Optional.empty();
        }
        return Optional.of(new Kept((String) row[0], Optional.ofNullable((Integer) row[1]), batch(row[2])));
    }

    private void forget(String client, String key) {
        entities.createNativeQuery("delete from kravbro.idempotency_keys where client = :client and key = :key")
                .setParameter("client", client)
                .setParameter("key", key)
                .executeUpdate();
    }

    /** Forgets keys whose time is over; tells how many, {@code most} at most. */
    public int forgetOld(Instant now, int most) {
        return entities.createNativeQuery(
                        "delete from kravbro.idempotency_keys where (client, key) in (select client, key"
                                + " from kravbro.idempotency_keys where created_at < :oldest limit :most)")
                .setParameter("oldest", now.minus(KEPT))
                .setParameter("most", most)
                .executeUpdate();
    }

    private static Optional<UUID> batch(@Nullable Object location) {
        return Optional.ofNullable(location).map(String::valueOf).map(UUID::fromString);
    }

    /** Keeps a key whose request is answered. */
    public void keep(String client, String key, String requestHash, int status, Instant now) {
        insert(client, key, requestHash, status, null, now);
    }

    /** Keeps a key whose request makes a batch and is still running. */
    public void keepRunning(String client, String key, UUID batch, Instant now) {
        insert(client, key, "", null, batch.toString(), now);
    }

    private void insert(
            String client,
            String key,
            String requestHash,
            @Nullable Integer status,
            @Nullable String location,
            Instant now) {
        entities.createNativeQuery("insert into kravbro.idempotency_keys"
                        + " (client, key, request_hash, status, location, created_at)"
                        + " values (:client, :key, :hash, cast(:status as int), cast(:location as text), :now)")
                .setParameter("client", client)
                .setParameter("key", key)
                .setParameter("hash", requestHash)
                .setParameter("status", status == null ? null : status.toString())
                .setParameter("location", location)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** The batch's request is answered. */
    public void answered(UUID batch, String requestHash, int status) {
        entities.createNativeQuery("update kravbro.idempotency_keys set request_hash = :hash, status = :status"
                        + " where location = :location")
                .setParameter("hash", requestHash)
                .setParameter("status", status)
                .setParameter("location", batch.toString())
                .executeUpdate();
    }
}
