package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import javax.crypto.KeyGenerator;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/**
 * The server's store of passwords and keys, as {@code bin/elytron-tool.sh credential-store} would make it: by the same library, since
 * the form is Elytron's own. That tool takes passwords from a person, or on its command line, where every user of a machine can read them.
 */
final class CredentialStoreFile {

    private CredentialStoreFile() {}

    /** The first key that seals personal data in the database. */
    static final String DATA_KEY = "data-key-1";

    /** The first key that makes sealed personal data findable. */
    static final String LOOKUP_KEY = "lookup-key-1";

    private static final int KEY_BITS = 256;

    /**
     * Writes one that its owner alone can read, with new keys for personal data; one that has a data key keeps it, and all else
     * in it, since what was sealed with it opens with no other.
     *
     * @param password of the store
     * @param secrets by alias
     * @throws IOException if it cannot be written
     */
    static void write(Path file, String password, Map<String, String> secrets) throws IOException {
        try {
            CredentialStore store = open(file, password);
            if (!store.exists(DATA_KEY, SecretKeyCredential.class)) {
                for (Map.Entry<String, String> secret : secrets.entrySet()) {
                    store.store(secret.getKey(), credential(secret.getValue()));
                }
                addKey(store, DATA_KEY);
            } else if (store.exists(LOOKUP_KEY, SecretKeyCredential.class)) {
                return;
            }
            addKey(store, LOOKUP_KEY);
            store.flush();
        } catch (GeneralSecurityException trouble) {
            throw new IOException("no store of passwords: " + trouble.getMessage(), trouble);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static void addKey(CredentialStore store, String alias) throws GeneralSecurityException {
        KeyGenerator keys = KeyGenerator.getInstance("AES");
        keys.init(KEY_BITS);
        store.store(alias, new SecretKeyCredential(keys.generateKey()));
    }

    /** Opens one; a file that is not there comes with the first flush. */
    static CredentialStore open(Path file, String password) throws GeneralSecurityException {
        CredentialStore store = CredentialStore.getInstance(
                "KeyStoreCredentialStore", WildFlyElytronCredentialStoreProvider.getInstance());
        store.initialize(
                Map.of("location", file.toString(), "create", "true", "modifiable", "true", "keyStoreType", "PKCS12"),
                new CredentialStore.CredentialSourceProtectionParameter(
                        IdentityCredentials.NONE.withCredential(credential(password))),
                new Provider[] {WildFlyElytronPasswordProvider.getInstance()});
        return store;
    }

    private static PasswordCredential credential(String password) {
        return new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, password.toCharArray()));
    }
}
