package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What does not happen is told: in the log once, as a metric, in health, on the pages; and when it is over. Rows are moved back in time. */
@Order(9)
class AlarmsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private static Installation installation;
    private static Console console;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.shared();
        console = new Console(installation.managementPort(), Installation.ADMINISTRATOR, Installation.PASSWORD);
    }

    @AfterAll
    static void stop() throws IOException {
        if (console != null) {
            console.close();
        }
    }

    @Test
    void a_planner_that_stands_still_is_told_and_its_next_run_ends_the_alarm() {
        String code = "0173";
        installation.onboard(code, "OPUS");
        installation.put(Fees.agency(code), 1, 1, 10);
        installation.runToEnd(code);
        look();
        assertThat(alarm("NO_RUN_SINCE", code)).isEmpty();

        console.active("RunPlanner", "run planner", false);
        try {
            sql("update municipalities set changed_at = changed_at - interval '3 days' where code = ?", code);
            sql(
                    "update submission_runs set started_at = started_at - interval '27 hours',"
                            + " ended_at = ended_at - interval '27 hours' where municipality_code = ?",
                    code);
            await("KRAV0701", code);
            look();
            look();
            assertThat(logged("KRAV0701", code))
                    .as("once, however often one looks")
                    .isEqualTo(1);
            assertThat(metric("kravbro_alarms", "kind=\"NO_RUN_SINCE\"")).isPositive();
            assertThat(metric("kravbro_seconds_since_last_run", "")).isGreaterThanOrEqualTo(27 * 3600);
            assertThat(health()).containsKey("NO_RUN_SINCE " + code);
            assertThat(alarm("NO_RUN_SINCE", code).orElseThrow().getInt("figure"))
                    .isGreaterThanOrEqualTo(27 * 3600);
        } finally {
            console.active("RunPlanner", "run planner", true);
        }
        await("KRAV0720", "NO_RUN_SINCE of municipality " + code);
        assertThat(alarm("NO_RUN_SINCE", code)).isEmpty();
        assertThat(health()).doesNotContainKey("NO_RUN_SINCE " + code);
    }

    @Test
    void what_is_unsent_grows_old_and_comes_near_its_limitation_until_it_is_told() {
        String code = "0175";
        installation.onboard(code, "OPUS");
        installation.put(Fees.agency(code), 1, 1, 10);
        String dueOn = Sql.text(
                installation.database(),
                "select v.due_on from claim_versions v join claims c on c.id = v.claim_id where c.municipality_code = ?",
                code);
        age(code, "2 days");
        await("KRAV0704", code + " has deliveries unsent");
        age(code, "8 days");
        due(code, "(now() at time zone 'Europe/Copenhagen')::date - interval '3 years' + interval '5 days'");
        await("KRAV0705", code + " has a claim");
        assertThat(logged("KRAV0704", code)).as("once per step").isEqualTo(2);
        assertThat(alarm("OLDEST_UNSENT", code).orElseThrow().getInt("step")).isEqualTo(3);
        assertThat(alarm("LIMITATION_NEAR", code).orElseThrow().getInt("figure"))
                .isEqualTo(5);
        assertThat(metric("kravbro_oldest_unsent_seconds", "")).isGreaterThanOrEqualTo(8 * 24 * 3600);
        assertThat(metric("kravbro_nearest_limitation_days", "")).isLessThanOrEqualTo(5);
        assertThat(metric("kravbro_due", "")).isPositive();
        onThePages(code);

        due(code, "'" + dueOn + "'");
        installation.runToEnd(code);
        assertThat(installation.states(code)).isEqualTo(Map.of("ACCEPTED", 1L));
        await("KRAV0720", "OLDEST_UNSENT of municipality " + code);
        await("KRAV0720", "LIMITATION_NEAR of municipality " + code);
        assertThat(alarm("OLDEST_UNSENT", code)).isEmpty();
    }

    @Test
    void a_node_that_is_gone_is_told_and_readiness_stays_up() {
        sql(
                "insert into nodes (name, incarnation, started_at, beat_at)"
                        + " values (?, gen_random_uuid(), now(), now() - interval '1 hour')",
                "gone");
        await("KRAV0708", "node gone");
        assertThat(health()).containsKey("NODE_SILENT gone");
        assertThat(installation.management().get("/health/ready").status()).isEqualTo(200);
        sql("delete from nodes where name = ?", "gone");
        await("KRAV0720", "NODE_SILENT of node gone");
    }

    @Test
    void only_operators_read_all_alarms() {
        assertThat(installation
                        .as(Installation.FBS)
                        .get("/api/v1/operations/alarms")
                        .status())
                .isEqualTo(403);
        assertThat(installation.anonymous().get("/api/v1/operations/alarms").status())
                .isEqualTo(401);
    }

    private static void onThePages(String code) {
        Browser browser = Browser.open(installation.address());
        try {
            browser.go("/kravbro/");
            browser.logIn(Installation.OPERATOR, Installation.PASSWORD);
            browser.go("/kravbro/kommuner");
            assertThat(browser.text()).contains("Alarmer", "2 alarmer");
            browser.go("/kravbro/overblik?kommune=" + code);
            assertThat(browser.text()).contains("forældes den", "har ventet i 8 dage");
            browser.picture("alarms");
        } finally {
            browser.close();
        }
    }

    /** Looks until the log has it: a count of the backlog may still be resting from the one before. */
    private static void await(String id, String text) {
        Await.until(id + " " + text, SOON, () -> {
            look();
            return logged(id, text) > 0;
        });
    }

    private static void look() {
        console.trigger("AlarmWatch", "alarm watch");
    }

    private static long logged(String id, String text) {
        try {
            return Files.readString(installation.server().serverLog())
                    .lines()
                    .filter(line -> line.contains(id) && line.contains(text))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static double metric(String name, String tag) {
        List<String> lines = installation
                .management()
                .get("/prometheus")
                .ok()
                .body()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .toList();
        assertThat(lines).as(name).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }

    private static JsonObject health() {
        return installation.management().get("/health/ready").ok().object().getJsonArray("checks").stream()
                .map(JsonValue::asJsonObject)
                .filter(check -> check.getString("name").equals("alarms"))
                .findFirst()
                .orElseThrow()
                .getJsonObject("data");
    }

    private static Optional<JsonObject> alarm(String kind, String code) {
        return installation.as(Installation.OPERATOR).get("/api/v1/operations/alarms").ok().array().stream()
                .map(JsonValue::asJsonObject)
                .filter(alarm -> alarm.getString("kind").equals(kind))
                .filter(alarm -> alarm.getString("kommunekode", "").equals(code))
                .findFirst();
    }

    private static void age(String code, String age) {
        sql("update deliveries set created_at = now() - interval '" + age + "' where municipality_code = ?", code);
    }

    private static void due(String code, String day) {
        sql(
                "update claim_versions set due_on = (" + day + ")::date where claim_id in"
                        + " (select id from claims where municipality_code = ?)",
                code);
    }

    private static void sql(String statement, String value) {
        try (Connection connection = installation.database().getConnection();
                PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.setString(1, value);
            prepared.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }
}
