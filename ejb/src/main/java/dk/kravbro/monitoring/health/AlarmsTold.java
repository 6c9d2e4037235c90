package dk.kravbro.monitoring.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells the alarms of the whole installation as detail, and is always up: what is late is late on every node, and taking
 * this one out of service would make it later. The answer is a node's own memory and never waits.
 */
@Readiness
@ApplicationScoped
public class AlarmsTold implements HealthCheck {

    /** A room's bean behind an interface of the JDK: its own type cannot be seen from a jar under the EAR's lib. */
    private static final String REPORT = "java:global/kravbro/kravbro-ejb/AlarmReport!java.util.function.Supplier";

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("alarms").up();
        lines().forEach(report::withData);
        return report.build();
    }

    // The name is a constant of this class, and the bean is of this application: nothing foreign is deserialised.
    @SuppressWarnings("BanJNDI")
    private static Map<String, String> lines() {
        try {
            Map<String, String> lines = new TreeMap<>();
            if (new InitialContext().lookup(REPORT) instanceof Supplier<?> supplier
                    && supplier.get() instanceof Map<?, ?> said) {
                said.forEach((name, value) -> lines.put(String.valueOf(name), String.valueOf(value)));
                return lines;
            }
            return Map.of("problem", "the application tells nothing about its alarms");
        } catch (NamingException notYet) {
            return Map.of("problem", "the application does not tell its alarms yet");
        }
    }
}
