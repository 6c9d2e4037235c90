package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * kill -9 of WildFly in the middle of a run of 2,000 deliveries, while answers get lost after the work was done. The
 * debtor systems recognise no repeat here, so that a double has an effect and is seen. How many rounds:
 * {@code -Dkill.rounds} (one; ten with {@code -Pfaults}).
 */
@Order(6)
class KillIT {

    private static final int DELIVERIES = 2_000;
    private static final String[] MUNICIPALITIES = {"0153", "0155", "0157", "0159"};
    private static final String[] PRODUCTS = {"KOBENHAVN", "OPUS", "PRISME", "OS_INDSIGT"};
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.rough();
        for (int i = 0; i < MUNICIPALITIES.length; i++) {
            installation.onboard(MUNICIPALITIES[i], PRODUCTS[i]);
        }
    }

    static IntStream rounds() {
        return IntStream.rangeClosed(1, Integer.getInteger("kill.rounds", 1));
    }

    @ParameterizedTest(name = "round {0}")
    @MethodSource("rounds")
    void a_server_killed_in_the_middle_of_a_run_loses_and_doubles_nothing(int round) {
        FaultTable.Played fault =
                FaultTable.play("kill -9 in the middle of a run, every tenth answer lost", installation);
        installation.load(fees(round), "kill-" + round);
        installation.debtorSystems().deduplicate(false);
        installation
                .debtorSystems()
                .faults("{\"action\":\"DELAY\",\"delayMs\":40}", "{\"action\":\"ANSWER_LOST\",\"everyNth\":10}");
        long before = effects();
        installation.startRuns(MUNICIPALITIES);
        // Where in the run it dies differs from round to round, and never matters.
        long enough = before + DELIVERIES / 4 + (round * 137L) % (DELIVERIES / 2);
        Await.until("the run is in its middle", PATIENCE, () -> effects() >= enough);

        installation.killServer();
        Map<String, Long> left = states();
        long effectsAtDeath = effects();
        System.out.println("[kill] round " + round + ": killed with " + (effectsAtDeath - before)
                + " effects at the debtor systems; left behind " + left);
        assertThat(left.getOrDefault("ACCEPTED", 0L))
                .as("it died in the middle")
                .isLessThan((long) DELIVERIES * round);
        assertThat(left.getOrDefault("SENDING", 0L))
                .as("with calls on the wire")
                .isPositive();

        installation.restartServer();
        installation.settle(PATIENCE, MUNICIPALITIES);
        installation.debtorSystems().faults();

        assertThat(states()).isEqualTo(Map.of("ACCEPTED", (long) DELIVERIES * round));
        fault.judge();
    }

    private static String fees(int round) {
        return IntStream.range(0, DELIVERIES)
                .mapToObj(i -> Fees.line(
                        Fees.agency(MUNICIPALITIES[i % MUNICIPALITIES.length]),
                        round * 1_000_000L + i + 1,
                        1,
                        10 + i % 90))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Long> states() {
        return Sql.counts(
                installation.database(),
                "select state, count(*) from deliveries where municipality_code = any(string_to_array(?, ',')) group by 1",
                String.join(",", MUNICIPALITIES));
    }

    private static long effects() {
        return installation.debtorSystems().health().getJsonNumber("effects").longValueExact();
    }
}
