package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.launcher.WildFlySettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server frozen with SIGSTOP, with calls on the wire and slices begun, then woken, while another sweeps, asks and sends.
 * The quiet time is so short that the other has settled and sent anew what the frozen one had begun before it wakes; the
 * debtor systems recognise no repeat, and only their store shows a double.
 *
 * <p>How often: {@code -Dfreeze.rounds} (one of 16 s; 20 of 5, 16 and 60 s with {@code -Pfaults}).
 */
@Order(9)
class FrozenNodeIT {

    private static final String[] MUNICIPALITIES = {"0101", "0751", "0851", "0461", "0147", "0201", "0615", "0730"};
    private static final String[] PRODUCTS = {"KOBENHAVN", "OPUS", "PRISME", "OS_INDSIGT"};
    private static final int[] SECONDS = {16, 60, 5};
    private static final int FEES = 2_000;
    private static final int BEGUN = 50;

    /** Age of a heartbeat from which on others take over. */
    private static final int DEAD_SECONDS = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** One cause of what a slice did not send, with its count; a line may name several. */
    private static final Pattern WITHHELD = Pattern.compile("(?:NODE_STOOD_STILL|WITHHELD) (\\d+)");

    private static final Pattern FENCED_OFF = Pattern.compile("KRAV0422: Slice (\\d+)");

    /** More than a statement takes; less than after what the node counts as dead. */
    private static final int QUIET_SECONDS = 3;

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.start("frozen", 2, (index, settings) -> impatient(settings));
        installation.debtorSystems().deduplicate(false);
        for (int i = 0; i < MUNICIPALITIES.length; i++) {
            installation.onboard(MUNICIPALITIES[i], PRODUCTS[i % PRODUCTS.length]);
        }
    }

    /** Dead after 8 s and a quiet time of 4.5 s: after a freeze of 16 s all is settled elsewhere. */
    private static WildFlySettings impatient(WildFlySettings settings) {
        return settings.withProperty("kravbro.oir.receive-timeout", "PT1.5S")
                .withProperty("kravbro.oir.call-deadline", "PT2S")
                .withProperty("kravbro.oir.peer-limit", "PT1S")
                .withProperty("kravbro.submission.node-dead-after", "PT8S")
                .withProperty("kravbro.submission.frozen-gap", "PT4S");
    }

    @AfterAll
    static void stop() {
        if (installation != null) {
            installation.close();
        }
    }

    static IntStream rounds() {
        return IntStream.range(0, Integer.getInteger("freeze.rounds", 1));
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    void a_woken_node_sends_nothing_that_others_have_settled(int round) {
        int seconds = SECONDS[round % SECONDS.length];
        FaultTable.Played fault = FaultTable.play("a node frozen for " + seconds + " s and woken", installation);
        installation.debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":" + (400 + round % 4 * 50) + "}");
        installation.load(fees(round), "frozen-" + round);
        long ended = ended(0) + ended(1);
        long[] withheldBefore = {withheld(installation.node(0)), withheld(installation.node(1))};
        installation.startRuns(MUNICIPALITIES);
        int victim = busyOne(ended);
        ServerNode frozen = installation.node(victim);
        // At once: a slice is answered within two seconds, and then there is nothing left to withhold.
        frozen.freeze();
        installation.goThrough(1 - victim);
        long fencedBefore = said(frozen, FENCED_OFF).count();
        // What it had sent to the database is done there yet, so a begin or a finish on the wire counts as it ends.
        awaitAge(frozen, QUIET_SECONDS);
        long begun = begun(frozen);
        long slices = number(
                "select count(distinct slice_id) from deliveries where state = 'SENDING' and owner_node = ?", frozen);
        awaitAge(frozen, seconds);
        long taken = begun - begun(frozen);
        frozen.thaw();
        installation.settle(PATIENCE, MUNICIPALITIES);
        if (taken == begun) {
            Await.until(
                    frozen.name() + " has seen that all it had begun is settled",
                    PATIENCE,
                    () -> said(frozen, FENCED_OFF).count() >= fencedBefore + slices);
        }
        installation.debtorSystems().faults();

        long withheld = withheld(frozen) - withheldBefore[victim];
        long doubled =
                installation.debtorSystems().health().getJsonNumber("doubled").longValueExact();
        System.out.println("[frozen] round " + round + ": " + frozen.name() + " for " + seconds + " s with " + begun
                + " begun in " + slices + " slices, of which the other took " + taken + "; withheld calls " + withheld
                + "; doubled so far " + doubled + "; inquiries so far " + inquiries());
        fault.judge();
        assertThat(doubled).as("effects beyond the first").isZero();
        assertThat(withheld).as("it had something to withhold").isPositive();
        if (seconds > DEAD_SECONDS) {
            assertThat(taken).as("the other did not wait").isEqualTo(begun);
        }
    }

    private static String fees(int round) {
        return IntStream.range(0, FEES)
                .mapToObj(i -> Fees.line(
                        Fees.agency(MUNICIPALITIES[i % MUNICIPALITIES.length]),
                        (round + 1) * 100_000L + i,
                        1,
                        10 + i % 90))
                .collect(Collectors.joining("\n"));
    }

    /**
     * The first server that has just begun a slice, once some of this round's have ended: slices that began together end
     * together, and one that is about to end has nothing left to withhold.
     */
    private static int busyOne(long endedBefore) {
        int[] busy = {-1};
        Await.until("a node is in the middle", PATIENCE, () -> {
            for (int i = 0; i < 2; i++) {
                if (ended(0) + ended(1) > endedBefore && justBegun(installation.node(i)) >= BEGUN) {
                    busy[0] = i;
                }
            }
            return busy[0] >= 0;
        });
        return busy[0];
    }

    private static long ended(int node) {
        return number(
                "select count(*) from delivery_attempts where outcome = 'ACCEPTED' and node = ?",
                installation.node(node));
    }

    private static Map<String, Long> inquiries() {
        return Sql.counts(
                installation.database(),
                "select case when detail like '%found by inquiry' then 'found' else kind end, count(*) from events"
                        + " where kind = 'NOT_FOUND' or detail like '%found by inquiry' group by 1");
    }

    private static long begun(ServerNode node) {
        return number("select count(*) from deliveries where state = 'SENDING' and owner_node = ?", node);
    }

    private static long justBegun(ServerNode node) {
        return number(
                "select count(*) from delivery_attempts where ended_at is null and node = ?"
                        + " and started_at > now() - interval '300 milliseconds'",
                node);
    }

    /** Until its last heartbeat is that old. */
    private static void awaitAge(ServerNode node, int seconds) {
        Await.until(
                node.name() + " has stood still for " + seconds + " s",
                PATIENCE,
                () -> number("select extract(epoch from now() - beat_at)::bigint from nodes where name = ?", node)
                        >= seconds);
    }

    private static long number(String query, ServerNode node) {
        return Sql.number(installation.database(), query, node.name());
    }

    /** Calls that a server says it withheld. Its own attempts are mostly fenced off, so its log alone knows. */
    private static long withheld(ServerNode node) {
        return said(node, WITHHELD).mapToLong(Long::parseLong).sum();
    }

    /** What a server's log says: the first group of each match, several of a line. */
    private static Stream<String> said(ServerNode node, Pattern pattern) {
        try {
            return Files.readAllLines(node.process().serverLog()).stream()
                    .flatMap(line -> pattern.matcher(line).results())
                    .map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
