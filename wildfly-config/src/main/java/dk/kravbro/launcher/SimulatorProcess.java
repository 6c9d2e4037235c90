package dk.kravbro.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator of debtor systems as a process of its own, with a store on disk. */
public final class SimulatorProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final URI address;
    private final URI platform;

    private SimulatorProcess(ChildProcess process, URI address, URI platform) {
        this.process = process;
        this.address = address;
        this.platform = platform;
    }

    /**
     * What to start.
     *
     * @param jar the simulator's program
     * @param store directory of its store; it goes on with what is there. Process number and log stand beside it
     * @param port on the loopback address
     * @param platformPort on the loopback address, for callers who show a certificate and a token
     * @param callbackUrl where it posts payments, write-offs and account changes
     * @param certificates it shows the platform's there
     * @param callbackEntityId of whoever listens there: its messages are signed, with a token for it; empty if they are not
     */
    public record Settings(
            Path jar,
            Path store,
            int port,
            int platformPort,
            URI callbackUrl,
            RehearsalCertificates certificates,
            Optional<String> callbackEntityId) {}

    /**
     * Starts it; returns when it answers. What an earlier launcher left running on this store is stopped first.
     *
     * @throws LaunchFailure if it does not come up
     */
    public static SimulatorProcess start(Settings settings) {
        stopOrphan(settings.store());
        Path store = settings.store().toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(ChildProcess.java(), "-Dkravbro.process=" + store));
        command.addAll(List.of("-Xmx512m", "-Dfile.encoding=UTF-8"));
        // As real servers do: a request that is not there as a whole within so many seconds is given up.
        command.add("-Dsun.net.httpserver.maxReqTime=5");
        command.addAll(List.of("-jar", settings.jar().toString()));
        command.addAll(List.of("--port", Integer.toString(settings.port()), "--store", store.toString()));
        command.addAll(List.of("--callback-url", settings.callbackUrl().toString()));
        RehearsalCertificates certificates = settings.certificates();
        command.addAll(List.of(
                "--callback-key-store", certificates.keyStore("platform").toString()));
        command.addAll(
                List.of("--callback-trust-store", certificates.trustStore().toString()));
        command.addAll(
                List.of("--callback-password-file", certificates.passwordFile().toString()));
        command.addAll(List.of("--platform-pki", certificates.directory().toString()));
        command.addAll(List.of("--platform-port", Integer.toString(settings.platformPort())));
        command.addAll(List.of("--platform-security", "kombit-token"));
        settings.callbackEntityId().ifPresent(id -> command.addAll(List.of("--callback-entity-id", id)));
        ChildProcess process = ChildProcess.start(
                "The simulator", command, Map.of(), store.toString(), pidFile(store), beside(store, ".log"));
        SimulatorProcess simulator = new SimulatorProcess(
                process,
                URI.create("http://127.0.0.1:" + settings.port()),
                URI.create("https://127.0.0.1:" + settings.platformPort()));
        Probe health = new Probe(simulator.address.resolve("/control/health"));
        boolean answers = Waiting.until(
                () -> {
                    process.requireAlive();
                    return health.isUp();
                },
                Duration.ofMillis(100),
                START);
        if (!answers) {
            process.stop(STOP);
            throw new LaunchFailure("The simulator did not answer within " + START.toSeconds() + " s. It last said:\n"
                    + process.tail());
        }
        return simulator;
    }

    /** Stops a simulator that an earlier launcher left running on this store. True if there was one. */
    public static boolean stopOrphan(Path store) {
        return ChildProcess.stopSurvivor(pidFile(store), STOP);
    }

    /** Root of its addresses: {@code /service/…} for debtor systems, {@code /control/…} for who rehearses. */
    public URI address() {
        return address;
    }

    /** Root of its addresses for callers who show a certificate: the same debtor systems, and the token service. */
    public URI platform() {
        return platform;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.stop(STOP);
    }

    /** As kill -9. */
    public void kill() {
        process.kill();
    }

    private static PidFile pidFile(Path store) {
        return new PidFile(beside(store, ".pid"));
    }

    private static Path beside(Path store, String suffix) {
        return store.resolveSibling(store.getFileName() + suffix);
    }
}
