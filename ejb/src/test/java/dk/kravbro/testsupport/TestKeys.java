package dk.kravbro.testsupport;

import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.Secrets;
import java.util.NavigableMap;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Data keys of tests: an installation's credential store, without a server. */
public final class TestKeys extends Secrets {

    private final NavigableMap<Integer, SecretKey> keys = new TreeMap<>();

    /** Nobody's keys yet. */
    public static TestKeys none() {
        return new TestKeys();
    }

    /** A seal with one key, always the same. */
    public static DataSeal seal() {
        return new DataSeal(none().with(1, 1));
    }

    /**
     * Adds a key.
     *
     * @param fill what the key consists of, so that two may be told apart
     */
    public TestKeys with(int number, int fill) {
        byte[] bytes = new byte[32];
        java.util.Arrays.fill(bytes, (byte) fill);
        keys.put(number, new SecretKeySpec(bytes, "AES"));
        return this;
    }

    @Override
    public NavigableMap<Integer, SecretKey> dataKeys() {
        return new TreeMap<>(keys);
    }
}
