package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.Map;
import org.wildfly.security.auth.server.IdentityCredentials;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.WildFlyElytronCredentialStoreProvider;
import org.wildfly.security.password.WildFlyElytronPasswordProvider;
import org.wildfly.security.password.interfaces.ClearPassword;

/**
 * The server's store of passwords, as {@code bin/elytron-tool.sh credential-store} would make it: by the same library, since
 * the form is Elytron's own. That tool takes passwords from a person, or on its command line, where every user of a machine can read them.
 */
final class CredentialStoreFile {

    private CredentialStoreFile() {}

    /**
     * Writes one that its owner alone can read.
     *
     * @param password of the store
     * @param secrets by alias
     * @throws IOException if it cannot be written
     */
    static void write(Path file, String password, Map<String, String> secrets) throws IOException {
        try {
            CredentialStore store = CredentialStore.getInstance(
                    "KeyStoreCredentialStore", WildFlyElytronCredentialStoreProvider.getInstance());
            store.initialize(
                    Map.of(
                            "location",
                            file.toString(),
                            "create",
                            "true",
                            "modifiable",
                            "true",
                            "keyStoreType",
                            "PKCS12"),
                    new CredentialStore.CredentialSourceProtectionParameter(
                            IdentityCredentials.NONE.withCredential(credential(password))),
                    new Provider[] {WildFlyElytronPasswordProvider.getInstance()});
            for (Map.Entry<String, String> secret : secrets.entrySet()) {
                store.store(secret.getKey(), credential(secret.getValue()));
            }
            store.flush();
        } catch (GeneralSecurityException trouble) {
            throw new IOException("no store of passwords: " + trouble.getMessage(), trouble);
        }
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static PasswordCredential credential(String password) {
        return new PasswordCredential(ClearPassword.createRaw(ClearPassword.ALGORITHM_CLEAR, password.toCharArray()));
    }
}
