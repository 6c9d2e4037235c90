package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Listens for callers who show a certificate: the services behind their door, and the token service. How it is found can be
 * changed; connections of before are closed then, so that the next call sees it.
 */
public final class PlatformListener implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final PlatformSecurity security;
    private final HttpHandler services;
    private final Executor threads;
    private final InetSocketAddress place;
    private Showing showing = Showing.RIGHT_CERTIFICATE;
    private @Nullable HttpsServer server;
    private boolean closed;

    private PlatformListener(InetSocketAddress asked, PlatformSecurity security, HttpHandler services, Executor threads)
            throws IOException {
        this.security = security;
        this.services = services;
        this.threads = threads;
        HttpsServer first = listen(asked);
        this.place = first.getAddress();
        this.server = first;
    }

    /**
     * Starts to listen.
     *
     * @param host address to listen on; the server's certificate must name it
     * @param port 0 for a free one
     * @throws IOException if the port is taken
     */
    public static PlatformListener start(
            String host, int port, PlatformSecurity security, HttpHandler services, Executor threads)
            throws IOException {
        return new PlatformListener(new InetSocketAddress(host, port), security, services, threads);
    }

    private HttpsServer listen(InetSocketAddress at) throws IOException {
        HttpsServer fresh = HttpsServer.create(at, BACKLOG);
        fresh.setHttpsConfigurator(security.connections(showing));
        fresh.setExecutor(threads);
        fresh.createContext("/service/", security.before(services));
        HttpHandler tokens = security.tokens();
        if (tokens != null) {
            fresh.createContext("/sts/", tokens);
        }
        fresh.start();
        return fresh;
    }

    /**
     * Is found so from now on.
     *
     * @throws IOException if there is no such certificate, or the port was taken meanwhile; then nobody listens, and the
     *     next call tries again
     */
    public synchronized void show(Showing demanded) throws IOException {
        if (closed || (demanded == showing && (server != null || demanded == Showing.NOBODY))) {
            return;
        }
        showing = demanded;
        stop();
        if (demanded != Showing.NOBODY) {
            server = listen(place);
        }
    }

    /**
     * Whether it can be found so.
     *
     * @throws IOException if the certificate for it is not there
     */
    public void demand(Showing asked) throws IOException {
        if (asked != Showing.NOBODY) {
            security.connections(asked);
        }
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("https://" + place.getHostString() + ":" + place.getPort());
    }

    private void stop() {
        HttpsServer present = server;
        if (present != null) {
            present.stop(0);
            server = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        stop();
    }
}
