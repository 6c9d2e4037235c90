package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.e2e.Sample.RefusedLine;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The main job, end to end, with the sample: what it must come to was counted from the file by other means. */
@Order(1)
class MainJobIT {

    private static final String PROBLEMS = "/api/problems/";

    private static final List<RefusedLine> REFUSED = List.of(
            refused(2096, "bad-cvr", "/debtor/cvr"),
            refused(2234, "bad-cvr", "/debtor/cvr"),
            refused(2731, "version-conflict", "/version"),
            refused(2789, "malformed-json", ""),
            refused(2825, "identity-in-text", "/reasonMessage"),
            refused(2936, "missing-field", "/debtor"),
            refused(2945, "version-conflict", "/version"),
            refused(3110, "bad-cvr", "/debtor/cvr"),
            refused(3361, "version-conflict", "/version"),
            refused(3503, "amount-not-positive", "/amount"),
            refused(3641, "malformed-json", ""),
            refused(3682, "amount-not-positive", "/amount"),
            refused(3958, "bad-cvr", "/debtor/cvr"),
            refused(4091, "missing-field", "/debtor"),
            refused(4119, "version-conflict", "/version"),
            refused(4179, "amount-not-positive", "/amount"),
            refused(4180, "version-conflict", "/version"),
            refused(4253, "version-conflict", "/version"),
            refused(4351, "amount-not-positive", "/amount"),
            refused(4451, "version-conflict", "/version"));

    /** Municipality code to claims and what FBS says is owed at the end, in øre. */
    private static final Map<String, List<Long>> OWED = Map.of(
            "0101", List.of(1356L, 15_200_855L),
            "0147", List.of(237L, 2_633_435L),
            "0201", List.of(127L, 1_363_565L),
            "0461", List.of(493L, 5_255_220L),
            "0615", List.of(247L, 2_570_575L),
            "0730", List.of(316L, 3_905_525L),
            "0751", List.of(734L, 7_778_455L),
            "0851", List.of(490L, 5_016_735L));

    private static Installation installation;
    private static Sample sample;

    @BeforeAll
    static void tell() {
        installation = Installation.shared();
        sample = Sample.on(installation);
    }

    private static RefusedLine refused(long line, String type, String pointer) {
        return new RefusedLine(line, PROBLEMS + type, pointer);
    }

    @Test
    void every_line_of_the_sample_has_its_result() {
        assertThat(sample.refused()).containsExactlyElementsOf(REFUSED);
        assertThat(sample.taken()).isEqualTo(4533);
        assertThat(sample.unchanged()).isEqualTo(22);
        assertThat(sample.taken() + sample.unchanged() + REFUSED.size()).isEqualTo(sample.size());
    }

    @Test
    void the_money_proof_adds_up_for_every_municipality() {
        Map<String, List<Long>> owed = new TreeMap<>();
        for (JsonObject proof : moneyProof()) {
            String code = proof.getString("kommunekode");
            owed.put(code, List.of(whole(proof, "claims"), whole(proof, "fbsOre")));
            JsonObject deliveries = proof.getJsonObject("deliveries");
            for (String unit : List.of("count", "ore")) {
                long sum = List.of("accepted", "refused", "netted", "waiting", "inDoubt").stream()
                        .mapToLong(bucket -> whole(deliveries.getJsonObject(bucket), unit))
                        .sum();
                assertThat(sum).as(code + " " + unit).isEqualTo(whole(deliveries.getJsonObject("received"), unit));
                assertThat(whole(deliveries.getJsonObject("waiting"), unit))
                        .as(code + " waiting")
                        .isZero();
                assertThat(whole(deliveries.getJsonObject("inDoubt"), unit))
                        .as(code + " in doubt")
                        .isZero();
            }
            JsonObject answers = proof.getJsonObject("answers");
            assertThat(whole(proof, "outstandingOre"))
                    .as(code + " outstanding")
                    .isEqualTo(whole(proof, "fbsOre")
                            - whole(answers.getJsonObject("coverage"), "ore")
                            - whole(answers.getJsonObject("writeOff"), "ore"));
        }
        assertThat(owed).isEqualTo(new TreeMap<>(OWED));
    }

    @Test
    void payments_and_write_offs_came_back() {
        long coverages = 0;
        long writeOffs = 0;
        for (JsonObject proof : moneyProof()) {
            JsonObject answers = proof.getJsonObject("answers");
            coverages += whole(answers.getJsonObject("coverage"), "count");
            writeOffs += whole(answers.getJsonObject("writeOff"), "count");
        }
        assertThat(coverages).as(sample.answersSent().toString()).isGreaterThan(1000);
        assertThat(writeOffs).isGreaterThan(50);
    }

    @Test
    void netting_spared_the_debtor_systems_what_cancelled_out() {
        assertThat(moneyProof().stream()
                        .mapToLong(
                                proof -> whole(proof.getJsonObject("deliveries").getJsonObject("netted"), "count"))
                        .sum())
                .isPositive();
    }

    @Test
    void the_histories_agree() {
        HistoryReport report = installation.check();
        assertThat(report.violations()).as(report.toString()).isEmpty();
    }

    @Test
    void the_same_batch_again_changes_nothing() {
        long deliveries = Sql.number(installation.database(), "select count(*) from deliveries");
        long entries = Sql.number(installation.database(), "select count(*) from claim_entries");
        String path = installation.load(sample.firstHalf(), "sample-first-half-again");
        assertThat(installation.batch(path).getJsonObject("lines").getInt("taken"))
                .isZero();
        assertThat(Sql.number(installation.database(), "select count(*) from deliveries"))
                .isEqualTo(deliveries);
        assertThat(Sql.number(installation.database(), "select count(*) from claim_entries"))
                .isEqualTo(entries);
    }

    @Test
    void the_same_idempotency_key_gives_the_same_batch() {
        Api fbs = installation.as(Installation.FBS);
        String first = fbs.batch(sample.firstHalf(), Sample.FIRST_KEY)
                .ok()
                .header("Location")
                .orElseThrow();
        assertThat(Sql.number(
                        installation.database(), "select count(*) from fee_batches where ? like '%' || id", first))
                .isEqualTo(1);
        assertThat(fbs.batch(Fees.line("DK-710100", 1, 1, 10), Sample.FIRST_KEY).status())
                .as("another body under that key")
                .isEqualTo(422);
    }

    @Test
    void a_fee_can_be_followed() {
        Api fbs = installation.as(Installation.FBS);
        String path = Fees.path("DK-773000", 110000002);
        JsonObject fee = fbs.get(path).ok().object();
        assertThat(fee.toString()).contains("110000002");
        assertThat(fbs.get(path + "/history").ok().body()).contains("ACCEPTED");
        assertThat(fbs.get(Fees.path("DK-773000", 999)).status()).isEqualTo(404);
    }

    @Test
    void the_answers_are_a_feed_without_gaps() {
        List<Long> numbers = new ArrayList<>();
        Api fbs = installation.as(Installation.FBS);
        long after = 0;
        while (true) {
            List<Long> page = numbers(
                    fbs.get("/api/v1/answers?after=" + after + "&limit=1000").ok());
            if (page.isEmpty()) {
                break;
            }
            numbers.addAll(page);
            after = page.get(page.size() - 1);
        }
        assertThat(numbers).hasSizeGreaterThan(4000);
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(numbers.get(i)).isEqualTo(i + 1L);
        }
        assertThat(numbers(fbs.get("/api/v1/answers?after=10&limit=5").ok()))
                .as("replayed from a cursor")
                .containsExactly(11L, 12L, 13L, 14L, 15L);
    }

    private static List<Long> numbers(Api.Answer page) {
        JsonValue json = page.json();
        var answers = json.getValueType() == JsonValue.ValueType.ARRAY
                ? json.asJsonArray()
                : json.asJsonObject().getJsonArray("answers");
        return answers.stream()
                .map(answer -> whole(answer.asJsonObject(), "no"))
                .toList();
    }

    private static List<JsonObject> moneyProof() {
        return installation.as(Installation.OPERATOR).get("/api/v1/operations/money-proof").ok().array().stream()
                .map(JsonValue::asJsonObject)
                .filter(proof -> OWED.containsKey(proof.getString("kommunekode")))
                .toList();
    }

    private static long whole(JsonObject json, String name) {
        return json.getJsonNumber(name).longValueExact();
    }
}
