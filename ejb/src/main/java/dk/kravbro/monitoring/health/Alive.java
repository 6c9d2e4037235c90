package dk.kravbro.monitoring.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive unless threads wait for each other for ever: the one state that only a restart ends. */
@Liveness
@ApplicationScoped
public class Alive implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        long[] stuck = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return HealthCheckResponse.named("no deadlock")
                .status(stuck == null || stuck.length == 0)
                .build();
    }
}
