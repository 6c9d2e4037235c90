package dk.kravbro.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.wildfly.security.credential.PasswordCredential;
import org.wildfly.security.credential.SecretKeyCredential;
import org.wildfly.security.credential.store.CredentialStore;
import org.wildfly.security.credential.store.CredentialStoreException;
import org.wildfly.security.password.interfaces.ClearPassword;

/** What the server's credential store {@code kravbro} holds: passwords, the key files that they open, and the keys of personal data. */
@ApplicationScoped
public class Secrets {

    private static final ServiceName STORE =
            ServiceName.parse("org.wildfly.security.credential-store").append("kravbro");

    /** Alias, without its number, of the keys that seal. */
    static final String DATA_KEY = "data-key-";

    /** Alias, without its number, of the keys that hash what is looked up. */
    static final String LOOKUP_KEY = "lookup-key-";

    /** A key's number stands in one byte before what it sealed or hashed. */
    private static final int HIGHEST_KEY = 255;

    private static final int KEY_BYTES = 32;
    private static final Pattern KEY = Pattern.compile("((?:data|lookup)-key-)([1-9][0-9]{0,2})");

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

    /**
     * The keys that seal personal data in the database (aliases {@code data-key-1} to {@code data-key-255}), by number, read
     * anew each time.
     *
     * @return at least one
     * @throws SecretMissing if there is none, or one is no AES key of 256 bits
     */
    public NavigableMap<Integer, SecretKey> dataKeys() {
        return keys(DATA_KEY);
    }

    /**
     * The keys that hash what sealed personal data is looked up by (aliases {@code lookup-key-1} to {@code lookup-key-255}),
     * by number, read anew each time.
     *
     * @return at least one
     * @throws SecretMissing if there is none, or one is no key of 256 bits
     */
    public NavigableMap<Integer, SecretKey> lookupKeys() {
        return keys(LOOKUP_KEY);
    }

    private static NavigableMap<Integer, SecretKey> keys(String kind) {
        CredentialStore store = store();
        NavigableMap<Integer, SecretKey> keys = new TreeMap<>();
        try {
            for (String alias : store.getAliases()) {
                Matcher name = KEY.matcher(alias);
                if (name.matches() && name.group(1).equals(kind) && Integer.parseInt(name.group(2)) <= HIGHEST_KEY) {
                    keys.put(Integer.valueOf(name.group(2)), key(store, alias));
                }
            }
        } catch (CredentialStoreException unreadable) {
            throw new SecretMissing("the credential store kravbro cannot be read", unreadable);
        }
        if (keys.isEmpty()) {
            throw missing(kind, 1);
        }
        return keys;
    }

    static SecretMissing missing(String kind, int number) {
        String alias = kind + number;
        return number == 1
                ? missing(
                        alias,
                        "; add it: /subsystem=elytron/credential-store=kravbro:generate-secret-key(alias=" + alias
                                + ",key-size=256)")
                : missingHere(kind, number);
    }

    /** One that the database knows: a new one under its number would be another. */
    static SecretMissing missingHere(String kind, int number) {
        String alias = kind + number;
        return missing(
                alias,
                "; bring it from another node: /subsystem=elytron/credential-store=kravbro:"
                        + "import-secret-key(alias=" + alias + ",key=…)");
    }

    private static SecretMissing missing(String alias, String toDo) {
        return new SecretMissing("the credential store kravbro has no secret key under the alias " + alias + toDo
                + " (\"Data keys\" in the operations manual)");
    }

    private static SecretKey key(CredentialStore store, String alias) throws CredentialStoreException {
        SecretKeyCredential held = store.retrieve(alias, SecretKeyCredential.class);
        SecretKey key = held == null ? null : held.getSecretKey();
        byte[] bytes = key == null ? null : key.getEncoded();
        if (key == null || bytes == null || bytes.length != KEY_BYTES) {
            throw new SecretMissing("the credential store kravbro has no key of 256 bits under the alias " + alias);
        }
        Arrays.fill(bytes, (byte) 0);
        return key;
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
