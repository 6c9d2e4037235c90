package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Raw messages of signed calls: sealed in the tables, read by an auditor with a reason, by nobody else, each time audited. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RawMessagesIT {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String CODE = "0265";
    private static final String CPR = "0101905678";
    private static final String UUID = "3f1c2a4e-0b6d-4f7a-9c1d-2e5b8a7f6c01";
    private static final String CALLS = "/api/v1/operations/calls/";
    private static final String REASON = "supplier asks for the message, case 4711";

    private static Installation installation;
    private static String cvr = "";
    private static String accepted = "";
    private static String faulty = "";
    private static String garbled = "";

    /** One call that goes well, one that the platform refuses to hand on, one whose answer is no SOAP. */
    @BeforeAll
    static void call() {
        installation = Installation.shared();
        installation.onboard(CODE, "OPUS");
        cvr = Sql.text(installation.database(), "select cvr from municipalities where code = ?", CODE);
        accepted = callOf(1, "ACCEPTED%");
        installation
                .debtorSystems()
                .faults("{\"municipality\":\"" + cvr
                        + "\",\"action\":\"FAULT\",\"code\":\"RECEIVER_UNREACHABLE\",\"count\":1,"
                        + "\"text\":\"Person 010190-5678. Inform: CallUUID: " + UUID
                        + " Received: 2026-11-28T09:00:00Z\"}");
        faulty = callOf(2, "DUE PLATFORM_RECEIVER%");
        installation.debtorSystems().faults("{\"municipality\":\"" + cvr + "\",\"action\":\"GARBLED\",\"count\":1}");
        garbled = callOf(3, "IN_DOUBT ANSWER%");
    }

    /**
     * Tells a fee, waits until the debtor system has it, and gives its first call that ended so: on a busy machine others come
     * before.
     */
    private static String callOf(long feeId, String outcome) {
        installation.put(Fees.agency(CODE), feeId, 1, 20).ok();
        installation.runToEnd(CODE);
        Await.until(
                "fee " + feeId + " is accepted",
                SOON,
                () -> installation.states(CODE).equals(Map.of("ACCEPTED", feeId)));
        return Sql.text(
                installation.database(),
                "select a.call_id from delivery_attempts a join deliveries d on d.id = a.delivery_id"
                        + " join claims c on c.id = d.claim_id where c.municipality_code = ? and c.fee_id = ?"
                        + " and a.outcome || ' ' || a.detail like ? order by a.id limit 1",
                CODE,
                feeId,
                outcome);
    }

    @AfterAll
    static void calm() {
        if (installation != null) {
            installation.debtorSystems().faults();
        }
    }

    private static Api.Answer messages(String user, String call, String... headers) {
        return installation.as(user).getWith(CALLS + call + "/messages", headers);
    }

    private static long audited(String user, String action, String call) {
        return Sql.number(
                installation.database(),
                "select count(*) from audit_entries where actor = ? and action = ? and subject = ?",
                user,
                action,
                "call " + call);
    }

    @Test
    @Order(1)
    void an_auditor_reads_what_went_over_the_wire_and_the_tables_do_not_show_it() {
        Api.Answer answer = messages(Installation.AUDITOR, accepted, "Kravbro-Reason", REASON)
                .ok();

        List<JsonObject> messages = answer.object().getJsonArray("messages").getValuesAs(JsonObject.class);
        assertThat(messages)
                .extracting(message -> message.getString("direction"))
                .containsExactly("OUT_REQUEST", "OUT_ANSWER");
        assertThat(messages.get(0).getString("text"))
                .contains(CPR, "OpretDebitorkonto", "the security token is not kept")
                .doesNotContain("AttributeStatement");
        assertThat(messages.get(0).getString("note")).isEqualTo("the security token is left out");
        assertThat(messages.get(1).getString("text")).contains("ACCEPTERET");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(Sql.text(
                        installation.database(),
                        "select detail from audit_entries where action = 'raw messages shown' and subject = ?",
                        "call " + accepted))
                .isEqualTo(REASON);
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from call_messages where call_id = ?::uuid and length(payload) > 100"
                                + " and position(convert_to(?, 'UTF8') in payload) = 0"
                                + " and position('Envelope'::bytea in payload) = 0",
                        accepted,
                        CPR))
                .isEqualTo(2);
    }

    @Test
    @Order(2)
    void nobody_else_reads_it_and_every_try_is_in_the_trail() {
        for (String user : List.of(Installation.OPERATOR, Installation.FBS)) {
            Api.Answer refused = messages(user, accepted, "Kravbro-Reason", REASON);
            assertThat(refused.status()).as(user).isEqualTo(403);
            assertThat(refused.body()).doesNotContain(CPR);
            assertThat(audited(user, "raw messages refused", accepted)).isEqualTo(1);
        }
        assertThat(messages(Installation.OTHER_AUDITOR, accepted, "Kravbro-Reason", REASON)
                        .status())
                .as("another municipality's")
                .isEqualTo(404);
        assertThat(audited(Installation.OTHER_AUDITOR, "raw messages refused", accepted))
                .isEqualTo(1);
        assertThat(installation.anonymous().get(CALLS + accepted + "/messages").status())
                .isEqualTo(401);
    }

    @Test
    @Order(3)
    void without_a_reason_that_may_be_kept_nothing_is_shown() {
        assertThat(messages(Installation.AUDITOR, accepted).object().getString("type"))
                .isEqualTo("/api/problems/reason-missing");
        assertThat(messages(Installation.AUDITOR, accepted, "Kravbro-Reason", "about 010190-5678")
                        .object()
                        .getString("type"))
                .isEqualTo("/api/problems/reason-malformed");
        assertThat(audited(Installation.AUDITOR, "raw messages shown", accepted))
                .as("only the first test's")
                .isEqualTo(1);
    }

    @Test
    @Order(4)
    void a_failed_call_has_a_support_bundle_without_people() {
        JsonObject call =
                installation.as(Installation.OPERATOR).get(CALLS + faulty).ok().object();

        assertThat(call.getString("cause")).isEqualTo("PLATFORM_RECEIVER_UNREACHABLE");
        assertThat(call.getString("supportBundle"))
                .contains(
                        UUID,
                        "2026-11-28T09:00:00Z",
                        faulty,
                        cvr,
                        "KOMBIT_TOKEN",
                        "RECEIVER_UNREACHABLE: Person ********")
                .doesNotContain("010190-5678", CPR);
        assertThat(Sql.text(
                        installation.database(),
                        "select platform_call_id || ' ' || platform_received from delivery_attempts where call_id = ?::uuid",
                        faulty))
                .isEqualTo(UUID + " 2026-11-28T09:00:00Z");
        assertThat(installation
                        .as(Installation.OTHER_AUDITOR)
                        .get(CALLS + faulty)
                        .status())
                .isEqualTo(404);
    }

    @Test
    @Order(5)
    void an_answer_that_does_not_fit_is_kept_alarms_and_waits_until_an_operator_has_looked() {
        JsonObject waiting = unfit();
        assertThat(waiting.getInt("count")).isEqualTo(1);
        assertThat(waiting.getJsonArray("calls").getJsonObject(0).getString("callId"))
                .isEqualTo(garbled);
        assertThat(alarms()).contains("ANSWERS_UNFIT");
        assertThat(messages(Installation.AUDITOR, garbled, "Kravbro-Reason", REASON)
                        .ok()
                        .object()
                        .getJsonArray("messages"))
                .hasSize(2);

        Api.Answer seen = installation
                .as(Installation.OPERATOR)
                .post(
                        "/api/v1/operations/unfit-answers/acknowledgement",
                        "{\"kommunekode\":\"" + CODE + "\",\"upTo\":\"" + waiting.getString("latest")
                                + "\",\"reason\":\"rehearsed\"}")
                .ok();

        assertThat(seen.object().getInt("seen")).isEqualTo(1);
        assertThat(unfit()).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        assertThat(alarms()).doesNotContain("ANSWERS_UNFIT");
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from audit_entries where action = 'unfit answers seen' and municipality_code = ?",
                        CODE))
                .isEqualTo(1);
    }

    @Test
    @Order(6)
    void operators_see_how_much_is_kept() {
        JsonObject archive = installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/message-archive")
                .ok()
                .object();

        assertThat(archive.getJsonObject("messages").getString("keep")).isEqualTo("all");
        assertThat(archive.getJsonObject("messages").isNull("oldestDay")).isFalse();
        assertThat(archive.getJsonObject("calls").getInt("bytes")).isPositive();
    }

    @Test
    @Order(7)
    void a_message_of_the_back_channel_stands_sealed_and_is_read_the_same_way() {
        // About every second claim is paid something: by the hash of its reference, so that it is the same each time.
        for (long feeId = 4; feeId <= 15; feeId++) {
            installation.put(Fees.agency(CODE), feeId, 1, 20).ok();
        }
        installation.runToEnd(CODE);
        Await.until("all are accepted", SOON, () -> installation.states(CODE).equals(Map.of("ACCEPTED", 15L)));
        installation.debtorSystems().playAnswers();
        String mine = "select count(*) from settlement_messages where municipality_cvr = ? and state = 'APPLIED'";
        Await.until("it came back", SOON, () -> Sql.number(installation.database(), mine, cvr) > 0);
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from settlement_messages where raw is not null or sealed is null"
                                + " or position('TransaktionsId'::bytea in sealed) > 0"))
                .isZero();
        long id = Sql.number(
                installation.database(), "select max(id) from settlement_messages where municipality_cvr = ?", cvr);
        String path = "/api/v1/operations/settlement-messages/" + id;

        assertThat(installation
                        .as(Installation.AUDITOR)
                        .getWith(path, "Kravbro-Reason", REASON)
                        .ok()
                        .object()
                        .getString("text"))
                .contains("TransaktionsId", cvr);
        assertThat(installation
                        .as(Installation.OPERATOR)
                        .getWith(path, "Kravbro-Reason", REASON)
                        .status())
                .isEqualTo(403);
    }

    private static JsonObject unfit() {
        return installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/unfit-answers")
                .ok()
                .array()
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(each -> each.getString("kommunekode").equals(CODE))
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    /** Kinds of this municipality's alarms. */
    private static List<String> alarms() {
        return installation
                .as(Installation.OPERATOR)
                .get("/api/v1/operations/alarms")
                .ok()
                .array()
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(alarm -> !alarm.isNull("kommunekode")
                        && alarm.getString("kommunekode").equals(CODE))
                .map(alarm -> alarm.getString("kind"))
                .toList();
    }

    @Test
    @Order(9)
    void no_column_of_the_database_tells_of_anybody() {
        assertThat(Sql.number(installation.database(), "select count(*) from claims"))
                .isPositive();
        for (String person : List.of(CPR, "010190-5678", "ve Person", "4701494130")) {
            assertThat(Sql.holding(installation.database(), person)).as(person).isEmpty();
        }
        assertThat(Sql.holding(installation.database(), "DK-7"))
                .as("the look finds what is there")
                .contains("claims.agency_id");
    }

    @Test
    @Order(10)
    void operators_see_keys_and_erasures_and_nobody_else_does() {
        Api operator = installation.as(Installation.OPERATOR);
        JsonObject keys =
                operator.get("/api/v1/operations/personal-data-keys").ok().object();
        assertThat(keys.getJsonArray("keys").getValuesAs(JsonObject.class))
                .extracting(key -> key.getString("kind") + key.getInt("number") + key.getBoolean("newest"))
                .containsExactly("data1true", "lookup1true");
        assertThat(operator.post(
                                "/api/v1/operations/personal-data-keys/retirement",
                                "{\"kind\": \"data\", \"number\": 1}")
                        .status())
                .isEqualTo(409);
        assertThat(operator.get("/api/v1/operations/erasures").ok().body()).contains("\"kommunekode\":\"0265\"");
        Api other = installation.as("kommune0101");
        assertThat(other.get("/api/v1/operations/personal-data-keys").status()).isEqualTo(403);
        assertThat(other.get("/api/v1/operations/erasures").status()).isEqualTo(403);
    }
}
