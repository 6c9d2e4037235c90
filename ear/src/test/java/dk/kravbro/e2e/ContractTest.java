package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the answers' check against the API document bites. */
class ContractTest {

    private static final String FEE = "/api/v1/agencies/DK-710100/fees/1";
    private static final String OUTCOME = "{\"outcome\":\"taken\",\"agencyId\":\"DK-710100\",\"feeId\":1,\"version\":1,"
            + "\"claimReference\":\"DK-710100-1\"}";
    private static final String PROBLEM = "{\"type\":\"/api/problems/version-conflict\",\"title\":\"t\",\"status\":409,"
            + "\"detail\":\"d\",\"problems\":[{\"type\":\"/api/problems/version-conflict\",\"pointer\":\"\","
            + "\"detail\":\"d\",\"remedy\":\"r\"}]}";

    private final Contract contract = Contract.published();

    @Test
    void what_the_document_names_passes() {
        assertThat(violation("PUT", FEE, 200, "application/json", OUTCOME)).isEmpty();
        assertThat(violation("PUT", FEE, 409, "application/problem+json", PROBLEM))
                .isEmpty();
        assertThat(violation("GET", "/api/v1/fee-batches/7/lines?after=2", 200, "application/x-ndjson", ""))
                .isEmpty();
        assertThat(violation("HEAD", FEE, 200, "application/json", "")).isEmpty();
        assertThat(violation("GET", FEE, 304, "", "")).isEmpty();
    }

    @Test
    void a_status_that_is_not_listed_is_found() {
        assertThat(violation("PUT", FEE, 418, "application/json", OUTCOME)).contains("not listed");
        assertThat(violation("GET", "/api/v1/answers", 404, "application/problem+json", PROBLEM))
                .contains("not listed");
    }

    @Test
    void another_media_type_is_found() {
        assertThat(violation("PUT", FEE, 200, "text/html", OUTCOME)).contains("text/html");
        assertThat(violation("PUT", FEE, 409, "application/json", PROBLEM)).contains("application/json");
    }

    @Test
    void a_body_that_differs_is_found_and_named() {
        assertThat(violation("PUT", FEE, 200, "application/json", OUTCOME.replace("taken", "perhaps")))
                .contains("outcome");
        assertThat(violation("PUT", FEE, 200, "application/json", OUTCOME.replace("\"version\":1,", "")))
                .contains("version");
        assertThat(violation("PUT", FEE, 200, "application/json", OUTCOME.replace("{", "{\"debtor\":\"x\",")))
                .contains("debtor");
        assertThat(violation("PUT", FEE, 200, "application/json", "<html>")).contains("not JSON");
        assertThat(violation("GET", "/api/v1/fee-batches/7/lines", 200, "application/x-ndjson", "{\"line\":0}\n"))
                .contains("outcome");
    }

    @Test
    void an_instant_that_is_none_is_found() {
        String runs = "[{\"runId\":1,\"kommunekode\":\"0101\",\"trigger\":\"TIMER\",\"slot\":\"today\","
                + "\"startedAt\":\"2026-11-28T09:12:33Z\",\"endedAt\":null,\"open\":true,\"result\":\"\",\"deliveries\":{}}]";
        assertThat(violation("GET", "/api/v1/operations/runs?open=true", 200, "application/json", runs))
                .contains("slot");
        assertThat(violation(
                        "GET",
                        "/api/v1/operations/runs",
                        200,
                        "application/json",
                        runs.replace("today", "2026-11-28T09:12:33.123456Z")))
                .isEmpty();
    }

    @Test
    void a_problem_type_that_the_address_does_not_name_is_found() {
        assertThat(violation(
                        "PUT", FEE, 409, "application/problem+json", PROBLEM.replace("version-conflict", "run-ended")))
                .contains("run-ended");
    }

    @Test
    void an_address_that_is_not_there_answers_with_a_problem_at_most() {
        assertThat(violation("GET", "/api/v1/nothing", 200, "application/json", "{}"))
                .contains("no such address");
        assertThat(violation("GET", "/api/v1/nothing", 409, "application/problem+json", PROBLEM))
                .isEmpty();
        assertThat(violation("GET", "/api/v1/nothing", 404, "text/html", "nothing here"))
                .contains("text/html");
    }

    @Test
    void the_failure_names_address_and_status_but_no_query() {
        assertThatThrownBy(() -> contract.check("GET", FEE + "?x=0101800000", answer(500, "text/html", "oh")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET " + FEE + " answered 500")
                .hasMessageNotContaining("0101800000");
    }

    private String violation(String method, String path, int status, String type, String body) {
        return contract.violation(method, path, answer(status, type, body)).orElse("");
    }

    private static Api.Answer answer(int status, String type, String body) {
        return new Api.Answer(
                status, HttpHeaders.of(Map.of("Content-Type", List.of(type)), (name, value) -> true), body);
    }
}
