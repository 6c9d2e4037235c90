package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.dmr.ModelNode;
import org.jboss.dmr.Property;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** How people steer runs: over the API, and natively over WildFly's management interface. */
@Order(4)
class SteeringIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    private static Installation installation;
    private static Console console;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.shared();
        console = new Console(installation.managementPort(), Installation.ADMINISTRATOR, Installation.PASSWORD);
    }

    @AfterEach
    void calm() {
        installation.debtorSystems().faults();
    }

    @AfterAll
    static void stop() throws IOException {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void a_run_above_its_amount_is_held_before_anything_leaves_and_two_people_release_it() {
        String code = municipality("0510", "OPUS");
        load(code, 1, 30);
        sql("update municipalities set hold_above_ore = 1000 where code = ?", code);
        long run = installation.startRuns(code).get(0);

        Await.until("the run is held", SOON, () -> holds(run).contains("TOTAL_AMOUNT"));
        assertThat(installation.states(code)).isEqualTo(Map.of("DUE", 30L));
        assertThat(release(Installation.OPERATOR, run).status()).isEqualTo(202);
        Api.Answer again = release(Installation.OPERATOR, run);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.object().getString("type")).isEqualTo("/api/problems/released-by-you");
        assertThat(installation.states(code)).as("one person is not enough").isEqualTo(Map.of("DUE", 30L));

        assertThat(release(Installation.SECOND_OPERATOR, run).status()).isEqualTo(202);
        Await.until("it goes on", SOON, () -> installation.states(code).equals(Map.of("ACCEPTED", 30L)));
        Await.until("it ends", SOON, () -> !installation.run(run).getBoolean("open"));
        assertThat(release(Installation.OPERATOR, run).object().getString("type"))
                .as("too late")
                .isEqualTo("/api/problems/run-ended");
    }

    @Test
    void a_run_with_too_many_refusals_stops_itself_early() {
        String code = municipality("0530", "PRISME");
        load(code, 1, 600);
        sql("update municipalities set hold_above_refused_percent = 5 where code = ?", code);
        installation
                .debtorSystems()
                .faults("{\"municipality\":\"" + cvr(code) + "\",\"action\":\"REFUSE\",\"everyNth\":2}");
        long run = installation.startRuns(code).get(0);

        Await.until("the run is held", SOON, () -> holds(run).contains("REFUSED_SHARE"));
        Await.until(
                "nothing is on its way",
                SOON,
                () -> installation.states(code).keySet().stream()
                        .noneMatch(state -> state.equals("QUEUED") || state.equals("SENDING")));
        assertThat(installation.states(code).get("DUE"))
                .as("most of it never left")
                .isGreaterThan(200L);
        assertThat(installation
                        .as(Installation.OPERATOR)
                        .post("/api/v1/operations/runs/" + run + "/stop", "")
                        .status())
                .isEqualTo(202);
        Await.until(
                "a held run can be stopped", SOON, () -> !installation.run(run).getBoolean("open"));
    }

    @Test
    void a_running_run_is_stopped_and_the_next_one_sends_the_rest_once() {
        String code = municipality("0540", "OS_INDSIGT");
        load(code, 1, 400);
        installation
                .debtorSystems()
                .faults("{\"municipality\":\"" + cvr(code) + "\",\"action\":\"DELAY\",\"delayMs\":150}");
        long run = installation.startRuns(code).get(0);
        Await.until("it has begun", SOON, () -> installation.states(code).getOrDefault("ACCEPTED", 0L) > 0);

        assertThat(installation
                        .as(Installation.OPERATOR)
                        .post("/api/v1/operations/runs/" + run + "/stop", "")
                        .status())
                .isEqualTo(202);
        Await.until("it ends", SOON, () -> !installation.run(run).getBoolean("open"));
        assertThat(installation.run(run).getString("result")).startsWith("stopped by " + Installation.OPERATOR);
        assertThat(installation.states(code).keySet()).isSubsetOf("ACCEPTED", "DUE");
        assertThat(installation.states(code).getOrDefault("DUE", 0L)).isPositive();
        assertThat(installation
                        .as(Installation.OPERATOR)
                        .post("/api/v1/operations/runs/" + run + "/stop", "")
                        .object()
                        .getString("type"))
                .as("too late")
                .isEqualTo("/api/problems/run-ended");

        installation.debtorSystems().faults();
        installation.runToEnd(code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 400L));
        assertThat(attempts(code)).isEqualTo(400);
    }

    @Test
    void a_product_is_paused_for_all_nodes_and_throttled() {
        String paused = municipality("0550", "PRISME");
        String other = municipality("0563", "OPUS");
        load(paused, 1, 20);
        load(other, 1, 20);
        steer("PRISME", "{\"paused\":true,\"mostPerMinute\":null}");
        try {
            installation.startRuns(paused, other);
            Await.until(
                    "the other goes on", SOON, () -> installation.states(other).equals(Map.of("ACCEPTED", 20L)));
            assertThat(installation.states(paused)).isEqualTo(Map.of("DUE", 20L));
            steer("PRISME", "{\"paused\":false,\"mostPerMinute\":5}");
            Await.until("some went", SOON, () -> installation.states(paused).getOrDefault("ACCEPTED", 0L) >= 5);
            // Five a minute, and a minute may just have begun.
            assertThat(installation.states(paused).getOrDefault("ACCEPTED", 0L)).isLessThanOrEqualTo(10L);
        } finally {
            steer("PRISME", "{\"paused\":false,\"mostPerMinute\":null}");
        }
        Await.until("the rest follows", SOON, () -> installation.states(paused).equals(Map.of("ACCEPTED", 20L)));
    }

    @Test
    void a_debtor_system_that_is_away_is_tried_with_one_delivery_at_a_time_and_uses_up_no_attempts() {
        String code = municipality("0573", "OPUS");
        load(code, 1, 300);
        installation
                .debtorSystems()
                .faults("{\"municipality\":\"" + cvr(code)
                        + "\",\"action\":\"FAULT\",\"code\":\"RECEIVER_UNREACHABLE\"}");
        installation.startRuns(code);
        Await.until(
                "it is known to be away",
                SOON,
                () -> Sql.number(
                                installation.database(),
                                "select count(*) from outages where municipality_code = ? and away_since is not null"
                                        + " and failures >= 5",
                                code)
                        == 1);
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from deliveries where municipality_code = ? and attempts > 3",
                        code))
                .isLessThanOrEqualTo(20);
        assertThat(installation.states(code).keySet())
                .as("nobody is told failed")
                .isSubsetOf("DUE", "QUEUED", "SENDING");

        installation.debtorSystems().faults();
        Await.until("all is sent", SOON, () -> installation.states(code).equals(Map.of("ACCEPTED", 300L)));
        assertThat(Sql.number(
                        installation.database(), "select count(*) from outages where municipality_code = ?", code))
                .isZero();
    }

    @Test
    void all_debtor_systems_of_a_node_are_paused_by_one_delivery_group() {
        String one = municipality("0575", "OPUS");
        String two = municipality("0580", "KOBENHAVN");
        ModelNode everybody = Console.address("subsystem", "ejb3", "mdb-delivery-group", "all-debtor-systems");
        console.write(everybody, "active", false);
        try {
            load(one, 1, 10);
            load(two, 1, 10);
            installation.startRuns(one, two);
            Await.until(
                    "both wait",
                    SOON,
                    () -> installation.states(one).equals(Map.of("QUEUED", 10L))
                            && installation.states(two).equals(Map.of("QUEUED", 10L)));
            ModelNode queue = Console.address(
                    "subsystem", "messaging-activemq", "server", "default", "jms-queue", "submission.slices");
            assertThat(console.read(queue, "message-count").asLong())
                    .as("seen in the console")
                    .isPositive();
        } finally {
            console.write(everybody, "active", true);
        }
        Await.until(
                "both go on",
                SOON,
                () -> installation.states(one).equals(Map.of("ACCEPTED", 10L))
                        && installation.states(two).equals(Map.of("ACCEPTED", 10L)));
    }

    @Test
    void transactions_in_recovery_and_the_pool_are_seen_in_the_console() {
        ModelNode store = Console.address("subsystem", "transactions", "log-store", "log-store");
        console.run(store, "probe");
        assertThat(console.children(store, "transactions"))
                .as("nothing is in doubt")
                .isEmpty();
        ModelNode pool =
                Console.address("subsystem", "datasources", "xa-data-source", "KravbroXA", "statistics", "pool");
        assertThat(console.read(pool).get("AvailableCount").asInt()).isPositive();
    }

    @Test
    void the_timer_that_moves_runs_on_is_triggered_by_hand() {
        ModelNode timers = Console.address(
                "deployment",
                "kravbro.ear",
                "subdeployment",
                "kravbro-ejb.jar",
                "subsystem",
                "ejb3",
                "singleton-bean",
                "RunConductor",
                "service",
                "timer-service");
        Property timer = console.children(timers, "timer").stream()
                .filter(each -> each.getValue().get("info").asString().contains("submission runs"))
                .findFirst()
                .orElseThrow();
        ModelNode address = timers.clone().add("timer", timer.getName());
        String code = municipality("0607", "OPUS");
        load(code, 1, 5);
        console.run(address, "suspend");
        try {
            installation.startRuns(code);
            console.run(address, "trigger");
            Await.until("it was sent", SOON, () -> installation.states(code).equals(Map.of("ACCEPTED", 5L)));
        } finally {
            console.run(address, "activate");
        }
    }

    private static String municipality(String code, String product) {
        installation.onboard(code, product);
        return code;
    }

    private static void load(String code, int first, int count) {
        installation.load(
                IntStream.range(first, first + count)
                        .mapToObj(fee -> Fees.line(Fees.agency(code), fee, 1, 10 + fee % 90))
                        .collect(Collectors.joining("\n")),
                "steering-" + code + "-" + first);
    }

    private static String cvr(String code) {
        return Sql.text(installation.database(), "select cvr from municipalities where code = ?", code);
    }

    private static void sql(String update, String code) {
        Sql.text(installation.database(), update + " returning code", code);
    }

    private static String holds(long run) {
        return installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/runs/" + run + "/holds")
                .ok()
                .body();
    }

    private static Api.Answer release(String who, long run) {
        return installation.as(who).post("/api/v1/operations/runs/" + run + "/release", "");
    }

    private static void steer(String product, String body) {
        installation
                .as(Installation.OPERATOR)
                .put("/api/v1/operations/debtor-systems/" + product, body)
                .ok();
    }

    private static long attempts(String code) {
        return Sql.number(
                installation.database(),
                "select count(*) from delivery_attempts a join deliveries d on d.id = a.delivery_id"
                        + " where d.municipality_code = ?",
                code);
    }
}
