package dk.kravbro.submission;

import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.OirEndpoint;
import dk.kravbro.debtorsystem.oir.SoapVersion;
import dk.kravbro.municipality.Municipality.DebtorSystemProduct;
import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * The way to the debtor systems, and how many calls each product bears side by side. The only class of this room that
 * knows the ØiR adapter: all products are reached over one address, which routes by the municipality's CVR number.
 */
@ApplicationScoped
class DebtorSystems {

    @Inject
    Settings settings;

    private final Map<DebtorSystemProduct, Semaphore> permits = new EnumMap<>(DebtorSystemProduct.class);
    private @org.jspecify.annotations.Nullable DebtorSystem system;

    @PostConstruct
    void connect() {
        for (DebtorSystemProduct product : DebtorSystemProduct.values()) {
            permits.put(product, new Semaphore(settings.callsPerDebtorSystem()));
        }
        system = new OirDebtorSystem(new OirEndpoint(
                settings.registrationUrl(),
                settings.inquiryUrl(),
                settings.paymentUrl(),
                SoapVersion.of(settings.soapVersion()),
                settings.connectTimeout(),
                settings.receiveTimeout(),
                settings.callDeadline()));
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
