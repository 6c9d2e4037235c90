package dk.kravbro.monitoring.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready only while the database answers, has this release's schema and may prepare transactions. */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

    /** A room's bean behind an interface of the JDK: its own type cannot be seen from a jar under the EAR's lib. */
    private static final String FACTS = "java:global/kravbro/kravbro-ejb/DatabaseReadiness!java.util.function.Supplier";

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    ManagedExecutorService threads;

    private @Nullable Bounded<Map<String, String>> database;

    @Override
    public HealthCheckResponse call() {
        return report(this::facts, asking());
    }

    private synchronized Bounded<Map<String, String>> asking() {
        Bounded<Map<String, String>> known = database;
        if (known == null) {
            known = new Bounded<>(threads, HealthSettings.read().limit());
            database = known;
        }
        return known;
    }

    static HealthCheckResponse report(Callable<Map<String, String>> facts, Bounded<Map<String, String>> database) {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("database");
        try {
            Map<String, String> known = new TreeMap<>(database.ask(facts));
            known.forEach(report::withData);
            return report.status(!known.containsKey("problem")).build();
        } catch (Bounded.NoAnswer none) {
            return report.withData("problem", String.valueOf(none.getMessage()))
                    .down()
                    .build();
        }
    }

    // The name is a constant of this class, and the bean is of this application: nothing foreign is deserialised.
    @SuppressWarnings("BanJNDI")
    private Map<String, String> facts() throws NamingException {
        Map<String, String> facts = new TreeMap<>();
        if (new InitialContext().lookup(FACTS) instanceof Supplier<?> supplier
                && supplier.get() instanceof Map<?, ?> said) {
            said.forEach((name, value) -> facts.put(String.valueOf(name), String.valueOf(value)));
            return facts;
        }
        return Map.of("problem", "the application tells nothing about its database");
    }
}
