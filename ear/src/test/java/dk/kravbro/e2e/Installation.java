package dk.kravbro.e2e;

import dk.kravbro.launcher.EmbeddedDatabase;
import dk.kravbro.launcher.Ports;
import dk.kravbro.launcher.RehearsalCertificates;
import dk.kravbro.launcher.ServerUsers;
import dk.kravbro.launcher.SimulatorProcess;
import dk.kravbro.launcher.WildFlyProcess;
import dk.kravbro.launcher.WildFlySettings;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A whole installation for tests: PostgreSQL, the simulator and WildFly with the real EAR, each a process of its own
 * that can be killed and started again. Everything it writes stands in {@code ear/target/e2e/«name»}.
 */
final class Installation implements AutoCloseable {

    static final String PASSWORD = "kun-til-proever-1";
    static final String FBS = "fbs";
    static final String OPERATOR = "drift";
    static final String SECOND_OPERATOR = "drift2";
    static final String AUDITOR = "revisor";
    static final String OTHER_AUDITOR = "revisor-anden";
    static final String DEBTOR_SYSTEM = "simulator";
    static final String ADMINISTRATOR = "admin";

    private static final Duration RUN = Duration.ofSeconds(180);

    /** Where tests look for free ports: away from the demo's, below those that the system hands out by itself. */
    private static final int FIRST_OFFSET = 12_000;

    /** Of the ports of two nodes: a server takes two neighbouring ones for its transactions. */
    private static final int NODE_STEP = 2;

    private static final int MOST_NODES = 2;
    private static final int STEP = 7;
    private static final int PLACES = 370;

    /** Time-outs of a test, not of a municipality: what takes a minute in life takes seconds here. */
    private static final Map<String, String> QUICK = Map.ofEntries(
            Map.entry("kravbro.oir.connect-timeout", "PT1S"),
            Map.entry("kravbro.oir.receive-timeout", "PT2S"),
            Map.entry("kravbro.oir.call-deadline", "PT4S"),
            Map.entry("kravbro.oir.peer-limit", "PT2S"),
            Map.entry("kravbro.submission.retry.first", "PT1S"),
            Map.entry("kravbro.submission.retry.max", "PT4S"),
            Map.entry("kravbro.submission.probe.first", "PT1S"),
            Map.entry("kravbro.submission.probe.max", "PT2S"),
            Map.entry("kravbro.submission.sweep-every", "PT1S"),
            Map.entry("kravbro.submission.run-check-every", "PT1S"),
            Map.entry("kravbro.submission.queued-too-long", "PT20S"),
            Map.entry("kravbro.settlement.sweep-grace", "PT1S"));

    private final Path directory;
    private final Ports ports;
    private final boolean isProtected;
    private final ServerUsers users = users();
    private final ConcurrentMap<String, Integer> answered = new ConcurrentHashMap<>();
    private EmbeddedDatabase database;
    private SimulatorProcess simulator;
    private final List<ServerNode> nodes;
    private volatile int door;

    private Installation(
            String name, int size, boolean protect, BiFunction<Integer, WildFlySettings, WildFlySettings> more) {
        this.directory = Path.of(required("kravbro.e2e.directory")).resolve(name);
        this.ports = freePorts();
        this.isProtected = protect;
        stopLeftovers();
        delete(directory);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopLeftovers, "stop " + name));
        this.database = EmbeddedDatabase.start(directory.resolve("postgresql"), ports.database());
        this.simulator = startSimulator();
        this.nodes = IntStream.range(0, size)
                .mapToObj(i -> new ServerNode(more.apply(i, settings(name, i))))
                .toList();
    }

    private WildFlySettings settings(String name, int index) {
        WildFlySettings settings = WildFlySettings.of(
                        Path.of(required("kravbro.server.home")), home(index), Path.of(required("kravbro.application")))
                .withNode("e2e-" + name + (index == 0 ? "" : "-" + (index + 1)))
                .withPortOffset(ports.offset() + NODE_STEP * index)
                .withUsers(users)
                .withDatabase(database)
                .withSimulator(simulator)
                .withCertificates(certificates());
        if (!isProtected && !FaultInstallation.isLong()) {
            // Servers of the short form live for minutes: starting is most of what they do. But where they sign: C1
            // knows
            // no fast multiplication.
            settings = settings.withJvmOption("-XX:TieredStopAtLevel=1");
        }
        if (isProtected) {
            settings = settings.withProtectedSimulator(simulator, certificates());
        }
        for (Map.Entry<String, String> setting : new TreeMap<>(QUICK).entrySet()) {
            settings = settings.withProperty(setting.getKey(), setting.getValue());
        }
        return settings;
    }

    private Path home(int index) {
        return directory.resolve(index == 0 ? "wildfly" : "wildfly-" + (index + 1));
    }

    /** Starts everything and waits until it is ready. */
    static Installation start(String name) {
        return start(name, UnaryOperator.identity());
    }

    /**
     * As {@link #start(String)}.
     *
     * @param more changes how the server is started
     */
    static Installation start(String name, UnaryOperator<WildFlySettings> more) {
        return start(name, 1, (index, settings) -> more.apply(settings));
    }

    /**
     * Starts several servers at once on one database, and waits until all are ready. What a test does then goes through the
     * first, until {@link #goThrough} says otherwise.
     *
     * @param more changes how each server is started; the first has index 0
     */
    static Installation start(String name, int size, BiFunction<Integer, WildFlySettings, WildFlySettings> more) {
        return started(new Installation(name, size, false, more));
    }

    private static Installation started(Installation installation) {
        try {
            installation.nodes.forEach(ServerNode::begin);
            installation.nodes.forEach(ServerNode::awaitReady);
            return installation;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    /** The installation that tests share which break nothing. Each has municipalities of its own. */
    static Installation shared() {
        return Shared.INSTALLATION;
    }

    /** Made when first asked for; the JVM's end stops it. */
    private static final class Shared {
        // In the strictest security model; the fault tests call without one, since they count calls per second.
        private static final Installation INSTALLATION =
                started(new Installation("shared", 1, true, (index, settings) -> settings));
    }

    /**
     * The installation that tests share which send trouble to its surroundings, kill it and start it again. Each has
     * municipalities of its own, and says whether the debtor systems recognise a repeat.
     */
    static Installation rough() {
        return Rough.INSTALLATION;
    }

    /** Made when first asked for; the JVM's end stops it. */
    private static final class Rough {
        private static final Installation INSTALLATION = start(
                "rough",
                settings -> settings.withProperty("kravbro.callback.body-deadline", "PT3S")
                        .withProperty("kravbro.intake.body-deadline", "PT3S")
                        .withProperty("kravbro.stream.silence", "PT5S"));
    }

    private static ServerUsers users() {
        ServerUsers users = new ServerUsers()
                .with(FBS, PASSWORD, "fbs")
                .with(OPERATOR, PASSWORD, "operator")
                .with(SECOND_OPERATOR, PASSWORD, "operator")
                .with(DEBTOR_SYSTEM, PASSWORD, "debtorsystem")
                .with(AUDITOR, PASSWORD, "auditor", "kommune-0265")
                .with(OTHER_AUDITOR, PASSWORD, "auditor", "kommune-0751")
                .withAdministrator(ADMINISTRATOR, PASSWORD);
        for (String code : List.of("0101", "0751", "0851", "0461")) {
            users.with("kommune" + code, PASSWORD, "municipality", "kommune-" + code);
        }
        return users;
    }

    static Ports freePorts() {
        // Two builds on one machine begin to look in different places.
        int first = (int) (ProcessHandle.current().pid() % PLACES);
        for (int i = 0; i < PLACES; i++) {
            Ports ports = new Ports(FIRST_OFFSET + STEP * ((first + i) % PLACES));
            Ports second = new Ports(ports.offset() + NODE_STEP);
            if (ports.taken().isEmpty() && second.taken().isEmpty()) {
                return ports;
            }
        }
        throw new IllegalStateException(
                "no free ports in " + PLACES + " places from the offset " + FIRST_OFFSET + " on");
    }

    private SimulatorProcess startSimulator() {
        URI callback =
                URI.create("https://127.0.0.1:" + ports.backChannel() + "/callback/DaekningAfskrivningRegistrering");
        return SimulatorProcess.start(new SimulatorProcess.Settings(
                Path.of(required("kravbro.simulator")),
                directory.resolve("simulator"),
                ports.simulator(),
                ports.platform(),
                callback,
                certificates(),
                isProtected ? Optional.of(WildFlySettings.ENTITY_ID) : Optional.empty()));
    }

    /** One authority for all installations of a build: making keys takes its time. */
    static RehearsalCertificates certificates() {
        return RehearsalCertificates.in(
                Path.of(required("kravbro.e2e.directory")).resolve("certificates"),
                Path.of(required("kravbro.simulator")));
    }

    /** Where a server takes messages of debtor systems, by mutual TLS. */
    URI backChannelAddress() {
        return server().backChannelAddress();
    }

    Path directory() {
        return directory;
    }

    WildFlyProcess server() {
        return nodes.get(door).process();
    }

    /** A server, counted from 0. */
    ServerNode node(int index) {
        return nodes.get(index);
    }

    /** From now on FBS and operations talk to this server, counted from 0. */
    void goThrough(int index) {
        door = index;
    }

    URI managementAddress() {
        return server().managementAddress();
    }

    int managementPort() {
        return managementPort(0);
    }

    int managementPort(int node) {
        return ports.management() + NODE_STEP * node;
    }

    URI address() {
        return server().address();
    }

    Api as(String user) {
        return Api.as(address(), user, PASSWORD);
    }

    Api anonymous() {
        return Api.anonymous(address());
    }

    Api management() {
        return Api.anonymous(managementAddress());
    }

    DebtorSystems debtorSystems() {
        return new DebtorSystems(URI.create("http://127.0.0.1:" + ports.simulator()));
    }

    DataSource database() {
        return database.dataSource();
    }

    void stopDatabase() {
        database.close();
    }

    /** kill -9 of PostgreSQL's main process. */
    void killDatabase() {
        database.kill();
    }

    void startDatabase() {
        database = EmbeddedDatabase.start(directory.resolve("postgresql"), ports.database());
    }

    void killSimulator() {
        simulator.kill();
    }

    void restartSimulator() {
        simulator = startSimulator();
    }

    /** kill -9 of the server's JVM. */
    void killServer() {
        nodes.get(0).kill();
    }

    /** Starts the server again on what it left behind. */
    void restartServer() {
        nodes.get(0).restart();
    }

    /** Makes a municipality live and gives it a debtor system. */
    void onboard(String code, String product) {
        debtorSystems().behaveAs(Sql.text(database(), "select cvr from municipalities where code = ?", code), product);
        as(OPERATOR)
                .put("/api/v1/operations/municipalities/" + code, choices(product, "\"2020-01-01\""))
                .ok();
    }

    /** What a municipality chose, as JSON. */
    static String choices(String product, String liveOn) {
        return "{\"debtorSystem\":\"" + product + "\",\"liveOn\":" + liveOn + ",\"earliestFeeOn\":null,"
                + "\"guardianPolicy\":\"CHILD\",\"runAt\":\"02:00\",\"paused\":false}";
    }

    /** Sends a fee as FBS; what is answered with 2xx is remembered for the history checker. */
    Api.Answer put(String agencyId, long feeId, int version, double kroner) {
        Api.Answer answer = as(FBS).put(Fees.path(agencyId, feeId), Fees.body(version, kroner));
        if (answer.isOk()) {
            answered.merge(agencyId + "-" + feeId, version, Math::max);
        }
        return answer;
    }

    /** Annuls a fee as FBS. */
    Api.Answer cancel(String agencyId, long feeId, int version) {
        Api.Answer answer = as(FBS).post(Fees.path(agencyId, feeId) + "/cancellation", Fees.cancellation(version));
        if (answer.isOk()) {
            answered.merge(agencyId + "-" + feeId, version, Math::max);
        }
        return answer;
    }

    /** Sends a batch as FBS and waits until every line has its result; gives the path of the batch. */
    String load(String lines, String idempotencyKey) {
        Api.Answer taken = as(FBS).batch(lines, idempotencyKey).ok();
        String path = URI.create(taken.header("Location").orElseThrow()).getPath();
        Await.until("batch " + path, RUN, () -> batch(path).getString("state").equals("done"));
        return path;
    }

    /** What became of a batch's lines so far. */
    JsonObject batch(String path) {
        return as(FBS).get(path).ok().object();
    }

    /** Starts a run for each municipality, or joins the one that is open; gives the runs' ids. */
    List<Long> startRuns(String... codes) {
        String list = Stream.of(codes).map(code -> "\"" + code + "\"").collect(Collectors.joining(","));
        return as(OPERATOR).post("/api/v1/operations/runs", "{\"municipalities\":[" + list + "]}").ok().array().stream()
                .map(JsonValue::asJsonObject)
                .filter(run -> !run.isNull("runId"))
                .map(run -> run.getJsonNumber("runId").longValueExact())
                .toList();
    }

    JsonObject run(long id) {
        return as(OPERATOR).get("/api/v1/operations/runs/" + id).ok().object();
    }

    /** Starts a run for each municipality and waits until all have ended. */
    void runToEnd(String... codes) {
        for (long run : startRuns(codes)) {
            Await.until("run " + run, RUN, () -> !run(run).getBoolean("open"));
        }
    }

    /** Runs again and again until no delivery of these municipalities is on its way. */
    void settle(Duration patience, String... codes) {
        List<String> all = new ArrayList<>(List.of(codes));
        String open = "select count(*) from deliveries where municipality_code = any (string_to_array(?, ','))"
                + " and (state in ('DUE', 'QUEUED', 'SENDING', 'IN_DOUBT')"
                + " or state = 'WAITING' and reason = 'EARLIER_DELIVERY')";
        Await.until("every delivery of " + all + " has settled", patience, () -> {
            if (Sql.number(database(), open, String.join(",", all)) == 0) {
                return true;
            }
            startRuns(codes);
            return false;
        });
        Await.until(
                "the runs have ended",
                RUN,
                () -> as(OPERATOR).get("/api/v1/operations/runs").ok().array().isEmpty());
    }

    /** Holds our history against the debtor systems'; all is said to have settled. */
    HistoryReport check() {
        HistoryReport report = HistoryChecker.check(
                HistoryReader.read(database(), debtorSystems().store()), Map.copyOf(answered), true);
        System.out.println("[" + directory.getFileName() + "] " + report);
        return report;
    }

    /** Deliveries of a municipality by state. */
    Map<String, Long> states(String code) {
        return Sql.counts(
                database(), "select state, count(*) from deliveries where municipality_code = ? group by 1", code);
    }

    @Override
    public void close() {
        nodes.forEach(ServerNode::close);
        simulator.close();
        database.close();
    }

    private void stopLeftovers() {
        for (int i = 0; i < MOST_NODES; i++) {
            WildFlyProcess.stopOrphan(home(i));
        }
        SimulatorProcess.stopOrphan(directory.resolve("simulator"));
        EmbeddedDatabase.stopOrphan(directory.resolve("postgresql"));
    }

    static String required(String key) {
        String value = System.getProperty(key);
        if (value == null) {
            throw new IllegalStateException("The system property " + key
                    + " is missing: these tests are started by Maven (mvn verify, see docs/testing.md).");
        }
        return value;
    }

    static void delete(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
