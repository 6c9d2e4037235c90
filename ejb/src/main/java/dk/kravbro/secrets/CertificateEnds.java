package dk.kravbro.secrets;

import dk.kravbro.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the certificates end by which we and others know each other. */
@Dependent
public class CertificateEnds {

    /** The server's own: for the back channel ours and its senders' authorities, and what FBS and the pages' readers see. */
    private static final List<String> OF_THE_SERVER =
            List.of("kravbro-back-channel", "kravbro-senders", "applicationKS");

    private final Settings settings;
    private final Secrets secrets;
    private final ServerKeyStores server;
    private volatile @Nullable List<End> read;

    @Inject
    public CertificateEnds(Settings settings, Secrets secrets, ServerKeyStores server) {
        this.settings = settings;
        this.secrets = secrets;
        this.server = server;
    }

    /**
     * A certificate.
     *
     * @param name for the platform the alias of its file's password, otherwise the name of the server's key store; and its
     *     own name in there
     * @param endsAt until when it holds
     */
    public record End(String name, Instant endsAt) {}

    /**
     * All of them. Those for the platform are read once, since a renewed file is taken up at the next start; those of the
     * server are looked at each time, since they can be loaded anew.
     *
     * @throws SecretMissing if a file cannot be opened
     */
    public List<End> all() {
        List<End> known = read;
        if (known == null) {
            known = List.copyOf(read());
            read = known;
        }
        List<End> ends = new ArrayList<>(known);
        for (String name : OF_THE_SERVER) {
            server.inUse(name).ifPresent(keys -> add(keys, name, ends));
        }
        return ends;
    }

    private List<End> read() {
        List<End> ends = new ArrayList<>();
        if (settings.oirSecurity().equals("none")) {
            return ends;
        }
        add(secrets.open(settings.oirKeystore(), "platform-keys").keys(), "platform-keys", ends);
        add(secrets.open(settings.oirTruststore(), "platform-trust").keys(), "platform-trust", ends);
        if (settings.oirSecurity().equals("kombit-token")) {
            add(secrets.open(settings.oirSigners(), "platform-signers").keys(), "platform-signers", ends);
        }
        return ends;
    }

    private static void add(KeyStore keys, String store, List<End> ends) {
        try {
            for (String name : Collections.list(keys.aliases())) {
                if (keys.getCertificate(name) instanceof X509Certificate certificate) {
                    ends.add(new End(
                            store + "/" + name, certificate.getNotAfter().toInstant()));
                }
            }
        } catch (KeyStoreException unreadable) {
            throw new SecretMissing("the key store " + store + " cannot be read", unreadable);
        }
    }
}
