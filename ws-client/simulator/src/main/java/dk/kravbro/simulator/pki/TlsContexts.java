package dk.kravbro.simulator.pki;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What a speaker of TLS needs, from PKCS#12 files. The host's name is for the caller's client to check: they all do unless told not to. */
public final class TlsContexts {

    private TlsContexts() {}

    /**
     * Shows a certificate, and trusts who the second file says.
     *
     * @param keyStore a PKCS#12 file with one key, under the same password as the file
     * @param trustStore a PKCS#12 file with authorities
     * @param password of both
     * @throws IOException if a file cannot be read, or the password is wrong
     */
    public static SSLContext mutual(Path keyStore, Path trustStore, String password) throws IOException {
        return context(Identity.read(keyStore, password), password, Identity.read(trustStore, password));
    }

    /** Shows no certificate. */
    public static SSLContext anonymous(Path trustStore, String password) throws IOException {
        try {
            KeyStore none = KeyStore.getInstance("PKCS12");
            none.load(null, null);
            return context(none, password, Identity.read(trustStore, password));
        } catch (GeneralSecurityException trouble) {
            throw new IOException("no TLS: " + trouble.getMessage(), trouble);
        }
    }

    private static SSLContext context(KeyStore keys, String password, KeyStore trusted) throws IOException {
        try {
            KeyManagerFactory shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            shown.init(keys, password.toCharArray());
            TrustManagerFactory believed = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            believed.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(shown.getKeyManagers(), believed.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException trouble) {
            throw new IOException("no TLS: " + trouble.getMessage(), trouble);
        }
    }
}
