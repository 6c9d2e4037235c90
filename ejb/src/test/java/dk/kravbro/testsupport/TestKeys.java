package dk.kravbro.testsupport;

import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.LookupHash;
import dk.kravbro.secrets.Secrets;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Data keys of tests: an installation's credential store, without a server. */
public final class TestKeys extends Secrets {

    private final NavigableMap<Integer, SecretKey> keys = new TreeMap<>();
    private final NavigableMap<Integer, SecretKey> lookup = new TreeMap<>();

    /** Nobody's keys yet. */
    public static TestKeys none() {
        return new TestKeys();
    }

    /** A seal with one key, always the same. */
    public static DataSeal seal() {
        return new DataSeal(none().with(1, 1));
    }

    /** Finds by one key, always the same. */
    public static LookupHash hash() {
        return new LookupHash(none().withLookup(1, 2));
    }

    /** Seals people with one pair of keys, always the same. */
    public static PeopleSeal people() {
        return new PeopleSeal(seal(), hash());
    }

    /** Adds a key that hashes. */
    public TestKeys withLookup(int number, int fill) {
        lookup.put(number, key(fill));
        return this;
    }

    /** Takes a key that seals away. */
    public TestKeys without(int number) {
        keys.remove(number);
        return this;
    }

    private static SecretKey key(int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        return new SecretKeySpec(bytes, "AES");
    }

    /**
     * Adds a key that seals.
     *
     * @param fill what the key consists of, so that two may be told apart
     */
    public TestKeys with(int number, int fill) {
        keys.put(number, key(fill));
        return this;
    }

    @Override
    public NavigableMap<Integer, SecretKey> dataKeys() {
        return new TreeMap<>(keys);
    }

    @Override
    public NavigableMap<Integer, SecretKey> lookupKeys() {
        return new TreeMap<>(lookup);
    }
}
