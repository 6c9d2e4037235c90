package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dk.kravbro.launcher.WildFlySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.byteman.agent.Main;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Two servers on one database, started at once on an empty one; the second's clock is 55 s ahead all the time. The debtor
 * systems recognise no repeat, so that a double has an effect and is seen.
 *
 * <p>How long one after the other is killed under load: {@code -Dnodes.seconds} (0, which is none; 600 with {@code -Pfaults}). The last test kills both once in any case.
 */
@Order(8)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesIT {

    private static final String[] MUNICIPALITIES = {"0101", "0751", "0851", "0461", "0147", "0201", "0615", "0730"};
    private static final String[] PRODUCTS = {"KOBENHAVN", "OPUS", "PRISME", "OS_INDSIGT"};
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int AHEAD_SECONDS = 55;
    private static final int KILL_EVERY_SECONDS = 20;
    /** About what a server takes to start again. */
    private static final Duration START = Duration.ofSeconds(12);

    private static final int FEWEST_KILLS = 1;
    private static final ModelNode LOG_STORE = Console.address("subsystem", "transactions", "log-store", "log-store");
    private static final String DELAY = "{\"action\":\"DELAY\",\"delayMs\":50}";
    private static final String PREPARED = "select count(*) from pg_prepared_xacts";
    private static final String OPEN = "('DUE', 'QUEUED', 'SENDING', 'IN_DOUBT')";

    private static Installation installation;

    /** What is put here makes the second server die (crash.btm). */
    private static Path crash;

    @BeforeAll
    static void start() {
        installation = Installation.start("nodes", 2, (index, settings) -> index == 0 ? settings : ahead(settings));
        installation.debtorSystems().deduplicate(false);
        installation.debtorSystems().faults(DELAY);
        for (int i = 0; i < MUNICIPALITIES.length; i++) {
            installation.onboard(MUNICIPALITIES[i], PRODUCTS[i % PRODUCTS.length]);
        }
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
        }
    }

    /** The application's clock goes wrong, not the machine's: a rule in the one place that asks it. */
    private static WildFlySettings ahead(WildFlySettings settings) {
        try {
            Path agent = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path rule = Files.createDirectories(settings.base().resolveSibling("rules"))
                    .resolve("clock.btm");
            Files.writeString(rule, """
                    RULE clock ahead
                    CLASS dk.kravbro.time.BusinessClock
                    METHOD clock
                    AT EXIT
                    IF true
                    DO RETURN java.time.Clock.offset($!, java.time.Duration.ofSeconds(%d))
                    ENDRULE
                    """.formatted(AHEAD_SECONDS));
            crash = Files.createDirectories(settings.base().resolveSibling("crash"));
            return settings.withJvmOption("-javaagent:" + agent + "=script:" + rule + ",script:"
                            + Path.of(FaultInstallation.rules()) + ",boot:" + agent)
                    .withProperty("kravbro.crash", crash.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long number(String query, Object... values) {
        return Sql.number(installation.database(), query, values);
    }

    private static Map<String, Long> attemptsByNode() {
        return Sql.counts(installation.database(), "select node, count(*) from delivery_attempts group by 1");
    }

    private static String fees(long first, int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        Fees.line(Fees.agency(MUNICIPALITIES[i % MUNICIPALITIES.length]), first + i, 1, 10 + i % 90))
                .collect(Collectors.joining("\n"));
    }

    @Test
    @Order(1)
    void both_start_at_once_on_an_empty_database() {
        assertThat(Sql.counts(
                        installation.database(),
                        "select name, count(*) from nodes where beat_at > now() - interval '8 s' group by 1"))
                .containsOnlyKeys(
                        installation.node(0).name(), installation.node(1).name());
        assertThat(installation
                        .as(Installation.OPERATOR)
                        .get("/api/v1/operations/nodes")
                        .ok()
                        .array())
                .hasSize(2)
                .allSatisfy(node ->
                        assertThat(node.asJsonObject().getBoolean("alive")).isTrue());
        assertThat(number("select count(*) - count(distinct version) from flyway_schema_history"
                        + " where version is not null"))
                .as("each migration ran once")
                .isZero();
        assertThat(number("select count(*) from flyway_schema_history where not success"))
                .isZero();
    }

    @Test
    @Order(2)
    void the_second_s_clock_is_ahead_and_both_take_fees_in() {
        assertThat(installation.put(Fees.agency("0101"), 1, 1, 50).isOk()).isTrue();
        installation.goThrough(1);
        assertThat(installation.put(Fees.agency("0101"), 2, 1, 50).isOk()).isTrue();
        installation.goThrough(0);

        assertThat(number("select extract(epoch from max(created_at) - min(created_at))::bigint from claims"))
                .as("seconds between two fees that were handed in one after the other")
                .isGreaterThanOrEqualTo(AHEAD_SECONDS - 10);
    }

    @Test
    @Order(3)
    void leases_spread_the_municipalities_over_both() {
        for (int wave = 1; wave <= 20 && attemptsByNode().size() < 2; wave++) {
            installation.load(fees(wave * 10_000L, 800), "wave-" + wave);
            installation.settle(PATIENCE, MUNICIPALITIES);
        }
        System.out.println("[nodes] attempts by node " + attemptsByNode());

        assertThat(attemptsByNode())
                .containsOnlyKeys(
                        installation.node(0).name(), installation.node(1).name());
        // An answer may come too late on a busy machine; that is the caller's own doubt.
        assertThat(number("select count(*) from delivery_attempts where detail = 'ABANDONED'"))
                .as("nobody took anything from a node that lives")
                .isZero();
        assertThat(installation.check().violations()).isEmpty();
    }

    @Test
    @Order(4)
    void one_after_the_other_is_killed_under_load_and_nothing_is_lost_or_doubled() {
        long seconds = Integer.getInteger("nodes.seconds", 0);
        assumeTrue(seconds > 0, "under load in the long form only: starts take most of this test's time");
        FaultTable.Played fault = FaultTable.play("two nodes under load, one killed again and again", installation);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        int kills = 0;
        // Long enough on the wire that a victim is soon found with something begun.
        installation.debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":250}");
        SteadyLoad load = SteadyLoad.begin(installation, 2, 1_000_000, MUNICIPALITIES);
        try (load) {
            while (kills < FEWEST_KILLS || System.nanoTime() < end) {
                ServerNode victim = installation.node(kills % 2);
                killInTheMiddle(victim);
                kills++;
                System.out.println("[nodes] kill " + kills + ": " + victim.name() + " after " + load.taken()
                        + " fees; it leaves " + ownedBy(victim));
                victim.restart();
            }
        }
        System.out.println(
                "[nodes] " + kills + " kills, " + load.taken() + " fees, repeated by FBS " + load.repeated());
        installation.debtorSystems().faults(DELAY);
        settle();
        System.out.println("[nodes] attempts by outcome "
                + Sql.counts(
                        installation.database(),
                        "select node || ' ' || outcome || ' ' || coalesce(detail, ''), count(*)"
                                + " from delivery_attempts group by 1"));
        fault.judge();
    }

    /** Some while after the last kill, as soon as it has begun something. */
    private static void killInTheMiddle(ServerNode victim) {
        long from = System.nanoTime();
        long rest = Duration.ofSeconds(KILL_EVERY_SECONDS).minus(START).toNanos();
        Await.until(
                victim.name() + " has begun something",
                PATIENCE,
                () -> System.nanoTime() - from > rest && ownedBy(victim).getOrDefault("SENDING", 0L) > 0);
        victim.kill();
    }

    private static Map<String, Long> ownedBy(ServerNode node) {
        return Sql.counts(
                installation.database(),
                "select state, count(*) from deliveries where owner_node = ? group by 1",
                node.name());
    }

    /** Through whichever server answers. */
    private static void settle() {
        installation.goThrough(0);
        installation.settle(PATIENCE, MUNICIPALITIES);
    }

    @Test
    @Order(5)
    void a_node_that_dies_between_prepare_and_commit_and_returns_after_an_hour_finds_nothing_to_do()
            throws IOException {
        FaultTable.Played fault = FaultTable.play(
                "a node dies with a full queue and a transaction prepared, and returns after an hour", installation);
        ServerNode other = installation.node(0);
        ServerNode late = installation.node(1);
        installation.goThrough(1);
        other.kill();
        installation.debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":500}");
        installation.load(fees(5_000_000, 1_200), "hour");
        // Each transaction of slices commits twice: the fourth dies before its first commit, three are queued.
        Files.writeString(crash.resolve("committing"), "x".repeat(7));
        installation.startRuns(MUNICIPALITIES);
        Await.until("it dies", PATIENCE, () -> !late.process().isAlive());
        Files.delete(crash.resolve("committing"));
        assertThat(number(PREPARED)).as("prepared, and its node is away").isEqualTo(1);
        long queued = number("select count(*) from deliveries where state = 'QUEUED' and owner_node = ?", late.name());
        assertThat(queued).as("its queue is full").isPositive();
        hourAgo(late.name());
        installation.debtorSystems().faults();

        other.restart();
        settle();
        assertThat(number("select count(*) from deliveries where state in " + OPEN))
                .isZero();
        assertThat(number(PREPARED)).as("nobody waits for the dead node").isZero();
        long attempts = number("select count(*) from delivery_attempts");

        late.restart();
        System.out.println("[nodes] " + late.name() + " returns after an hour with " + queued + " queued of its own");
        // New work for it comes behind the old messages in the same queue: once it is done, they are done.
        long before = number("select count(*) from delivery_attempts where node = ?", late.name());
        long fresh = 0;
        for (int wave = 1;
                wave <= 20 && number("select count(*) from delivery_attempts where node = ?", late.name()) == before;
                wave++) {
            installation.load(fees(6_000_000 + wave * 10_000L, 800), "after-" + wave);
            settle();
            fresh += 800;
        }
        assertThat(number("select count(*) from delivery_attempts where node = ?", late.name()))
                .as("it works again")
                .isGreaterThan(before);
        assertThat(number("select count(*) from delivery_attempts"))
                .as("nothing but the new fees was called")
                .isEqualTo(attempts + fresh);
        try (Console console =
                new Console(installation.managementPort(1), Installation.ADMINISTRATOR, Installation.PASSWORD)) {
            Await.until("its log holds no transaction any more", PATIENCE, () -> {
                console.run(LOG_STORE, "probe");
                return console.children(LOG_STORE, "transactions").isEmpty();
            });
        }
        fault.judge();
    }

    /** Moves what a dead node wrote last an hour back, as if it had been away that long. */
    private static void hourAgo(String node) {
        Sql.change(
                installation.database(), "update nodes set beat_at = beat_at - interval '1 hour' where name = ?", node);
        Sql.change(
                installation.database(),
                "update deliveries set queued_at = queued_at - interval '1 hour' where owner_node = ?",
                node);
    }
}
