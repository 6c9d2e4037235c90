package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.EmbeddedDatabase;
import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.LauncherLock;
import dk.kravbro.launcher.RehearsalCertificates;
import dk.kravbro.launcher.ServerUsers;
import dk.kravbro.launcher.SimulatorProcess;
import dk.kravbro.launcher.WildFlyProcess;
import dk.kravbro.launcher.WildFlySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The processes of the demo and the order of their lives. {@link #close} may come at any time and from another
 * thread (Ctrl-C): it waits for a start that is under way, stops what runs, and lets nothing more start.
 */
final class Installation implements AutoCloseable {

    private final DemoSettings settings;
    private final Progress progress;
    private final Path database;
    private final Path store;
    private final List<Path> servers;
    private final Deque<Running> running = new ArrayDeque<>();
    private boolean closed;

    /** What runs, and how to stop it. */
    private record Running(String name, AutoCloseable process) {}

    Installation(DemoSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.database = settings.directory().resolve("postgresql");
        this.store = settings.directory().resolve("simulator");
        this.servers = IntStream.range(0, settings.nodes())
                .mapToObj(index -> settings.directory().resolve(nodeName("wildfly", index)))
                .toList();
    }

    /** Stops what a killed launcher left, and takes this directory for ourselves. */
    synchronized void takeOver() {
        LauncherLock lock = LauncherLock.take(settings.directory());
        running.push(new Running("", lock));
        for (Path server : left("wildfly")) {
            if (WildFlyProcess.stopOrphan(server)) {
                progress.say("Stopped a WildFly that an earlier start left behind");
            }
        }
        if (SimulatorProcess.stopOrphan(store)) {
            progress.say("Stopped a simulator that an earlier start left behind");
        }
        if (EmbeddedDatabase.stopOrphan(database)) {
            progress.say("Stopped a PostgreSQL that an earlier start left behind");
        }
    }

    /** Throws away what an earlier demo wrote: each start begins with nothing. */
    synchronized void clear() {
        List<Path> written = new ArrayList<>(left("wildfly"));
        written.addAll(List.of(database, store));
        for (Path old : written) {
            delete(old);
            delete(old.resolveSibling(old.getFileName() + ".log"));
        }
    }

    synchronized EmbeddedDatabase startDatabase() {
        requireOpen();
        EmbeddedDatabase started =
                EmbeddedDatabase.start(database, settings.ports().database());
        running.push(new Running("PostgreSQL", started));
        return started;
    }

    /** Made at the first start and kept: they say nothing of a demo's data. */
    synchronized RehearsalCertificates certificates() {
        requireOpen();
        return RehearsalCertificates.in(settings.directory().resolve("certificates"), settings.simulator());
    }

    synchronized SimulatorProcess startSimulator() {
        requireOpen();
        URI callback = URI.create(
                "https://127.0.0.1:" + settings.ports().backChannel() + "/callback/DaekningAfskrivningRegistrering");
        SimulatorProcess started = SimulatorProcess.start(new SimulatorProcess.Settings(
                settings.simulator(),
                store,
                settings.ports().simulator(),
                settings.ports().platform(),
                callback,
                certificates(),
                Optional.empty()));
        running.push(new Running("the simulator", started));
        return started;
    }

    /** Starts a server, counted from 0; it is not ready yet. */
    synchronized WildFlyProcess startServer(
            int index, EmbeddedDatabase data, SimulatorProcess simulator, ServerUsers users) {
        requireOpen();
        WildFlyProcess node =
                WildFlyProcess.prepare(WildFlySettings.of(settings.home(), servers.get(index), settings.application())
                        .withNode(nodeName("demo", index))
                        .withPortOffset(settings.ports().ofNode(index).offset())
                        .withUsers(users)
                        .withDatabase(data)
                        .withCertificates(certificates())
                        .withSimulator(simulator));
        running.push(new Running(settings.nodes() == 1 ? "WildFly" : "WildFly " + nodeName("demo", index), node));
        return node.start();
    }

    private static String nodeName(String name, int index) {
        return index == 0 ? name : name + "-" + (index + 1);
    }

    /** Of as many servers as there may ever have been: an earlier demo may have had more. */
    private List<Path> left(String name) {
        return IntStream.range(0, DemoSettings.MOST_NODES)
                .mapToObj(index -> settings.directory().resolve(nodeName(name, index)))
                .toList();
    }

    /** Stops everything, last started first. Nothing can be started afterwards. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            Running last = running.pop();
            if (!last.name().isEmpty()) {
                progress.say("Stopping " + last.name());
            }
            try {
                last.process().close();
            } catch (Exception e) {
                // The others are to be stopped all the same.
                progress.say("    that failed: " + e.getMessage());
            }
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new LaunchFailure("The demo is being stopped.");
        }
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new LaunchFailure("Cannot delete what an earlier demo left: " + e.getMessage(), e);
        }
    }
}
