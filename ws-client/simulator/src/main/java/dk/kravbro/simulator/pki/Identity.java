package dk.kravbro.simulator.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * Who somebody is in a rehearsal: a PKCS#12 file with one key, its certificate and the authority's.
 *
 * @param name the entry's alias, which is the file's name without its ending too, unless it is a flawed one
 * @param file the key store
 * @param password of the file and of the key in it
 */
public record Identity(String name, Path file, String password) {

    /** The store, read anew. */
    public KeyStore keyStore() throws IOException {
        return read(file, password);
    }

    /** The end entity's certificate. */
    public X509Certificate certificate() throws IOException {
        try {
            if (keyStore().getCertificate(name) instanceof X509Certificate certificate) {
                return certificate;
            }
        } catch (GeneralSecurityException trouble) {
            throw new IOException("cannot read " + file + ": " + trouble.getMessage(), trouble);
        }
        throw new IOException(file + " holds no certificate named " + name);
    }

    /** The key. */
    public PrivateKey key() throws IOException {
        try {
            if (keyStore().getKey(name, password.toCharArray()) instanceof PrivateKey key) {
                return key;
            }
        } catch (GeneralSecurityException trouble) {
            throw new IOException("cannot read " + file + ": " + trouble.getMessage(), trouble);
        }
        throw new IOException(file + " holds no key named " + name);
    }

    /** Never prints the password. */
    @Override
    public String toString() {
        return "Identity[" + name + ", " + file + "]";
    }

    static KeyStore read(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            return store;
        } catch (GeneralSecurityException trouble) {
            throw new IOException("cannot read " + file + ": " + trouble.getMessage(), trouble);
        }
    }
}
