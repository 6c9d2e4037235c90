package dk.kravbro.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStoreException;
import org.wildfly.security.password.interfaces.ClearPassword;

/** Passwords of the server's credential store {@code kravbro}, and the key files that they open. */
@ApplicationScoped
public class Secrets {

    private static final ServiceName STORE =
            ServiceName.parse("org.wildfly.security.credential-store").append("kravbro");

    /**
     * Opens a PKCS#12 file, anew each time.
     *
     * @param file where it lies
     * @param alias of its password in the credential store
     * @return the store and its password, which is that of its keys too
     * @throws SecretMissing if the file or the password is not there, or they do not fit
     */
    public OpenKeys open(Path file, String alias) {
        char[] password = password(alias);
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, password);
            return new OpenKeys(keys, password);
        } catch (IOException | GeneralSecurityException closed) {
            throw new SecretMissing(
                    "the key store " + file + " cannot be opened with the password under the alias " + alias
                            + " of the credential store kravbro",
                    closed);
        }
    }

    private static char[] password(String alias) {
        CredentialStore store = store();
        try {
            PasswordCredential held = store.retrieve(alias, PasswordCredential.class);
            ClearPassword clear = held == null ? null : held.getPassword(ClearPassword.class);
            if (clear == null) {
                throw new SecretMissing("the credential store kravbro has no password under the alias " + alias
                        + "; add it: /subsystem=elytron/credential-store=kravbro:add-alias(alias=" + alias
                        + ",secret-value=…)");
            }
            return Arrays.copyOf(clear.getPassword(), clear.getPassword().length);
        } catch (CredentialStoreException unreadable) {
            throw new SecretMissing("the credential store kravbro cannot be read", unreadable);
        }
    }

    // Deprecated for services, which are to name what they need; an application has no other way.
    @SuppressWarnings("deprecation")
    private static CredentialStore store() {
        ServiceController<?> service =
                CurrentServiceContainer.getServiceContainer().getService(STORE);
        if (service == null || !(service.getValue() instanceof CredentialStore store)) {
            throw new SecretMissing("the server has no credential store named kravbro; see \"Certificates\" in the"
                    + " operations manual");
        }
        return store;
    }
}
