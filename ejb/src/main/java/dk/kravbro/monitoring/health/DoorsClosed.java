package dk.kravbro.monitoring.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Ready only when it is proven that every protected address turns a caller without credentials away. A war that names a
 * security domain nobody defined is open to everyone, without any warning from the server; this is the warning.
 */
@Readiness
@ApplicationScoped
public class DoorsClosed implements HealthCheck {

    /** The ordinary doors, what must not be behind them, and the two doors for certificates. */
    private static final int COUNT = ProtectedDoors.DOORS.size() + ProtectedDoors.ELSEWHERE.size() + 2;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    ManagedExecutorService threads;

    private @Nullable Bounded<List<String>> asking;
    private boolean proven;
    private List<String> reported = List.of();

    @Override
    public synchronized HealthCheckResponse call() {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("protected addresses refuse strangers");
        HealthSettings settings = HealthSettings.read();
        if (!settings.selfCheck()) {
            return report.withData("checked", false).up().build();
        }
        if (proven) {
            return report.up().build();
        }
        try {
            List<String> open = asking(settings).ask(() -> open(settings));
            proven = open.isEmpty();
            say(open);
            return open.isEmpty()
                    ? report.up().build()
                    : report.withData("open", String.join(", ", open)).down().build();
        } catch (Bounded.NoAnswer none) {
            return report.withData("problem", String.valueOf(none.getMessage()))
                    .down()
                    .build();
        }
    }

    private static List<String> open(HealthSettings settings) throws IOException, InterruptedException {
        List<String> open = new ArrayList<>(new ProtectedDoors(settings.base(), settings.limit()).open());
        new CertificateDoor("the back channel", settings.backChannel(), settings.limit())
                .answer()
                .ifPresent(open::add);
        new CertificateDoor("the clients' door", settings.clientDoor(), settings.limit())
                .answer()
                .ifPresent(open::add);
        return open;
    }

    private Bounded<List<String>> asking(HealthSettings settings) {
        Bounded<List<String>> known = asking;
        if (known == null) {
            known = new Bounded<>(threads, settings.limit().multipliedBy(COUNT));
            asking = known;
        }
        return known;
    }

    /** Says it once per change; probes come every few seconds. */
    private void say(List<String> open) {
        if (open.isEmpty()) {
            HealthLog.LOG.doorsClosed(COUNT);
        } else if (!open.equals(reported)) {
            HealthLog.LOG.doorOpen(String.join(", ", open));
        }
        reported = open;
    }
}
