package dk.kravbro.web.api;

import dk.kravbro.client.Client;
import dk.kravbro.client.ClientPace;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.intake.StoreOutage;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before every resource: who is not admitted, or asks more than it may in a minute, is turned away before a byte
 * of the body is read. What a client has left stands in the fields RateLimit and RateLimit-Policy of the IETF's draft
 * (draft-ietf-httpapi-ratelimit-headers).
 */
@WebFilter("/v1/*")
public class ClientGate extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** On the request: that the server knew its caller and handed it on to us. */
    static final String REACHED = "dk.kravbro.web.api.reached";

    /** When to try again while nobody can be looked up, in seconds. */
    private static final int STORE_AWAY = 5;

    /** Between two lines of the log about callers who are not admitted: whoever has a certificate could fill it. */
    private static final long SAID_EVERY = Duration.ofMinutes(1).toNanos();

    @Inject
    transient Callers callers;

    @Inject
    transient ClientPace pace;

    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong sayAfter = new AtomicLong(System.nanoTime());

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        request.setAttribute(REACHED, true);
        boolean isLetIn = isLetIn(response);
        if (isLetIn) {
            chain.doFilter(request, response);
        }
        if (!isLetIn || response.getStatus() == ProblemType.TOO_MANY_REQUESTS.status()) {
            UnreadBody.end(request, response);
        }
    }

    private boolean isLetIn(HttpServletResponse response) throws IOException {
        try {
            if (!callers.isAdmitted()) {
                say();
                refuse(response, ProblemType.CLIENT_NOT_ADMITTED);
                return false;
            }
            Optional<Client> client = callers.client();
            return client.isEmpty() || isSlowEnough(client.get(), response);
        } catch (IllegalStateException unreadable) {
            if (!StoreOutage.isBehind(unreadable)) {
                throw unreadable;
            }
            ApiLog.LOG.storeAway(unreadable.getClass().getSimpleName());
            response.setIntHeader("Retry-After", STORE_AWAY);
            refuse(response, ProblemType.UNAVAILABLE);
            return false;
        }
    }

    private void say() {
        unsaid.incrementAndGet();
        long now = System.nanoTime();
        long due = sayAfter.get();
        if (now - due >= 0 && sayAfter.compareAndSet(due, now + SAID_EVERY)) {
            ApiLog.LOG.notAdmitted(unsaid.getAndSet(0));
        }
    }

    private boolean isSlowEnough(Client client, HttpServletResponse response) throws IOException {
        ClientPace.Verdict verdict = pace.request(client);
        response.setHeader("RateLimit-Policy", "\"requests\";q=" + verdict.limit() + ";w=60");
        String more = verdict.granted() ? "" : ";t=" + verdict.waitSeconds();
        response.setHeader("RateLimit", "\"requests\";r=" + verdict.left() + more);
        if (!verdict.granted()) {
            response.setHeader("Retry-After", Long.toString(verdict.waitSeconds()));
            refuse(response, ProblemType.TOO_MANY_REQUESTS);
        }
        return verdict.granted();
    }

    private static void refuse(HttpServletResponse response, ProblemType type) throws IOException {
        response.setStatus(type.status());
        response.setContentType(Problems.MEDIA_TYPE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(Problems.text(List.of(Problem.of(type))));
    }
}
