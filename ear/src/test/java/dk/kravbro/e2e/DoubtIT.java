package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Doubt that asking cannot end: a person sees both versions, decides, and is told when he comes too late. */
@Order(7)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoubtIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LOST = "{\"action\":\"ANSWER_LOST\",\"count\":1}";
    private static final String DIFFERING = "0851";
    private static final String CONTRADICTING = "0461";

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.rough();
        // Who sends again what may have arrived relies on it.
        installation.debtorSystems().deduplicate(true);
    }

    @AfterEach
    void calm() {
        installation.debtorSystems().faults();
    }

    private static String untrue(String action) {
        return "{\"action\":\"" + action + "\",\"operation\":\"HentDebitorregistrering\",\"count\":1}";
    }

    private static JsonObject untilOnWorklist(String code, String inquiry) {
        installation.onboard(code, "OPUS");
        installation.debtorSystems().faults(LOST, untrue(inquiry));
        installation.put(Fees.agency(code), 1, 1, 10);
        installation.startRuns(code);
        Await.until("a person must look", SOON, () -> installation.states(code).equals(Map.of("ON_WORKLIST", 1L)));
        JsonArray deliveries = installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/worklist?kommunekode=" + code)
                .ok()
                .object()
                .getJsonArray("deliveries");
        assertThat(deliveries).hasSize(1);
        return deliveries.getJsonObject(0);
    }

    private static Api.Answer settle(String user, JsonObject delivery, String action) {
        return installation
                .as(user)
                .post(
                        "/api/v1/operations/deliveries/" + delivery.getInt("deliveryId") + "/settlement",
                        "{\"action\":\"" + action + "\",\"seen\":\"" + delivery.getString("seen")
                                + "\",\"reason\":\"Set efter sammen med kommunen\"}");
    }

    private static void assertProblem(Api.Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.object().getString("type")).isEqualTo("/api/problems/" + slug);
    }

    @Test
    @Order(1)
    void another_amount_goes_to_the_work_list_with_both_versions() {
        JsonObject delivery = untilOnWorklist(DIFFERING, "DIFFER");

        assertThat(delivery.getString("reason")).isEqualTo("DIFFERS");
        JsonObject told = delivery.getJsonObject("told");
        assertThat(told.getInt("amountOre")).isEqualTo(1000);
        assertThat(told.getJsonArray("attempts")).hasSize(1);
        JsonObject said = delivery.getJsonArray("answers").getJsonObject(0);
        assertThat(said.getString("finding")).isEqualTo("FOUND");
        assertThat(said.getInt("amountOre")).isEqualTo(1100);
        assertThat(said.getString("claimReference")).isEqualTo(told.getString("claimReference"));
        assertThat(said.getString("receipt")).isEqualTo("KV-" + told.getString("requestId"));
    }

    @Test
    @Order(2)
    void a_municipality_sees_both_versions_side_by_side() {
        try (Browser browser = Browser.open(installation.address())) {
            browser.go("/kravbro/");
            browser.logIn("kommune" + DIFFERING, Installation.PASSWORD);
            browser.go("/kravbro/arbejdslister?kommune=" + DIFFERING + "&liste=efterse");
            assertThat(browser.text())
                    .contains("Det har vi fortalt", "Det siger debitorsystemet", "Har det", "10,00", "11,00")
                    .doesNotContain("???");
            browser.picture("worklist-both-versions");
            browser.narrow();
            assertThat(browser.scrollsSideways()).isFalse();
        }
    }

    @Test
    @Order(3)
    void an_operator_settles_it_once_and_is_told_when_it_is_too_late() {
        JsonObject delivery = installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/worklist")
                .ok()
                .object()
                .getJsonArray("deliveries")
                .getJsonObject(0);

        assertProblem(settle(Installation.FBS, delivery, "accepted"), 403, "not-allowed");
        assertProblem(settle(Installation.OPERATOR, delivery, "perhaps"), 422, "unknown-value");
        assertProblem(settle(Installation.OPERATOR, delivery, "again"), 409, "delivery-found");
        long before = Sql.number(installation.database(), "select coalesce(max(no), 0) from answers");
        assertThat(settle(Installation.OPERATOR, delivery, "accepted")
                        .ok()
                        .object()
                        .getString("state"))
                .isEqualTo("ACCEPTED");
        Api.Answer late = settle(Installation.OPERATOR, delivery, "refused");
        assertProblem(late, 409, "delivery-changed");
        assertThat(late.object().getString("detail")).contains("ACCEPTED now", Installation.OPERATOR);
        assertThat(Sql.text(
                        installation.database(),
                        "select actor || ' ' || detail from audit_entries where action = 'delivery settled'"))
                .isEqualTo(Installation.OPERATOR + " ACCEPTED: Set efter sammen med kommunen");
        Await.until(
                "FBS is told",
                SOON,
                () -> installation
                        .as(Installation.FBS)
                        .get("/api/v1/answers?after=" + before)
                        .ok()
                        .body()
                        .contains("ACCEPTED"));
    }

    @Test
    @Order(4)
    void an_answer_that_contradicts_itself_goes_to_the_work_list_and_out_again_under_the_same_id() {
        JsonObject delivery = untilOnWorklist(CONTRADICTING, "CONTRADICT");

        assertThat(delivery.getString("reason")).isEqualTo("CONTRADICTS");
        assertThat(delivery.getJsonArray("answers").getJsonObject(0).getString("code"))
                .isEqualTo("FOUND+NOT_FOUND");
        assertThat(settle(Installation.OPERATOR, delivery, "again")
                        .ok()
                        .object()
                        .getString("state"))
                .isEqualTo("DUE");
        installation.settle(SOON, CONTRADICTING);
        assertThat(installation.states(CONTRADICTING)).isEqualTo(Map.of("ACCEPTED", 1L));
        assertThat(Sql.number(
                        installation.database(),
                        "select attempts from deliveries where municipality_code = ?",
                        CONTRADICTING))
                .isEqualTo(2);
    }

    @Test
    @Order(5)
    void after_all_this_the_histories_agree() {
        HistoryReport report = installation.check();
        assertThat(report.violations()).as(report.toString()).isEmpty();
    }
}
