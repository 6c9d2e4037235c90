package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What bad input gets: a status and a problem type of its own, words about what to do, and nothing half stored. */
@Order(2)
class ApiRefusalsIT {

    private static final String MUNICIPALITY = "0253";
    private static final String AGENCY = Fees.agency(MUNICIPALITY);
    private static final String IDENTITY = "0101905678";

    private static Installation installation;
    private static Api fbs;

    @BeforeAll
    static void start() {
        installation = Installation.shared();
        installation.onboard(MUNICIPALITY, "OPUS");
        fbs = installation.as(Installation.FBS);
    }

    /** A good fee with one thing wrong: old text, new text, and what that gets. */
    @ParameterizedTest(name = "{1} gets {3} at {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            "amount":25.50              | "amount":                        | 400 | malformed-json      | ''
            "amount":25.50              | "amount":"25.50"                 | 400 | wrong-type          | /amount
            "amount":25.50              | "amount":null                    | 400 | missing-field       | /amount
            "amount":25.50              | "amount":25.505                  | 422 | too-many-decimals   | /amount
            "amount":25.50              | "amount":-25.50                  | 422 | amount-not-positive | /amount
            "amount":25.50              | "amount":0                       | 422 | amount-not-positive | /amount
            "amount":25.50              | "amount":99999999                | 422 | amount-too-large    | /amount
            "creationDate":"2026-05-04" | "creationDate":"2026-02-30"      | 422 | impossible-date     | /creationDate
            "creationDate":"2026-05-04" | "creationDate":"1899-12-31"      | 422 | date-before-1900    | /creationDate
            For sent afleveret          | Sent 010190-5678                 | 422 | identity-in-text    | /reasonMessage
            "kind":"person","cpr":"0101905678" | "kind":"company","cvr":"12345678" | 422 | bad-cvr     | /debtor/cvr
            "cpr":"0101905678"          | "cpr":"3213905678"               | 422 | bad-cpr             | /debtor/cpr
            "kind":"person"             | "kind":"robot"                   | 422 | unknown-value       | /debtor/kind
            """)
    void a_fee_with_one_thing_wrong_is_refused(String right, String wrong, int status, String type, String pointer) {
        long feeId = Math.abs((long) wrong.hashCode()) + 1;
        String body = Fees.body(1, 25.50);
        assertThat(body).contains(right);
        Api.Answer answer = fbs.put(Fees.path(AGENCY, feeId), body.replace(right, wrong));
        assertProblem(answer, status, type);
        assertThat(answer.body()).contains("\"" + pointer + "\"");
        assertNothingStored(feeId);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        String body = Fees.body(1, 25.50)
                .replace("\"amount\":25.50", "\"amount\":-1.005")
                .replace("2026-05-04", "2026-13-01")
                .replace("For sent afleveret", "Ring til 010190-5678");
        Api.Answer answer = fbs.put(Fees.path(AGENCY, 20), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("/amount", "/creationDate", "/reasonMessage");
        assertNothingStored(20);
    }

    @Test
    void an_unknown_agency_is_refused() {
        assertProblem(fbs.put(Fees.path("DK-799900", 1), Fees.body(1, 10)), 404, "unknown-agency");
    }

    @Test
    void the_same_version_with_other_content_is_a_conflict() {
        assertThat(installation.put(AGENCY, 30, 2, 10).isOk()).isTrue();
        assertThat(installation.put(AGENCY, 30, 2, 10).status()).as("a repeat").isEqualTo(200);
        assertProblem(fbs.put(Fees.path(AGENCY, 30), Fees.body(2, 11)), 409, "version-conflict");
        assertProblem(fbs.put(Fees.path(AGENCY, 30), Fees.body(1, 10)), 409, "version-outdated");
        assertThat(Sql.number(
                        installation.database(),
                        "select amount_ore from claims where agency_id = ? and fee_id = 30",
                        AGENCY))
                .isEqualTo(10_00);
    }

    @Test
    void a_cancelled_fee_does_not_come_back() {
        assertThat(installation.put(AGENCY, 31, 1, 10).isOk()).isTrue();
        assertThat(installation.cancel(AGENCY, 31, 2).isOk()).isTrue();
        assertThat(installation.cancel(AGENCY, 31, 2).isOk()).as("a repeat").isTrue();
        assertProblem(fbs.put(Fees.path(AGENCY, 31), Fees.body(3, 10)), 409, "fee-cancelled");
        assertProblem(fbs.post(Fees.path(AGENCY, 32) + "/cancellation", Fees.cancellation(1)), 404, "fee-unknown");
    }

    @Test
    void a_body_over_the_limit_is_refused_before_it_is_read() {
        String longText = Fees.body(1, 10).replace("For sent afleveret", "a".repeat(70_000));
        assertProblem(fbs.put(Fees.path(AGENCY, 33), longText), 413, "body-too-large");
        assertNothingStored(33);
    }

    @Test
    void a_batch_without_an_idempotency_key_is_refused() {
        Api.Answer answer = fbs.send(
                "POST",
                "/api/v1/fee-batches",
                java.net.http.HttpRequest.BodyPublishers.ofString(Fees.line(AGENCY, 34, 1, 10)),
                "Content-Type",
                "application/x-ndjson");
        assertProblem(answer, 400, "idempotency-key-missing");
        assertNothingStored(34);
    }

    @Test
    void nobody_comes_in_without_credentials() {
        for (String path : List.of(
                Fees.path(AGENCY, 1),
                "/api/v1/answers?after=0",
                "/api/v1/operations/runs?open=true",
                "/api/v1/operations/money-proof")) {
            assertThat(installation.anonymous().get(path).status()).as(path).isEqualTo(401);
        }
        assertThat(installation
                        .anonymous()
                        .put(Fees.path(AGENCY, 35), Fees.body(1, 10))
                        .status())
                .isEqualTo(401);
        assertThat(Api.as(installation.address(), Installation.FBS, "wrong")
                        .get("/api/v1/answers?after=0")
                        .status())
                .isEqualTo(401);
        assertThat(installation
                        .anonymous()
                        .post("/callback/DaekningAfskrivningRegistrering", "<x/>")
                        .status())
                .as("the back channel is not here")
                .isEqualTo(404);
        assertNothingStored(35);
    }

    @Test
    void the_wrong_role_does_not_help() {
        assertThat(fbs.post("/api/v1/operations/runs", "{}").status())
                .as("FBS starts a run")
                .isEqualTo(403);
        assertThat(installation
                        .as(Installation.DEBTOR_SYSTEM)
                        .put(Fees.path(AGENCY, 36), Fees.body(1, 10))
                        .status())
                .as("a debtor system sends a fee")
                .isEqualTo(403);
        assertThat(installation
                        .as("kommune0101")
                        .put(Fees.path(AGENCY, 36), Fees.body(1, 10))
                        .status())
                .as("a municipality sends a fee")
                .isEqualTo(403);
        assertThat(fbs.send(
                                "POST",
                                "/callback/DaekningAfskrivningRegistrering",
                                java.net.http.HttpRequest.BodyPublishers.ofString("<x/>"),
                                "Content-Type",
                                "text/xml")
                        .status())
                .as("FBS plays a debtor system")
                .isEqualTo(404);
        assertNothingStored(36);
    }

    @Test
    void another_municipalitys_claim_is_not_shown() {
        assertThat(installation.put(AGENCY, 37, 1, 10).isOk()).isTrue();
        Api.Answer answer = installation.as("kommune0101").get(Fees.path(AGENCY, 37));
        assertThat(answer.status()).isIn(403, 404);
        assertThat(answer.body()).doesNotContain("Prøve Person").doesNotContain(IDENTITY);
    }

    @Test
    void fifty_equal_puts_at_once_make_one_claim() throws InterruptedException, ExecutionException {
        ExecutorService callers = Executors.newFixedThreadPool(50);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> {
                    try {
                        return installation.put(AGENCY, 38, 1, 10).status();
                    } catch (Api.Unanswered e) {
                        return 0;
                    }
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).allMatch(status -> status == 200 || status == 201);
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from deliveries d join claims c on c.id = d.claim_id"
                                + " where c.agency_id = ? and c.fee_id = 38",
                        AGENCY))
                .isEqualTo(1);
    }

    @Test
    void no_identity_number_is_in_the_log() throws java.io.IOException {
        fbs.put(Fees.path(AGENCY, 39), Fees.body(1, 10).replace("For sent", "Sent " + IDENTITY));
        String log = java.nio.file.Files.readString(installation.server().serverLog());
        assertThat(log.contains(IDENTITY)).isFalse();
        assertThat(log.contains("Prøve Person")).isFalse();
    }

    private static void assertProblem(Api.Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonObject problem = answer.object();
        assertThat(problem.getString("type")).isEqualTo("/api/problems/" + type);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(answer.body()).doesNotContain(IDENTITY).doesNotContain("010190-5678");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("dk.kravbro");
    }

    private static void assertNothingStored(long feeId) {
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from claims where agency_id = ? and fee_id = ?",
                        AGENCY,
                        feeId))
                .isZero();
    }
}
