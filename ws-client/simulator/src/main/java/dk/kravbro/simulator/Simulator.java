package dk.kravbro.simulator;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dk.kravbro.simulator.pki.PkiCommand;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import dk.kravbro.simulator.security.PlatformListener;
import dk.kravbro.simulator.security.PlatformSecurity;
import dk.kravbro.simulator.security.SenderSeal;
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
    private final HttpHandler services;
    private final PlatformWatch watch;
    private final HeldAnswers held;
    private @Nullable PlatformListener platform;

    private Simulator(
            DebtorSystems systems,
            HttpServer server,
            ExecutorService threads,
            HttpHandler services,
            PlatformWatch watch,
            HeldAnswers held) {
        this.systems = systems;
        this.server = server;
        this.threads = threads;
        this.services = services;
        this.watch = watch;
        this.held = held;
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
            System.out.println("READY " + simulator.address() + simulator.protectedAddress());
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
        DebtorSystems systems = new DebtorSystems(settings.store(), clock);
        FaultScript faults = new FaultScript(systems.clock());
        HttpServer server = HttpServer.create();
        Optional<Protection> protection;
        BackChannel backChannel;
        try {
            protection = Protection.of(settings.platform(), clock);
            backChannel = new BackChannel(
                    systems,
                    faults,
                    certificate(settings.callback().certificate()),
                    seal(protection, settings.callback().entityId(), clock));
        } catch (IOException trouble) {
            systems.close();
            throw trouble;
        }
        PlatformWatch watch = new PlatformWatch(faults);
        HeldAnswers held = new HeldAnswers();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "call");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        HttpHandler services = new ServiceDoor(systems, faults, held, settings.strictRoutes());
        server.createContext("/service/", services);
        server.createContext(
                "/control/",
                new ControlDoor(
                        systems, faults, watch, backChannel, settings.callback().url()));
        server.createContext("/", new PageDoor(systems, faults));
        // Only now: whoever connects earlier would wait for an answer while the journal is read.
        try {
            server.bind(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
        } catch (IOException taken) {
            server.stop(0);
            threads.shutdownNow();
            watch.close();
            held.close();
            systems.close();
            throw taken;
        }
        server.start();
        Simulator simulator = new Simulator(systems, server, threads, services, watch, held);
        if (protection.isPresent()) {
            try {
                simulator.protect(protection.get().security(), protection.get().port());
            } catch (IOException trouble) {
                simulator.close();
                throw trouble;
            }
        }
        return simulator;
    }

    /**
     * Serves callers who show a certificate as well, the same debtor systems as at {@link #address}. Once.
     *
     * @param port 0 for a free one
     * @return where
     * @throws IOException if the port is taken
     */
    public URI protect(PlatformSecurity security, int port) throws IOException {
        if (platform != null) {
            throw new IllegalStateException("it is protected already");
        }
        PlatformListener listener =
                PlatformListener.start(server.getAddress().getHostString(), port, security, services, threads);
        platform = listener;
        watch.over(listener, security);
        return listener.address();
    }

    /** The listener for callers who show a certificate. */
    private record Protection(RehearsalPki pki, PlatformSecurity security, int port) {

        static Optional<Protection> of(SimulatorSettings.@Nullable Platform platform, Clock clock) throws IOException {
            if (platform == null) {
                return Optional.empty();
            }
            RehearsalPki pki = RehearsalPki.open(platform.pki());
            return Optional.of(
                    new Protection(pki, PlatformSecurity.of(pki, platform.demand(), clock), platform.port()));
        }
    }

    private static Optional<SenderSeal> seal(Optional<Protection> protection, @Nullable String entityId, Clock clock)
            throws IOException {
        return protection.isEmpty() || entityId == null
                ? Optional.empty()
                : Optional.of(
                        protection.get().security().senderSeal(protection.get().pki(), entityId, clock));
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

    private String protectedAddress() {
        return platform == null ? "" : " and, for callers with a certificate, " + platform.address();
    }

    @Override
    public void close() {
        watch.close();
        held.close();
        server.stop(0);
        if (platform != null) {
            platform.close();
        }
        threads.shutdownNow();
        try {
            systems.close();
        } catch (IOException trouble) {
            System.err.println("the journal did not close cleanly: " + trouble.getMessage());
        }
    }
}
