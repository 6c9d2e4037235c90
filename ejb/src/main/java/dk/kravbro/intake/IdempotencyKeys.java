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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys that callers gave to their requests (Idempotency-Key), each caller's apart. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class IdempotencyKeys {

    /** How long a key is remembered; then it is as good as new. */
    static final Duration KEPT = Duration.ofDays(90);

    private static final int LONGEST = 128;
    private static final Pattern BARE = Pattern.compile("[\\x21\\x23-\\x7e][\\x21-\\x7e]*");
    /** A string of RFC 8941, as the IETF draft writes the header. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\"\\\\])*)\"");

    /**
     * What is kept of a key's first request.
     *
     * @param status of its answer; empty while it runs or if it was interrupted
     * @param batch which batch it made, if it made one
     */
    record Kept(String requestHash, Optional<Integer> status, Optional<UUID> batch) {}

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /**
     * The key that a header names: 1 to 128 printable ASCII characters, bare and without blanks, or in quotation marks as
     * the IETF draft has it. Both forms of the same characters are the same key.
     */
    static Optional<String> key(String header) {
        if (header.length() > 2 * LONGEST + 2) {
            return Optional.empty();
        }
        Matcher quoted = QUOTED.matcher(header);
        if (quoted.matches()) {
            return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"))
                    .filter(key -> !key.isBlank() && key.length() <= LONGEST);
        }
        return BARE.matcher(header).matches() && header.length() <= LONGEST ? Optional.of(header) : Optional.empty();
    }

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
