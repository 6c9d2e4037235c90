package dk.kravbro.web.api;

import dk.kravbro.settings.Settings;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hangs up on a caller whose body does not arrive in time. A read of a body waits for ever, whether nothing comes or a byte
 * now and then, and holds a thread meanwhile; so somebody else looks at the clock. What is streamed by lines has limits of
 * its own, and none here.
 */
@Provider
@ApplicationScoped
public class ArrivalDeadline implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String DEADLINE = ArrivalDeadline.class.getName();
    private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final String LINES = "x-ndjson";

    @Resource(lookup = "java:jboss/ee/concurrency/scheduler/default")
    ManagedScheduledExecutorService timer;

    @Inject
    Settings settings;

    @Override
    public void filter(ContainerRequestContext request) {
        if (BODILESS.contains(request.getMethod()) || isByLines(request.getMediaType())) {
            return;
        }
        long limit = settings.intakeBodyDeadline().toMillis();
        ScheduledFuture<?> deadline =
                timer.schedule(HangUp.onCurrent(ApiLog.LOG::bodyTooSlow), limit, TimeUnit.MILLISECONDS);
        request.setEntityStream(new WholeBody(request.getEntityStream(), () -> deadline.cancel(false)));
        request.setProperty(DEADLINE, deadline);
    }

    /** However a request ends: the connection may serve another one by the time the deadline comes. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(DEADLINE) instanceof ScheduledFuture<?> deadline) {
            deadline.cancel(false);
        }
    }

    private static boolean isByLines(@Nullable MediaType sent) {
        return sent != null && sent.getSubtype().equalsIgnoreCase(LINES);
    }
}
