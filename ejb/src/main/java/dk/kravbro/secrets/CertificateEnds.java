package dk.kravbro.secrets;

import dk.kravbro.settings.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the certificates end by which we and the platform know each other. */
@Dependent
public class CertificateEnds {

    private final Settings settings;
    private final Secrets secrets;
    private volatile @Nullable List<End> read;

    @Inject
    public CertificateEnds(Settings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    /**
     * A certificate.
     *
     * @param name the alias of its file's password, and its own name in the file
     * @param endsAt until when it holds
     */
    public record End(String name, Instant endsAt) {}

    /**
     * All of them; none where calls are not protected. They are read once, since a renewed file is taken up at the next start.
     *
     * @throws SecretMissing if a file cannot be opened
     */
    public List<End> all() {
        List<End> known = read;
        if (known == null) {
            known = List.copyOf(read());
            read = known;
        }
        return known;
    }

    private List<End> read() {
        List<End> ends = new ArrayList<>();
        if (settings.oirSecurity().equals("none")) {
            return ends;
        }
        add(settings.oirKeystore(), "platform-keys", ends);
        add(settings.oirTruststore(), "platform-trust", ends);
        if (settings.oirSecurity().equals("kombit-token")) {
            add(settings.oirSigners(), "platform-signers", ends);
        }
        return ends;
    }

    private void add(Path file, String alias, List<End> ends) {
        try {
            KeyStore keys = secrets.open(file, alias).keys();
            for (String name : Collections.list(keys.aliases())) {
                if (keys.getCertificate(name) instanceof X509Certificate certificate) {
                    ends.add(new End(
                            alias + "/" + name, certificate.getNotAfter().toInstant()));
                }
            }
        } catch (KeyStoreException unreadable) {
            throw new SecretMissing("the key store " + file + " cannot be read", unreadable);
        }
    }
}
