package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;

/** Listens for callers who show a certificate: the services behind their door, and the token service. */
public final class PlatformListener implements AutoCloseable {

    private static final int BACKLOG = 1_024;

    private final HttpsServer server;

    private PlatformListener(HttpsServer server) {
        this.server = server;
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
        HttpsServer server = HttpsServer.create(new InetSocketAddress(host, port), BACKLOG);
        server.setHttpsConfigurator(security.connections());
        server.setExecutor(threads);
        server.createContext("/service/", security.before(services));
        HttpHandler tokens = security.tokens();
        if (tokens != null) {
            server.createContext("/sts/", tokens);
        }
        server.start();
        return new PlatformListener(server);
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("https://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
