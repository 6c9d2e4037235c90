package dk.kravbro.benchmark;

import dk.kravbro.launcher.EmbeddedDatabase;
import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.LauncherLock;
import dk.kravbro.launcher.RehearsalCertificates;
import dk.kravbro.launcher.ServerUsers;
import dk.kravbro.launcher.SimulatorProcess;
import dk.kravbro.launcher.WildFlyProcess;
import dk.kravbro.launcher.WildFlySettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A fresh installation to be measured: PostgreSQL, the simulator, WildFly with the product and the empty application. */
final class Stage implements AutoCloseable {

    private static final String FBS = "fbs";
    private static final String OPERATOR = "drift";
    private static final String DEBTOR_SYSTEM = "simulator";
    private static final Pattern USED = Pattern.compile("heap.*?used ([0-9]+)K");
    private static final Duration READY = Duration.ofMinutes(5);

    private final String password = UUID.randomUUID().toString();
    private final BenchmarkSettings settings;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private EmbeddedDatabase database;
    private SimulatorProcess simulator;
    private WildFlyProcess node;
    private boolean closed;

    Stage(BenchmarkSettings settings) {
        this.settings = settings;
    }

    /** Starts everything and waits until it is ready. */
    synchronized void open() throws IOException {
        if (closed) {
            throw new LaunchFailure("The benchmark is being stopped.");
        }
        Path store = settings.directory().resolve("simulator");
        Path server = settings.directory().resolve("wildfly");
        Path data = settings.directory().resolve("postgresql");
        running.push(LauncherLock.take(settings.directory()));
        WildFlyProcess.stopOrphan(server);
        SimulatorProcess.stopOrphan(store);
        EmbeddedDatabase.stopOrphan(data);
        List<String> taken = settings.ports().taken();
        if (!taken.isEmpty()) {
            throw new LaunchFailure(
                    "Somebody else uses " + String.join(", ", taken) + ". Choose others with -Dbench.port-offset=N");
        }
        for (Path old : List.of(store, server, data)) {
            delete(old);
        }
        database = EmbeddedDatabase.start(data, settings.ports().database());
        running.push(database);
        URI callback = URI.create(
                "https://127.0.0.1:" + settings.ports().backChannel() + "/callback/DaekningAfskrivningRegistrering");
        RehearsalCertificates certificates =
                RehearsalCertificates.in(settings.directory().resolve("certificates"), settings.simulator());
        simulator = SimulatorProcess.start(new SimulatorProcess.Settings(
                settings.simulator(),
                store,
                settings.ports().simulator(),
                settings.ports().platform(),
                callback,
                certificates,
                Optional.empty()));
        running.push(simulator);
        node = WildFlyProcess.prepare(WildFlySettings.of(settings.home(), server, settings.application())
                .withNode("benchmark")
                .withPortOffset(settings.ports().offset())
                .withUsers(new ServerUsers().with(FBS, password, "fbs").with(OPERATOR, password, "operator"))
                .withDatabase(database)
                .withSimulator(simulator)
                .withCertificates(certificates)
                .withProperty("kravbro.submission.slice-size", Integer.toString(settings.sliceSize()))
                .withProperty("kravbro.messages.keep", settings.keep()));
        EmptyWar.write(server.resolve("deployments"));
        running.push(node);
        node.start().awaitReady(READY);
        awaitEmptyApplication();
    }

    private void awaitEmptyApplication() {
        long end = System.nanoTime() + READY.toNanos();
        while (asFbs().status("POST", EmptyWar.PATH, "{}") != 201) {
            if (System.nanoTime() > end) {
                throw new LaunchFailure("The empty application does not answer; see the log in "
                        + settings.directory().resolve("wildfly"));
            }
            Pause.millis(200);
        }
    }

    /** Makes a municipality live and gives it a debtor system. */
    void onboard(String code) throws IOException {
        String cvr = Sql.text(database(), "select cvr from municipalities where code = ?", code);
        new Caller(simulatorAddress(), DEBTOR_SYSTEM, password)
                .send("PUT", "/control/municipalities/" + cvr, "{\"profile\":\"OPUS\"}", JSON);
        asOperator().send("PUT", "/api/v1/operations/municipalities/" + code, """
                        {"debtorSystem":"OPUS","liveOn":"2020-01-01","earliestFeeOn":null,\
                        "guardianPolicy":"CHILD","runAt":"02:00","paused":false}""", JSON);
    }

    /** Troubles that the simulator plays from now on. */
    void faults(String rules) throws IOException {
        new Caller(simulatorAddress(), DEBTOR_SYSTEM, password).send("PUT", "/control/faults", rules, JSON);
    }

    /** Heap of the server in use after a collection, in KB. */
    long usedHeap() throws IOException {
        jcmd("GC.run");
        Matcher used = USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IOException("jcmd does not say how much heap is used");
        }
        return Long.parseLong(used.group(1));
    }

    private String jcmd(String command) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(node.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static final String[] JSON = {"Content-Type", "application/json"};

    Caller asFbs() {
        return new Caller(address(), FBS, password);
    }

    Caller asOperator() {
        return new Caller(address(), OPERATOR, password);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + settings.ports().http());
    }

    URI simulatorAddress() {
        return simulator.address();
    }

    DataSource database() {
        return database.dataSource();
    }

    /** Stops everything, last started first; may be called again, and from another thread. */
    @Override
    public synchronized void close() {
        closed = true;
        while (!running.isEmpty()) {
            try {
                running.pop().close();
            } catch (Exception e) {
                // The others are to be stopped all the same.
                System.out.println("could not be stopped: " + e.getMessage());
            }
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
