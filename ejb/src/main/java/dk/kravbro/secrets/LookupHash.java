package dk.kravbro.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * Makes values findable that are sealed: equal values have equal hashes, and without the key nobody can work out whose a
 * hash is. HMAC-SHA256 by a key of its own: one byte with the key's number, then the first bytes of the hash.
 *
 * <p>The highest key that was there at the start hashes what is written; what is looked for is hashed by every key, so that
 * rows of before a change of keys are found too. Thread-safe.
 */
@ApplicationScoped
public class LookupHash {

    private static final String MAC = "HmacSHA256";

    /** Longest hash, in bytes. */
    public static final int LONGEST = 32;

    /** One per key, never updated itself: a copy of it is cheaper than a new one. */
    private final Map<Integer, Mac> keys = new ConcurrentHashMap<>();

    private final Supplier<NavigableMap<Integer, SecretKey>> source;
    private final int newest;

    /**
     * Hashes with the keys of these secrets.
     *
     * @throws SecretMissing if there is no key
     */
    @Inject
    public LookupHash(Secrets secrets) {
        this.source = secrets::lookupKeys;
        NavigableMap<Integer, SecretKey> held = source.get();
        held.forEach((number, key) -> keys.put(number, mac(key)));
        this.newest = held.lastKey();
    }

    /** For the container's proxy, which passes every call on to the one above. */
    protected LookupHash() {
        this.source = TreeMap::new;
        this.newest = 0;
    }

    /** Number of the key that hashes what is written here. */
    public int newest() {
        return newest;
    }

    /**
     * The hash to be written beside a sealed value.
     *
     * @param what the value with its kind, in the one form in which it will be looked for
     * @param bytes of the hash, at most {@link #LONGEST}; its key's number comes before them
     */
    public byte[] of(String what, int bytes) {
        return hash(newest, what, bytes);
    }

    /** The hashes by which that value may stand in the database: one by each key that is known here. */
    public List<byte[]> all(String what, int bytes) {
        List<byte[]> hashes = new ArrayList<>();
        for (int number : numbers()) {
            hashes.add(hash(number, what, bytes));
        }
        return Collections.unmodifiableList(hashes);
    }

    byte[] hash(int number, String what, int bytes) {
        try {
            Mac mac = (Mac) mac(number).clone();
            byte[] whole = mac.doFinal(what.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + bytes)
                    .put((byte) number)
                    .put(whole, 0, bytes)
                    .array();
        } catch (CloneNotSupportedException otherProvider) {
            throw new IllegalStateException("this JVM cannot copy an " + MAC, otherProvider);
        }
    }

    /** Numbers of the keys that are known here. */
    Set<Integer> numbers() {
        learn();
        return new TreeSet<>(keys.keySet());
    }

    /** Another node may write by a key that came after our start: a search looks for its hashes too. */
    private void learn() {
        source.get().forEach((held, key) -> keys.computeIfAbsent(held, added -> mac(key)));
    }

    private Mac mac(int number) {
        Mac known = keys.get(number);
        if (known == null) {
            learn();
            known = keys.get(number);
        }
        if (known == null) {
            throw Secrets.missing(Secrets.LOOKUP_KEY, number);
        }
        return known;
    }

    private static Mac mac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException noMac) {
            throw new IllegalStateException("this JVM cannot hash with " + MAC, noMac);
        }
    }
}
