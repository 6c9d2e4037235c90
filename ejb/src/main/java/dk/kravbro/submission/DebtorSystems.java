package dk.kravbro.submission;

import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.OirEndpoint;
import dk.kravbro.debtorsystem.oir.SoapVersion;
import dk.kravbro.debtorsystem.oir.security.MutualTls;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.debtorsystem.oir.security.PlatformIdentity;
import dk.kravbro.debtorsystem.oir.security.ServiceAgreement;
import dk.kravbro.debtorsystem.oir.security.TokenSource;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.secrets.OpenKeys;
import dk.kravbro.secrets.Secrets;
import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyStore;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The way to the debtor systems, and how many calls each product bears side by side. The only class of this room that
 * knows the ØiR adapter: all products are reached over one address, which routes by the municipality's CVR number.
 */
@ApplicationScoped
class DebtorSystems {

    @Inject
    Settings settings;

    @Inject
    Secrets secrets;

    @Inject
    Clock clock;

    private final Map<DebtorSystemProduct, Semaphore> permits = new EnumMap<>(DebtorSystemProduct.class);
    private @Nullable OirDebtorSystem system;

    @PostConstruct
    void connect() {
        for (DebtorSystemProduct product : DebtorSystemProduct.values()) {
            permits.put(product, new Semaphore(settings.callsPerDebtorSystem()));
        }
        system = new OirDebtorSystem(
                new OirEndpoint(
                        settings.registrationUrl(),
                        settings.inquiryUrl(),
                        settings.paymentUrl(),
                        SoapVersion.of(settings.soapVersion()),
                        settings.connectTimeout(),
                        settings.receiveTimeout(),
                        settings.callDeadline()),
                security());
    }

    /** As the installation's security model has it; its keys are opened at the start, so that a wrong one stops it. */
    private OirSecurity security() {
        String model = settings.oirSecurity();
        if (model.equals("none")) {
            return OirSecurity.none();
        }
        OpenKeys own = secrets.open(settings.oirKeystore(), "platform-keys");
        KeyStore authorities =
                secrets.open(settings.oirTruststore(), "platform-trust").keys();
        MutualTls tls = MutualTls.of(own.keys(), settings.oirKeyName(), own.password(), authorities);
        if (model.equals("invocation-context")) {
            List<UUID> ids = settings.serviceAgreement();
            return OirSecurity.invocationContext(
                    tls, new ServiceAgreement(ids.get(0), ids.get(1), ids.get(2), ids.get(3)), clock);
        }
        if (model.equals("authority-context")) {
            return OirSecurity.authorityContext(tls, clock);
        }
        KeyStore signers =
                secrets.open(settings.oirSigners(), "platform-signers").keys();
        return OirSecurity.kombitToken(
                tls,
                PlatformIdentity.of(own.keys(), settings.oirKeyName(), own.password(), signers),
                new TokenSource(
                        settings.tokenUrl(), settings.entityId(), settings.connectTimeout(), settings.receiveTimeout()),
                clock);
    }

    @PreDestroy
    void disconnect() {
        OirDebtorSystem connected = system;
        if (connected != null) {
            connected.close();
        }
    }

    DebtorSystem system() {
        DebtorSystem connected = system;
        if (connected == null) {
            throw new IllegalStateException("not connected yet");
        }
        return connected;
    }

    /** Permits for calls to one product; taken before a thread is. */
    Semaphore permits(DebtorSystemProduct product) {
        Semaphore semaphore = permits.get(product);
        if (semaphore == null) {
            throw new IllegalStateException("no permits for " + product);
        }
        return semaphore;
    }
}
