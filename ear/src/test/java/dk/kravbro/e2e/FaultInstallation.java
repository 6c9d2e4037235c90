package dk.kravbro.e2e;

import dk.kravbro.launcher.WildFlySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * An installation that can be broken at will: the server dies at named points ({@code crash.btm}), and a stretch of
 * network that can be troubled lies before the debtor systems and before PostgreSQL. The debtor systems recognise no
 * repeat, so that a double has an effect and is seen. The fault tests share one and use municipalities of their own.
 */
final class FaultInstallation {

    private static final Duration DEATH = Duration.ofSeconds(90);

    /** A trouble comes within a few calls. */
    private static final int NEAR = 20_000;

    /** A trouble comes within a slice or two. */
    private static final int FAR = 60_000;

    private static final long SEED = 20_261_124;

    private final Deque<String> unused = new ArrayDeque<>();
    private final Installation all;
    private final String name;
    private Path armed;
    private TcpProxy registration;
    private TcpProxy inquiry;
    private TcpProxy postgresql;
    private long fees;

    private FaultInstallation(String name, String... properties) {
        this.name = name;
        this.all = Installation.start(name, settings -> breakable(settings, properties));
        this.unused.addAll(List.of(Sql.text(
                        all.database(),
                        "select string_agg(code, ',' order by code) from municipalities where live_on is null")
                .split(",")));
        all.debtorSystems().deduplicate(false);
    }

    private static final class Shared {
        private static final FaultInstallation INSTALLATION = new FaultInstallation("faults");
    }

    /** The one that the fault tests share; the JVM's end stops it. */
    static FaultInstallation shared() {
        return Shared.INSTALLATION;
    }

    /** One with other settings: key, value, key, value. */
    static FaultInstallation with(String name, String... properties) {
        return new FaultInstallation(name, properties);
    }

    /** Whether every fault is played, or only the most telling ones. */
    static boolean isLong() {
        return System.getProperty("faults.form", "short").equals("long");
    }

    static URI rules() throws URISyntaxException {
        return Objects.requireNonNull(FaultInstallation.class.getResource("/crash/crash.btm"), "crash.btm")
                .toURI();
    }

    private WildFlySettings breakable(WildFlySettings settings, String... properties) {
        try {
            armed = Files.createDirectories(settings.base().resolveSibling("crash"));
            Path agent = Path.of(org.jboss.byteman.agent.Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            settings = settings.withJvmOption("-javaagent:" + agent + "=script:" + Path.of(rules()) + ",boot:" + agent)
                    .withProperty("kravbro.crash", armed.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        String told = "kravbro.oir.registration.url";
        String asked = "kravbro.oir.inquiry.url";
        URI to = URI.create(settings.systemProperties().get(told));
        URI of = URI.create(settings.systemProperties().get(asked));
        registration = new TcpProxy(to.getPort(), NEAR, SEED);
        inquiry = new TcpProxy(of.getPort(), NEAR, SEED + 1);
        postgresql = new TcpProxy(Integer.parseInt(settings.environment().get("KRAVBRO_DB_PORT")), FAR, SEED + 2);
        settings = settings.withProperty(told, through(registration, to))
                .withProperty(asked, through(inquiry, of))
                .withProperty("kravbro.db.port", Integer.toString(postgresql.port()));
        for (int i = 0; i < properties.length; i += 2) {
            settings = settings.withProperty(properties[i], properties[i + 1]);
        }
        return settings;
    }

    private static String through(TcpProxy proxy, URI address) {
        return "http://127.0.0.1:" + proxy.port() + address.getPath();
    }

    Installation all() {
        return all;
    }

    /** The network to where claims are told. */
    TcpProxy registration() {
        return registration;
    }

    /** The network to where doubt is settled. */
    TcpProxy inquiry() {
        return inquiry;
    }

    TcpProxy postgresql() {
        return postgresql;
    }

    /** A municipality that no test has used yet, live. */
    String municipality(String product) {
        String code = unused.remove();
        all.onboard(code, product);
        return code;
    }

    /** New fees of a municipality, one delivery each; gives their numbers. */
    List<Long> load(String code, int count) {
        long first = fees + 1;
        fees += count;
        List<Long> numbers = LongStream.rangeClosed(first, fees).boxed().toList();
        if (count > 0) {
            say(code, numbers, 1);
        }
        return numbers;
    }

    /** FBS says another version of these fees. */
    void say(String code, List<Long> numbers, int version) {
        all.load(
                numbers.stream()
                        .map(fee -> Fees.line(Fees.agency(code), fee, version, 10 * version + fee % 90))
                        .collect(Collectors.joining("\n")),
                name + "-" + code + "-" + numbers.get(0) + "-" + version);
    }

    /** From now on a rule of crash.btm does what it does; hits: see there. */
    void arm(String rule, int hits) {
        try {
            Files.writeString(armed.resolve(rule), "x".repeat(hits));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void disarm() {
        Installation.delete(armed);
        try {
            Files.createDirectories(armed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the server has died of a rule; nothing is armed afterwards. */
    void awaitDeath() {
        Await.until(
                "the server dies at the point that is armed",
                DEATH,
                () -> !all.server().isAlive());
        disarm();
    }

    /** Each delivery of these municipalities was told, or netted. */
    List<String> untold(String... codes) {
        List<String> untold = new ArrayList<>();
        for (String code : codes) {
            all.states(code).forEach((state, count) -> {
                if (!state.equals("ACCEPTED") && !state.equals("NETTED")) {
                    untold.add(code + ": " + count + " " + state);
                }
            });
        }
        return untold;
    }
}
