package dk.kravbro.simulator.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Map;

/** Writes PKCS#12. */
final class KeyStores {

    private KeyStores() {}

    static byte[] holding(String alias, Authority.Signed signed, String password) throws IOException {
        try {
            KeyStore store = empty();
            store.setKeyEntry(
                    alias, signed.key(), password.toCharArray(), signed.chain().toArray(X509Certificate[]::new));
            return bytes(store, password);
        } catch (GeneralSecurityException trouble) {
            throw new IOException("cannot write a key store: " + trouble.getMessage(), trouble);
        }
    }

    static byte[] trusting(X509Certificate authority, String password) throws IOException {
        try {
            KeyStore store = empty();
            store.setCertificateEntry(RehearsalPki.CA, authority);
            return bytes(store, password);
        } catch (GeneralSecurityException trouble) {
            throw new IOException("cannot write a key store: " + trouble.getMessage(), trouble);
        }
    }

    /** Certificates without keys, each under its name. */
    static byte[] believing(Map<String, X509Certificate> certificates, String password) throws IOException {
        try {
            KeyStore store = empty();
            for (Map.Entry<String, X509Certificate> each : certificates.entrySet()) {
                store.setCertificateEntry(each.getKey(), each.getValue());
            }
            return bytes(store, password);
        } catch (GeneralSecurityException trouble) {
            throw new IOException("cannot write a key store: " + trouble.getMessage(), trouble);
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static byte[] bytes(KeyStore store, String password) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }
}
