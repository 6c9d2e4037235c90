package dk.kravbro.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A WildFly as a process: one node, with a directory of its own (configuration, deployments, journals, logs) made from
 * the server that the build configured.
 *
 * <p>The process is the JVM itself, so {@link #kill()} is a true kill -9 of the server. After an end of any kind {@link
 * #start()} starts it again on the same directory, with its transaction log and its journal.
 */
public final class WildFlyProcess implements AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(60);

    private final WildFlySettings settings;
    private final Path base;
    private final Probe ready;
    private @Nullable ChildProcess process;

    private WildFlyProcess(WildFlySettings settings) {
        this.settings = settings;
        this.base = settings.base().toAbsolutePath();
        this.ready = new Probe(managementAddress().resolve("/health/ready"));
    }

    /**
     * Makes the node's directory (what is there of its configuration and deployments is replaced; data and logs stay).
     * Nothing runs yet. What an earlier launcher left running on this directory is stopped first.
     */
    public static WildFlyProcess prepare(WildFlySettings settings) {
        stopOrphan(settings.base());
        WildFlyProcess node = new WildFlyProcess(settings);
        Path source = settings.home().resolve("standalone").resolve("configuration");
        Path target = node.base.resolve("configuration");
        if (!Files.isRegularFile(source.resolve(settings.configuration()))) {
            throw new LaunchFailure("There is no " + source.resolve(settings.configuration())
                    + ". Build the module wildfly-config first: mvn package -pl wildfly-config -DskipTests");
        }
        try {
            Files.createDirectories(target);
            try (Stream<Path> files = Files.list(source)) {
                files.filter(Files::isRegularFile).forEach(file -> copy(file, target));
            }
            settings.users().write(target);
            Files.createDirectories(node.deployments());
            copy(settings.application(), node.deployments());
            return node;
        } catch (IOException | UncheckedIOException e) {
            throw new LaunchFailure("Cannot prepare " + node.base + ": " + e.getMessage(), e);
        }
    }

    /** Stops a server that an earlier launcher left running on this directory. True if there was one. */
    public static boolean stopOrphan(Path base) {
        return ChildProcess.stopSurvivor(pidFile(base), STOP);
    }

    /** Starts the JVM and returns at once; see {@link #awaitReady}. */
    public WildFlyProcess start() {
        ChildProcess running = process;
        if (running != null && running.isAlive()) {
            throw new LaunchFailure("WildFly in " + base + " already runs.");
        }
        try {
            // Marks of an earlier life would be taken for this one's, and keep the scanner from deploying.
            Files.deleteIfExists(mark(".deployed"));
            Files.deleteIfExists(mark(".failed"));
            Files.deleteIfExists(mark(".isdeploying"));
            Files.deleteIfExists(mark(".undeployed"));
        } catch (IOException e) {
            throw new LaunchFailure("Cannot tidy " + deployments() + ": " + e.getMessage(), e);
        }
        process = ChildProcess.start(
                "WildFly", settings.command(), settings.environment(), settings.mark(), pidFile(base), consoleLog());
        return this;
    }

    /**
     * Waits until the application is deployed and the server says that it is ready.
     *
     * @throws LaunchFailure if it ends, the deployment fails, or it takes longer
     */
    public WildFlyProcess awaitReady(Duration patience) {
        boolean isReady = Waiting.until(
                () -> {
                    running().requireAlive();
                    if (Files.exists(mark(".failed"))) {
                        throw new LaunchFailure("The application could not be deployed. WildFly last said:\n"
                                + running().tail() + "\n(all of it is in " + serverLog() + ")");
                    }
                    return Files.exists(mark(".deployed")) && ready.isUp();
                },
                Duration.ofMillis(200),
                patience);
        if (!isReady) {
            throw new LaunchFailure("WildFly was not ready after " + patience.toSeconds() + " s. It last said:\n"
                    + running().tail() + "\n(all of it is in " + serverLog() + ")");
        }
        return this;
    }

    /** True if the server says at this moment that it is ready. */
    public boolean isReady() {
        return ready.isUp();
    }

    /** Number of the JVM's own process. */
    public long pid() {
        return running().pid();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** As kill -9: at once; journals, open transactions and calls stay as they are. */
    public void kill() {
        running().kill();
    }

    /** Stops the server in an orderly way. Nothing happens if it does not run. */
    @Override
    public void close() {
        if (process != null) {
            process.stop(STOP);
        }
    }

    /** Root of the application's addresses. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + (8080 + settings.portOffset()));
    }

    /** Where debtor systems deliver, by mutual TLS. */
    public URI backChannelAddress() {
        return URI.create("https://127.0.0.1:" + new Ports(settings.portOffset()).backChannel());
    }

    /** Where the API asks for a certificate. */
    public URI clientDoorAddress() {
        return URI.create("https://127.0.0.1:" + new Ports(settings.portOffset()).clientDoor());
    }

    /** Root of the management addresses: /health, /prometheus, /console. */
    public URI managementAddress() {
        return URI.create("http://127.0.0.1:" + (9990 + settings.portOffset()));
    }

    /** What the server logs. */
    public Path serverLog() {
        return base.resolve("log").resolve("server.log");
    }

    /** What the JVM printed, beside the log: thread dumps, warnings of the JVM. */
    private Path consoleLog() {
        return base.resolveSibling(base.getFileName() + ".log");
    }

    private ChildProcess running() {
        if (process == null) {
            throw new LaunchFailure("WildFly in " + base + " was not started.");
        }
        return process;
    }

    private Path deployments() {
        return base.resolve("deployments");
    }

    private Path mark(String suffix) {
        return deployments().resolve(settings.application().getFileName() + suffix);
    }

    private static PidFile pidFile(Path base) {
        return new PidFile(base.resolveSibling(base.getFileName() + ".pid"));
    }

    private static void copy(Path file, Path directory) {
        try {
            Files.copy(file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
