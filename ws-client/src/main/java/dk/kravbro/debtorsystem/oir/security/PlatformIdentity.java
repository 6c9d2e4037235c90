package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;

/**
 * Who we are to the platform, and whose signatures we believe. The certificates of the other side are named one by one: that
 * they come from the same authority as another is not enough.
 *
 * @param key our private key; the same that mutual TLS uses
 * @param certificate our certificate (funktions- or systemcertifikat)
 * @param tokenServices certificates with which the security token service signs: the present one, and the next while one is
 *     exchanged for the other
 * @param services certificates with which the called service signs its answers, likewise
 */
public record PlatformIdentity(
        PrivateKey key,
        X509Certificate certificate,
        Set<X509Certificate> tokenServices,
        Set<X509Certificate> services) {

    /** The one name under which our key stands in the store that the signer looks into. */
    static final String OWN = "own";

    // The store lives in memory only; it wants a password, and nobody else can reach it.
    private static final String IN_MEMORY = "in-memory";

    public PlatformIdentity {
        tokenServices = Set.copyOf(tokenServices);
        services = Set.copyOf(services);
        if (tokenServices.isEmpty() || services.isEmpty()) {
            throw new IllegalArgumentException(
                    "name at least one certificate of the token service and one of the called service");
        }
    }

    /**
     * Reads an identity from two key stores.
     *
     * @param keys holds our key and certificate under {@code alias}
     * @param keyPassword of our key
     * @param trusted holds the other side's certificates: names that start with {@code sts} are the token service's, names
     *     that start with {@code service} the called service's, others are left alone
     * @throws IllegalArgumentException if the stores lack what is needed; says what
     */
    public static PlatformIdentity of(KeyStore keys, String alias, char[] keyPassword, KeyStore trusted) {
        try {
            if (!(keys.getKey(alias, keyPassword) instanceof PrivateKey key)
                    || !(keys.getCertificate(alias) instanceof X509Certificate certificate)) {
                throw new IllegalArgumentException("the key store holds no private key named " + alias);
            }
            return new PlatformIdentity(
                    key, certificate, certificates(trusted, "sts"), certificates(trusted, "service"));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalArgumentException("the key named " + alias + " cannot be read", unreadable);
        }
    }

    private static Set<X509Certificate> certificates(KeyStore store, String beginning) throws GeneralSecurityException {
        Set<X509Certificate> found = new LinkedHashSet<>();
        for (String name : java.util.Collections.list(store.aliases())) {
            Certificate held = store.getCertificate(name);
            if (name.startsWith(beginning) && held instanceof X509Certificate certificate) {
                found.add(certificate);
            }
        }
        return found;
    }

    /** Our key, for signing. */
    Crypto signer() {
        return crypto(Set.of());
    }

    /** The given certificates, for verifying. */
    Crypto verifier(Set<X509Certificate> believed) {
        return crypto(believed);
    }

    static String keyPassword() {
        return IN_MEMORY;
    }

    private Crypto crypto(Set<X509Certificate> believed) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate each : believed) {
                store.setCertificateEntry("believed-" + number++, each);
            }
            if (believed.isEmpty()) {
                store.setKeyEntry(OWN, key, IN_MEMORY.toCharArray(), new Certificate[] {certificate});
            }
            Merlin merlin = new KnownKey(key);
            merlin.setKeyStore(store);
            merlin.setTrustStore(store);
            return merlin;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("a key store in memory cannot be made", broken);
        }
    }

    /** Opening a key of a store costs as much as signing with it; ours is at hand. */
    private static final class KnownKey extends Merlin {

        private final PrivateKey known;

        KnownKey(PrivateKey known) {
            this.known = known;
        }

        @Override
        public PrivateKey getPrivateKey(String name, String password) {
            return known;
        }
    }

    /** Never prints a key. */
    @Override
    public String toString() {
        return "PlatformIdentity[" + certificate.getSubjectX500Principal() + "]";
    }
}
