package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpServer;
import dk.kravbro.simulator.pki.PkiCommand;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The process: starts, says where it is, runs until it is stopped. */
public final class Simulator implements AutoCloseable {

    private static final int THREADS = 256;
    private static final int BACKLOG = 1_024;

    private final DebtorSystems systems;
    private final HttpServer server;
    private final ExecutorService threads;

    private Simulator(DebtorSystems systems, HttpServer server, ExecutorService threads) {
        this.systems = systems;
        this.server = server;
        this.threads = threads;
    }

    /** Starts from the command line, see {@link SimulatorSettings#USAGE}; or makes certificates, see {@link PkiCommand}. Ends with status 2 on wrong options, 1 on trouble. */
    public static void main(String[] arguments) {
        if (arguments.length > 0 && arguments[0].equals("pki")) {
            System.exit(PkiCommand.run(
                    List.of(arguments).subList(1, arguments.length), Clock.systemUTC(), System.out, System.err));
        }
        try {
            Simulator simulator = start(SimulatorSettings.of(arguments, System.getenv()), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "shutdown"));
            System.out.println("READY " + simulator.address());
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.err.println(SimulatorSettings.USAGE);
            System.exit(2);
        } catch (BindException taken) {
            System.err.println("the port is in use: " + taken.getMessage());
            System.exit(1);
        } catch (IOException trouble) {
            System.err.println("cannot start: " + trouble.getMessage());
            System.exit(1);
        }
    }

    /**
     * Starts a simulator in this process.
     *
     * @throws IOException if the store cannot be opened or the port is taken
     */
    public static Simulator start(SimulatorSettings settings, Clock clock) throws IOException {
        // Read once by the JDK's server: without the first, every answer on a kept connection may wait 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxIdleConnections", "1000");
        HttpServer server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
        DebtorSystems systems;
        BackChannel backChannel;
        try {
            Optional<SSLContext> certificate = certificate(settings.callback().certificate());
            systems = new DebtorSystems(settings.store(), clock);
            backChannel = new BackChannel(systems, certificate);
        } catch (IOException trouble) {
            server.stop(0);
            throw trouble;
        }
        FaultScript faults = new FaultScript();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "call");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/service/", new ServiceDoor(systems, faults, settings.strictRoutes()));
        server.createContext(
                "/control/",
                new ControlDoor(
                        systems, faults, backChannel, settings.callback().url()));
        server.start();
        return new Simulator(systems, server, threads);
    }

    private static Optional<SSLContext> certificate(SimulatorSettings.@Nullable Certificate shown) throws IOException {
        return shown == null
                ? Optional.empty()
                : Optional.of(TlsContexts.mutual(shown.keyStore(), shown.trustStore(), shown.password()));
    }

    /** Where it listens. */
    public URI address() {
        return URI.create("http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            systems.close();
        } catch (IOException trouble) {
            System.err.println("the journal did not close cleanly: " + trouble.getMessage());
        }
    }
}
