package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A claim that the collection side would not accept waits with its reason, and goes when it is put right or let pass. */
@Order(4)
class ReadinessIT {

    private static final String CODE = "0621";
    private static final String CHOICES = "/api/v1/operations/municipalities/" + CODE;

    private static Installation installation;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        installation.onboard(CODE, "PRISME");
    }

    @Test
    void held_claims_are_released_by_a_fixed_fee_a_switch_and_a_row_of_claim_types() {
        put(1, Fees.body(1, 20).replace("For sent afleveret", "Rykkergebyr"));
        put(2, Fees.body(1, 20).replace("For sent afleveret", "Saldo"));
        put(3, Fees.body(1, 20));
        addRow(1000, "PRIS-0");
        put(4, Fees.body(1, 20));
        installation.runToEnd(CODE);
        assertThat(installation.states(CODE)).isEqualTo(Map.of("ACCEPTED", 1L, "WAITING", 3L));
        assertThat(readiness(1)).containsExactly("MAIN_CLAIM_ONLY ERROR", "CPR_MODULUS_11 NOTICE");
        assertThat(readiness(3)).containsExactly("CPR_MODULUS_11 NOTICE");
        assertThat(readiness(4)).containsExactly("AMOUNT_LIMIT ERROR", "CPR_MODULUS_11 NOTICE");

        assertThat(held())
                .containsExactly(
                        reference(4) + " [AMOUNT_LIMIT]",
                        reference(2) + " [ONE_FEE_ONE_CLAIM]",
                        reference(1) + " [MAIN_CLAIM_ONLY]");
        thePageSaysWhy();

        put(1, Fees.body(2, 20));
        choose("{\"readiness\":{\"ONE_FEE_ONE_CLAIM\":\"NOTICE\"}}");
        addRow(5000, "PRIS-1");
        JsonObject looked = installation
                .as(Installation.OPERATOR)
                .post(CHOICES + "/readiness-check", "")
                .ok()
                .object();
        assertThat(looked.getInt("looked")).isEqualTo(3);
        assertThat(looked.getInt("stopped")).isZero();
        assertThat(looked.isNull("goOnAfter")).isTrue();
        installation.runToEnd(CODE);

        assertThat(installation.states(CODE)).isEqualTo(Map.of("ACCEPTED", 4L));
        assertThat(held()).isEmpty();
        assertThat(readiness(2)).containsExactly("ONE_FEE_ONE_CLAIM NOTICE", "CPR_MODULUS_11 NOTICE");
        assertThat(installation.debtorSystems().store().lines().filter(line -> line.contains(reference(4) + "\"")))
                .as("the debtor system hears the row's code")
                .anyMatch(line -> line.contains("PRIS-1"))
                .noneMatch(line -> line.contains("PRIS-0"));
        choose("{\"readiness\":{\"ONE_FEE_ONE_CLAIM\":null}}");
    }

    @Test
    void only_operators_choose_and_what_is_wrong_is_said() {
        assertThat(installation
                        .as(Installation.FBS)
                        .get(CHOICES + "/claim-types")
                        .status())
                .isEqualTo(403);
        assertThat(installation
                        .as(Installation.FBS)
                        .post(CHOICES + "/readiness-check", "")
                        .status())
                .isEqualTo(403);
        Api operator = installation.as(Installation.OPERATOR);
        assertThat(operator.get("/api/v1/operations/municipalities/0999/claim-types")
                        .status())
                .isEqualTo(404);
        Api.Answer wrong = operator.post(CHOICES + "/claim-types", "{\"claimType\":\"FINE\"}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("/claimType", "/code", "/validFrom", "/source");
        assertThat(operator.put(CHOICES, "{\"readiness\":{\"DESCRIPTION_PRIVATE\":\"OFF\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(operator.get(CHOICES + "/claim-types")
                        .ok()
                        .object()
                        .getJsonArray("claimTypes")
                        .getValuesAs(JsonObject.class))
                .extracting(row -> row.getString("claimType"))
                .contains("LATE_FEE", "COMPENSATION_ACKNOWLEDGED", "COMPENSATION_UNACKNOWLEDGED", "OTHER");
    }

    private static void put(long fee, String body) {
        installation
                .as(Installation.FBS)
                .put(Fees.path(Fees.agency(CODE), fee), body)
                .ok();
    }

    private static void choose(String choices) {
        installation.as(Installation.OPERATOR).put(CHOICES, choices).ok();
    }

    private static void addRow(long highestOre, String code) {
        assertThat(installation
                        .as(Installation.OPERATOR)
                        .post(
                                CHOICES + "/claim-types",
                                "{\"claimType\":\"LATE_FEE\",\"code\":\"" + code
                                        + "\",\"validFrom\":\"2026-01-01\",\"allowed\":true,\"lowestOre\":1,"
                                        + "\"highestOre\":" + highestOre
                                        + ",\"daysToPay\":30,\"limitationYears\":3,\"periodFrom\":\"AFTER_LOAN_DUE\","
                                        + "\"source\":\"test\"}")
                        .status())
                .isEqualTo(201);
    }

    private static void thePageSaysWhy() {
        try (Browser browser = Browser.open(installation.address())) {
            browser.go("/kravbro/");
            browser.logIn(Installation.OPERATOR, Installation.PASSWORD);
            browser.go("/kravbro/arbejdslister?kommune=" + CODE + "&liste=ikkeklar");
            assertThat(browser.text())
                    .contains("3 krav er ikke klar", "Ikke klar (3)", reference(1), "renter eller et rykkergebyr")
                    .doesNotContain("???");
            browser.picture("worklist-not-ready");
            browser.narrow();
            assertThat(browser.scrollsSideways()).isFalse();
        }
    }

    /** The work list of claims that are not ready, with the rules that stop them. */
    private static List<String> held() {
        JsonObject list = installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/held-claims?kommunekode=" + CODE)
                .ok()
                .object();
        assertThat(list.getInt("count")).isEqualTo(list.getJsonArray("claims").size());
        return list.getJsonArray("claims").getValuesAs(JsonObject.class).stream()
                .map(claim -> claim.getString("claimReference") + " "
                        + claim.getJsonArray("rules").getValuesAs(JsonObject.class).stream()
                                .map(rule -> rule.getString("rule"))
                                .toList())
                .toList();
    }

    private static List<String> readiness(long fee) {
        return installation
                .as(Installation.FBS)
                .get(Fees.path(Fees.agency(CODE), fee))
                .ok()
                .object()
                .getJsonArray("readiness")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> each.getString("rule") + " " + each.getString("severity"))
                .toList();
    }

    private static String reference(long fee) {
        return Fees.agency(CODE) + "-" + fee;
    }
}
