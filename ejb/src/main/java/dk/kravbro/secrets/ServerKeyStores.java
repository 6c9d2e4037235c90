package dk.kravbro.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.KeyStore;
import java.util.Optional;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;

/** Key stores that the server itself opened (subsystem elytron), as they are in use now: reloaded ones too. */
@ApplicationScoped
public class ServerKeyStores {

    private static final ServiceName STORES = ServiceName.parse("org.wildfly.security.key-store");

    /**
     * A key store by its name in the configuration.
     *
     * @return empty if there is none of that name, or it is not up
     */
    // Deprecated for services, which are to name what they need; an application has no other way.
    @SuppressWarnings("deprecation")
    public Optional<KeyStore> inUse(String name) {
        ServiceContainer server = CurrentServiceContainer.getServiceContainer();
        ServiceController<?> service = server == null ? null : server.getService(STORES.append(name));
        return service != null
                        && service.getState() == ServiceController.State.UP
                        && service.getValue() instanceof KeyStore store
                ? Optional.of(store)
                : Optional.empty();
    }
}
