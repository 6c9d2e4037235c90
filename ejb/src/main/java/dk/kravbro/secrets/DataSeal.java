package dk.kravbro.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals values of database columns: what is sealed can neither be read nor altered without its key, nor moved to another
 * place. AES-256-GCM: one byte with the key's number, 12 bytes of initialisation vector, then the ciphertext with its tag
 * of 16 bytes.
 *
 * <p>The highest key that was there at the start seals, every key opens; one that is met later is looked up then, so that a
 * new key may be brought to all nodes before any of them seals with it. Thread-safe.
 */
@ApplicationScoped
public class DataSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int HEAD_BYTES = 1 + IV_BYTES;

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, SecretKey> keys = new ConcurrentHashMap<>();
    private final Supplier<NavigableMap<Integer, SecretKey>> source;
    private final int newest;

    /**
     * A seal with the keys of these secrets.
     *
     * @throws SecretMissing if there is no key
     */
    @Inject
    public DataSeal(Secrets secrets) {
        this.source = secrets::dataKeys;
        NavigableMap<Integer, SecretKey> held = source.get();
        this.keys.putAll(held);
        this.newest = held.lastKey();
    }

    /** For the container's proxy, which passes every call on to the one above. */
    protected DataSeal() {
        this.source = TreeMap::new;
        this.newest = 0;
    }

    /**
     * Seals a value.
     *
     * @param place where it will stand, as "table.column:key of the row"; it opens only there
     */
    public byte[] seal(String place, byte[] clear) {
        return seal(newest, place, clear);
    }

    byte[] seal(int number, String place, byte[] clear) {
        byte[] iv = new byte[IV_BYTES];
        random.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key(number), iv, place).doFinal(clear);
            return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                    .put((byte) number)
                    .put(iv)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException noCipher) {
            throw new IllegalStateException("this JVM cannot seal with " + CIPHER, noCipher);
        }
    }

    /**
     * Opens what was sealed.
     *
     * @param place where it stands
     * @throws SecretMissing if its key is not there
     * @throws NotOpened if it was altered, or sealed for another place or by another key of that number
     */
    public byte[] open(String place, byte[] sealed) {
        if (sealed.length < HEAD_BYTES + TAG_BITS / Byte.SIZE) {
            throw new NotOpened(place, 0);
        }
        ByteBuffer read = ByteBuffer.wrap(sealed);
        int number = Byte.toUnsignedInt(read.get());
        byte[] iv = new byte[IV_BYTES];
        read.get(iv);
        try {
            return cipher(Cipher.DECRYPT_MODE, key(number), iv, place)
                    .doFinal(sealed, HEAD_BYTES, sealed.length - HEAD_BYTES);
        } catch (AEADBadTagException altered) {
            throw new NotOpened(place, number);
        } catch (GeneralSecurityException noCipher) {
            throw new IllegalStateException("this JVM cannot open with " + CIPHER, noCipher);
        }
    }

    /** Number of the key that seals here. */
    public int newest() {
        return newest;
    }

    /** Number of the key that a value is sealed with. */
    public static int keyOf(byte[] sealed) {
        return Byte.toUnsignedInt(sealed[0]);
    }

    /** Numbers of the keys that are known here. */
    Set<Integer> numbers() {
        return new TreeSet<>(keys.keySet());
    }

    private SecretKey key(int number) {
        SecretKey known = keys.get(number);
        if (known == null) {
            keys.putAll(source.get());
            known = keys.get(number);
        }
        if (known == null) {
            throw Secrets.missing(Secrets.DATA_KEY, number);
        }
        return known;
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] iv, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
