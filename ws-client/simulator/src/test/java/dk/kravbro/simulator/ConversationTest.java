package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.ODENSE;
import static dk.kravbro.simulator.Conversation.TODAY;
import static dk.kravbro.simulator.Conversation.adjustment;
import static dk.kravbro.simulator.Conversation.again;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment.Kind;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.DeliveryOutcome.InDoubt;
import dk.kravbro.debtorsystem.DeliveryOutcome.NotDelivered;
import dk.kravbro.debtorsystem.DeliveryOutcome.Refused;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PartyChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter and the simulator over a real socket: every operation, every outcome that a debtor system can cause. */
class ConversationTest {

    @TempDir
    Path store;

    private Conversation talk;

    @BeforeEach
    void start() throws Exception {
        talk = new Conversation(store, Duration.ofSeconds(2));
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void a_claim_lives_from_registration_to_withdrawal() {
        assertThat(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 10_050)))
                .isInstanceOf(Accepted.class);
        assertThat(talk.debtorSystem.adjust(call(COPENHAGEN), adjustment("DK-710100-1", Kind.WRITE_UP, 1_000)))
                .isInstanceOf(Accepted.class);
        assertThat(talk.debtorSystem.adjust(call(COPENHAGEN), adjustment("DK-710100-1", Kind.WRITE_DOWN, 50)))
                .isInstanceOf(Accepted.class);
        assertThat(talk.debtorSystem.changeParty(
                        call(COPENHAGEN),
                        new PartyChange("DK-710100-1", new Party(Party.Kind.CVR, "35209115", ""), List.of(), TODAY)))
                .isInstanceOf(Accepted.class);
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isEqualTo(11_000);

        assertThat(talk.debtorSystem.adjust(call(COPENHAGEN), adjustment("DK-710100-1", Kind.WITHDRAWAL, 11_000)))
                .isInstanceOf(Accepted.class);
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isZero();
        assertThat(talk.store("request"))
                .extracting(each -> each.get("kind").asText())
                .containsExactly("REGISTER", "WRITE_UP", "WRITE_DOWN", "CHANGE_PARTY", "WITHDRAW");
    }

    @Test
    void the_store_keeps_the_ids_and_no_person() {
        CallIdentity call = call(ODENSE);
        Accepted accepted = (Accepted) talk.debtorSystem.register(call, claim("DK-746100-1", 2_000));

        JsonNode line = talk.store("request").get(0);
        assertThat(line.get("municipalityCvr").asText()).isEqualTo(ODENSE);
        assertThat(line.get("requestId").asText()).isEqualTo(call.requestId().toString());
        assertThat(line.get("conversationId").asText())
                .isEqualTo(call.conversationId().toString());
        assertThat(line.get("callId").asText()).isEqualTo(call.attemptId().toString());
        assertThat(line.get("receiptId").asText()).isEqualTo(accepted.receiptId());
        assertThat(line.get("amountOre").asLong()).isEqualTo(2_000);
        assertThat(line.toString()).doesNotContain("1808175189", "2710901096", "Maja");
    }

    @ParameterizedTest
    @CsvSource({"OPUS,0", "PRISME,0", "OS_INDSIGT,0", "KOBENHAVN,1"})
    void each_profile_accepts_in_its_own_way(String profile, int remarks) {
        talk.control("PUT", "/control/municipalities/" + ODENSE, "{\"profile\":\"" + profile + "\"}");

        Accepted accepted = (Accepted) talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        assertThat(accepted.notices()).hasSize(remarks);
    }

    @ParameterizedTest
    @CsvSource({"OPUS,false", "PRISME,true", "OS_INDSIGT,false", "KOBENHAVN,true"})
    void a_write_down_above_the_balance_is_answered_by_profile(String profile, boolean accepted) {
        talk.control("PUT", "/control/municipalities/" + ODENSE, "{\"profile\":\"" + profile + "\"}");
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        DeliveryOutcome outcome =
                talk.debtorSystem.adjust(call(ODENSE), adjustment("DK-746100-1", Kind.WRITE_DOWN, 2_001));

        assertThat(outcome instanceof Accepted).isEqualTo(accepted);
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isEqualTo(accepted ? -1 : 2_000);
    }

    @Test
    void what_the_rules_forbid_is_refused_with_its_code() {
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isEqualTo(new Refused("486", "FordringshaverRefID er ikke entydig"));
        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-2", 2_000, "Bog lånt af 010203-4567")))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("BESKRIVELSE_PERSONNUMMER"));
        assertThat(talk.debtorSystem.adjust(call(ODENSE), adjustment("DK-746100-9", Kind.WRITE_UP, 1)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("FORDRING_UKENDT"));
        talk.debtorSystem.adjust(call(ODENSE), adjustment("DK-746100-1", Kind.WITHDRAWAL, 2_000));
        assertThat(talk.debtorSystem.adjust(call(ODENSE), adjustment("DK-746100-1", Kind.WRITE_UP, 1)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("FORDRING_ANNULLERET"));
    }

    @Test
    void a_claim_of_another_municipality_is_unknown() {
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        assertThat(talk.debtorSystem.adjust(call(COPENHAGEN), adjustment("DK-746100-1", Kind.WRITE_UP, 1)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("FORDRING_UKENDT"));
    }

    @Test
    void a_municipality_without_a_route_is_not_delivered() {
        assertThat(talk.debtorSystem.register(call("12345678"), claim("DK-799900-1", 2_000)))
                .isInstanceOfSatisfying(
                        NotDelivered.class, no -> assertThat(no.code()).isEqualTo("PLATFORM_NO_ROUTE"));
    }

    @Test
    void a_repeat_gets_the_same_receipt_and_changes_nothing() {
        CallIdentity call = call(ODENSE);
        DeliveryOutcome first = talk.debtorSystem.register(call, claim("DK-746100-1", 2_000));
        DeliveryOutcome second = talk.debtorSystem.register(again(call), claim("DK-746100-1", 2_000));

        assertThat(second).isEqualTo(first);
        assertThat(talk.control("GET", "/control/health", "").get("doubled").asLong())
                .isZero();
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isEqualTo(2_000);
    }

    @Test
    void without_deduplication_a_repeat_is_seen_as_a_double() {
        talk.control("PUT", "/control/settings", "{\"deduplicate\":false}");
        CallIdentity call = call(ODENSE);
        talk.debtorSystem.register(call, claim("DK-746100-1", 2_000));
        talk.debtorSystem.register(again(call), claim("DK-746100-1", 2_000));

        assertThat(talk.control("GET", "/control/health", "").get("doubled").asLong())
                .isEqualTo(1);
        assertThat(talk.store("request"))
                .filteredOn(each -> each.get("effect").asBoolean())
                .hasSize(2);
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isEqualTo(4_000);
    }

    @Test
    void a_request_id_used_for_something_else_is_refused() {
        CallIdentity call = call(ODENSE);
        talk.debtorSystem.register(call, claim("DK-746100-1", 2_000));

        assertThat(talk.debtorSystem.register(again(call), claim("DK-746100-1", 2_001)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("REQUESTID_GENBRUGT"));
    }

    @Test
    void an_answer_lost_after_commit_is_in_doubt_and_found_by_asking() {
        talk.control("PUT", "/control/faults", "[{\"action\":\"ANSWER_LOST\",\"count\":1}]");
        CallIdentity call = call(ODENSE);
        assertThat(talk.debtorSystem.register(call, claim("DK-746100-1", 2_000)))
                .isInstanceOfSatisfying(
                        InDoubt.class, doubt -> assertThat(doubt.code()).isEqualTo("CONNECTION_LOST"));

        InquiryAnswer answer = talk.debtorSystem.inquire(call(ODENSE), List.of(call.requestId()));
        assertThat(((InquiryAnswer.Answered) answer).findings().get(call.requestId()))
                .isInstanceOfSatisfying(InquiryAnswer.Finding.Found.class, found -> {
                    assertThat(found.claimReference()).isEqualTo("DK-746100-1");
                    assertThat(found.amountOre()).hasValue(2_000);
                });
    }

    @Test
    void an_answer_held_until_the_time_out_is_in_doubt() {
        talk.control("PUT", "/control/faults", "[{\"action\":\"ANSWER_LOST\",\"holdMs\":6000}]");

        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOfSatisfying(
                        InDoubt.class, doubt -> assertThat(doubt.code()).isEqualTo("ANSWER_TIMED_OUT"));
    }

    @Test
    void a_cut_before_commit_is_in_doubt_and_not_found_by_asking() {
        talk.control("PUT", "/control/faults", "[{\"action\":\"CUT\",\"count\":1}]");
        CallIdentity call = call(ODENSE);
        assertThat(talk.debtorSystem.register(call, claim("DK-746100-1", 2_000)))
                .isInstanceOf(InDoubt.class);

        InquiryAnswer answer = talk.debtorSystem.inquire(call(ODENSE), List.of(call.requestId()));
        assertThat(((InquiryAnswer.Answered) answer).findings())
                .containsEntry(call.requestId(), new InquiryAnswer.Finding.NotFound());
        assertThat(talk.store("request").get(0).get("committed").asBoolean()).isFalse();
    }

    @Test
    void an_inquiry_of_500_ids_finds_accepted_refused_and_unknown() {
        CallIdentity accepted = call(ODENSE);
        CallIdentity refused = call(ODENSE);
        talk.debtorSystem.register(accepted, claim("DK-746100-1", 2_000));
        talk.debtorSystem.register(refused, claim("DK-746100-1", 2_000));
        List<UUID> ids = new java.util.ArrayList<>(List.of(accepted.requestId(), refused.requestId()));
        while (ids.size() < 500) {
            ids.add(UUID.randomUUID());
        }

        InquiryAnswer.Answered answer = (InquiryAnswer.Answered) talk.debtorSystem.inquire(call(ODENSE), ids);

        assertThat(answer.findings()).hasSize(500);
        assertThat(answer.findings().get(accepted.requestId())).isInstanceOf(InquiryAnswer.Finding.Found.class);
        assertThat(answer.findings().get(refused.requestId()))
                .isEqualTo(new InquiryAnswer.Finding.FoundRefused("486", "FordringshaverRefID er ikke entydig"));
        assertThat(answer.findings().get(ids.get(499))).isEqualTo(new InquiryAnswer.Finding.NotFound());
    }

    @ParameterizedTest
    @CsvSource({
        "ROUTE_UNKNOWN,NotDelivered,PLATFORM_NO_ROUTE",
        "ACCESS_DENIED,NotDelivered,PLATFORM_ACCESS_DENIED",
        "TOKEN_EXPIRED,NotDelivered,PLATFORM_ACCESS_DENIED",
        "THROTTLED,NotDelivered,PLATFORM_THROTTLED",
        "RECEIVER_UNREACHABLE,NotDelivered,PLATFORM_RECEIVER_UNREACHABLE",
        "RECEIVER_TIMEOUT,InDoubt,PLATFORM_RECEIVER_TIMED_OUT",
        "SCHEMA,Refused,SCHEMA",
        "HVAD_ER_DET,InDoubt,PLATFORM_FAULT_UNKNOWN"
    })
    void a_platform_fault_is_judged_by_its_code(String fault, String outcome, String code) {
        talk.control("PUT", "/control/faults", "[{\"action\":\"FAULT\",\"code\":\"" + fault + "\"}]");

        DeliveryOutcome seen = talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        assertThat(seen.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(seen.toString()).contains("code=" + code);
    }

    @ParameterizedTest
    @CsvSource({
        "400,InDoubt,HTTP_UNCERTAIN",
        "401,NotDelivered,HTTP_NOT_LET_IN",
        "403,NotDelivered,HTTP_NOT_LET_IN",
        "404,NotDelivered,HTTP_NO_SUCH_PLACE",
        "405,NotDelivered,HTTP_NO_SUCH_PLACE",
        "429,NotDelivered,HTTP_TOO_MANY",
        "500,InDoubt,HTTP_UNCERTAIN",
        "502,InDoubt,HTTP_UNCERTAIN",
        "503,InDoubt,HTTP_UNCERTAIN",
        "504,InDoubt,HTTP_UNCERTAIN",
        "302,InDoubt,HTTP_UNCERTAIN"
    })
    void a_bare_http_status_is_judged_by_what_is_certain(int status, String outcome, String code) {
        talk.control("PUT", "/control/faults", "[{\"action\":\"HTTP\",\"status\":" + status + "}]");

        DeliveryOutcome seen = talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        assertThat(seen.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(seen.toString()).contains("code=" + code);
    }

    @Test
    void a_garbled_answer_is_in_doubt() {
        talk.control("PUT", "/control/faults", "[{\"action\":\"GARBLED\"}]");

        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOfSatisfying(
                        InDoubt.class, doubt -> assertThat(doubt.code()).isEqualTo("ANSWER_UNREADABLE"));
    }

    @Test
    void a_refusal_by_rule_is_kept_and_found() {
        talk.control(
                "PUT", "/control/faults", "[{\"action\":\"REFUSE\",\"code\":\"X1\",\"text\":\"Nej\",\"everyNth\":2}]");
        CallIdentity second = call(ODENSE);
        talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000));

        assertThat(talk.debtorSystem.register(second, claim("DK-746100-2", 2_000)))
                .isEqualTo(new Refused("X1", "Nej"));
        assertThat(talk.debtorSystem.inquire(call(ODENSE), List.of(second.requestId())))
                .isInstanceOfSatisfying(
                        InquiryAnswer.Answered.class,
                        answered -> assertThat(answered.findings())
                                .containsEntry(
                                        second.requestId(), new InquiryAnswer.Finding.FoundRefused("X1", "Nej")));
    }

    @Test
    void a_rule_for_one_municipality_leaves_the_others_alone() {
        talk.control(
                "PUT", "/control/faults", "[{\"action\":\"HTTP\",\"status\":503,\"municipality\":\"" + ODENSE + "\"}]");

        assertThat(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000)))
                .isInstanceOf(Accepted.class);
        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOf(InDoubt.class);
    }

    @Test
    void an_unanswered_inquiry_says_so() {
        talk.control(
                "PUT",
                "/control/faults",
                "[{\"action\":\"HTTP\",\"status\":503,\"operation\":\"HentDebitorregistrering\"}]");

        assertThat(talk.debtorSystem.inquire(call(ODENSE), List.of(UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        InquiryAnswer.Unanswered.class,
                        no -> assertThat(no.code()).isEqualTo("HTTP_UNCERTAIN"));
    }

    @Test
    void an_inquiry_can_be_answered_untruly() {
        CallIdentity call = call(ODENSE);
        talk.debtorSystem.register(call, claim("DK-746100-1", 2_000));
        InquiryAnswer.Finding truth = new InquiryAnswer.Finding.Found(
                "KV-" + call.requestId(), "DK-746100-1", java.util.OptionalLong.of(2_000));

        assertThat(asked("CONTRADICT", call))
                .isEqualTo(
                        new InquiryAnswer.Finding.Contradictory(List.of(truth, new InquiryAnswer.Finding.NotFound())));
        assertThat(asked("FORGET", call)).isEqualTo(new InquiryAnswer.Finding.NotFound());
        assertThat(asked("DIFFER", call))
                .isEqualTo(new InquiryAnswer.Finding.Found(
                        "KV-" + call.requestId(), "DK-746100-1", java.util.OptionalLong.of(2_100)));
    }

    private InquiryAnswer.Finding asked(String action, CallIdentity about) {
        talk.control(
                "PUT",
                "/control/faults",
                "[{\"action\":\"" + action + "\",\"operation\":\"HentDebitorregistrering\"}]");
        InquiryAnswer answer = talk.debtorSystem.inquire(call(ODENSE), List.of(about.requestId()));
        return ((InquiryAnswer.Answered) answer).findings().get(about.requestId());
    }

    @Test
    void a_simulator_that_is_gone_was_not_reached() {
        talk.simulator.close();

        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOfSatisfying(
                        NotDelivered.class, no -> assertThat(no.code()).isEqualTo("CONNECT_REFUSED"));
    }

    @Test
    void a_restart_keeps_what_was_accepted() throws Exception {
        CallIdentity call = call(ODENSE);
        DeliveryOutcome before = talk.debtorSystem.register(call, claim("DK-746100-1", 2_000));
        talk.control("PUT", "/control/municipalities/" + ODENSE, "{\"profile\":\"PRISME\"}");
        talk.close();

        talk = new Conversation(store);

        assertThat(talk.debtorSystem.register(again(call), claim("DK-746100-1", 2_000)))
                .isEqualTo(before);
        assertThat(talk.control("GET", "/control/municipalities", "")
                        .get(ODENSE)
                        .asText())
                .isEqualTo("PRISME");
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isEqualTo(2_000);
    }
}
