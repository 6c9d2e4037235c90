package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.ODENSE;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.kravbro.debtorsystem.Payment;
import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The debtor's side: what is played, how it is sent, and that it is read by the adapter's own back channel. */
class AnswersTest {

    @TempDir
    Path store;

    private List<SettlementMessage> received;
    private Creditor creditor;
    private Conversation talk;

    @BeforeEach
    void start() throws IOException {
        talk = new Conversation(store);
        creditor = new Creditor();
        received = creditor.received;
    }

    @AfterEach
    void stop() {
        creditor.close();
        talk.close();
    }

    @Test
    void claims_are_paid_and_written_off_and_the_sums_agree() {
        registerMany(COPENHAGEN, 400);

        JsonNode summary = play("");

        assertThat(summary.get("failed").asInt()).isZero();
        assertThat(summary.get("receipted").asInt())
                .isEqualTo(summary.get("messages").asInt())
                .isEqualTo(received.size());
        assertThat(received).allSatisfy(each -> assertThat(each.notices()).hasSizeLessThanOrEqualTo(100));
        assertThat(ore(SettlementNotice.Coverage.class))
                .isEqualTo(summary.at("/coverage/ore").asLong());
        assertThat(ore(SettlementNotice.WriteOff.class))
                .isEqualTo(summary.at("/writeOff/ore").asLong());
        assertThat(notices(SettlementNotice.AccountStatus.class))
                .hasSize(summary.at("/accountStatus/count").asInt());
        long paidInFull = talk.store("claim").stream()
                .filter(each -> each.get("balanceOre").asLong() == 0)
                .count();
        assertThat(paidInFull)
                .isBetween(120L, 200L)
                .isEqualTo(notices(SettlementNotice.AccountStatus.class).size());
    }

    @Test
    void a_second_play_tells_nothing_twice() {
        registerMany(COPENHAGEN, 100);
        play("");
        received.clear();

        JsonNode second = play("");

        assertThat(second.get("messages").asInt()).isZero();
        assertThat(received).isEmpty();
    }

    @Test
    void the_same_claims_have_the_same_fate_in_another_simulator(@TempDir Path otherStore) throws IOException {
        registerMany(COPENHAGEN, 100);
        JsonNode here = play("");
        talk.close();
        talk = new Conversation(otherStore);
        registerMany(COPENHAGEN, 100);

        assertThat(play("")).isEqualTo(here);
    }

    @Test
    void a_debtor_system_that_tells_no_account_status_tells_none() {
        talk.control("PUT", "/control/municipalities/" + ODENSE, "{\"profile\":\"OS_INDSIGT\"}");
        registerMany(ODENSE, 100);

        assertThat(play("").at("/accountStatus/count").asInt()).isZero();
    }

    @Test
    void a_message_without_a_receipt_is_sent_again_with_the_same_id() {
        registerMany(COPENHAGEN, 30);
        creditor.troubles.set(2);

        JsonNode summary = play("");

        assertThat(summary.get("receipted").asInt()).isEqualTo(1);
        assertThat(talk.store("sent").get(0).get("attempts").asInt()).isEqualTo(3);
        assertThat(received.get(0).messageId())
                .isEqualTo(talk.store("message").get(0).get("messageId").asText());
    }

    @Test
    void a_message_that_never_got_through_is_sent_by_the_next_play_also_after_a_restart() throws IOException {
        registerMany(COPENHAGEN, 30);
        creditor.troubles.set(1_000);
        assertThat(play("").get("failed").asInt()).isEqualTo(1);
        creditor.troubles.set(0);
        talk.close();
        talk = new Conversation(store);

        JsonNode summary = play("");

        assertThat(summary.get("receipted").asInt()).isEqualTo(1);
        assertThat(received).hasSize(1);
    }

    @Test
    void a_duplicate_switch_sends_each_message_twice() {
        registerMany(COPENHAGEN, 30);

        play(",\"duplicate\":true");

        assertThat(received).hasSize(2);
        assertThat(received.get(0)).isEqualTo(received.get(1));
    }

    @Test
    void a_late_message_is_held_back_to_the_next_play_and_overtaken() {
        registerMany(COPENHAGEN, 100);
        rule("{\"action\":\"LATE\",\"operation\":\"RegistrerDaekningAfskrivning\",\"count\":1}");

        JsonNode first = play(",\"linesPerMessage\":10");
        int sentAtFirst = received.size();
        JsonNode second = play(",\"linesPerMessage\":10");

        assertThat(first.get("held").asInt()).isEqualTo(1);
        assertThat(first.get("receipted").asInt())
                .isEqualTo(sentAtFirst)
                .isEqualTo(first.get("messages").asInt() - 1);
        assertThat(second.get("receipted").asInt()).isEqualTo(1);
        assertThat(received.get(sentAtFirst).messageId())
                .isEqualTo(talk.store("message").get(0).get("messageId").asText());
    }

    @Test
    void a_rule_without_end_holds_a_message_back_once() {
        registerMany(COPENHAGEN, 30);
        rule("{\"action\":\"LATE\",\"municipality\":\"" + COPENHAGEN + "\"}");

        assertThat(play("").get("held").asInt()).isEqualTo(1);
        assertThat(play("").get("receipted").asInt()).isEqualTo(1);
    }

    @Test
    void a_message_out_of_order_comes_after_those_made_later() {
        registerMany(COPENHAGEN, 100);
        rule("{\"action\":\"OUT_OF_ORDER\",\"count\":1}");

        JsonNode summary = play(",\"linesPerMessage\":10");

        assertThat(summary.get("receipted").asInt()).isEqualTo(received.size()).isGreaterThan(2);
        assertThat(received.get(received.size() - 1).messageId())
                .isEqualTo(talk.store("message").get(0).get("messageId").asText());
        assertThat(received.get(0).messageId())
                .isEqualTo(talk.store("message").get(1).get("messageId").asText());
    }

    @Test
    void a_registered_payment_is_told_once_and_counted_once() {
        registerMany(COPENHAGEN, 1);
        talk.debtorSystem.pay(
                call(COPENHAGEN),
                new Payment("DK-700000-0", "DK-700000-0:1", 2_000, Conversation.TODAY, Payment.Channel.CASH));

        play("");
        play("");

        assertThat(notices(SettlementNotice.Coverage.class))
                .singleElement()
                .satisfies(each -> assertThat(each.amountOre()).isEqualTo(2_000));
        assertThat(notices(SettlementNotice.AccountStatus.class)).hasSize(1);
        assertThat(talk.store("claim").get(0).get("coveredOre").asLong()).isEqualTo(2_000);
    }

    @Test
    void account_states_may_come_in_messages_of_their_own_after_all_others() {
        registerMany(COPENHAGEN, 100);

        JsonNode summary = play(",\"statusApart\":true");

        assertThat(summary.get("failed").asInt()).isZero();
        assertThat(received).hasSizeGreaterThan(1);
        assertThat(received.get(received.size() - 1).kind()).isEqualTo(SettlementMessage.Kind.ACCOUNT_STATUS);
        assertThat(received.stream()
                        .filter(each -> each.kind() == SettlementMessage.Kind.SETTLEMENT)
                        .flatMap(each -> each.notices().stream()))
                .noneMatch(SettlementNotice.AccountStatus.class::isInstance);
        assertThat(notices(SettlementNotice.AccountStatus.class))
                .hasSize(summary.at("/accountStatus/count").asInt())
                .isNotEmpty();
    }

    @Test
    void a_play_without_a_target_says_what_is_missing() {
        assertThat(talk.control("POST", "/control/answers", "{}").get("error").asText())
                .contains("callbackUrl");
    }

    private void rule(String rule) {
        assertThat(talk.control("PUT", "/control/faults", "[" + rule + "]").isArray())
                .isTrue();
    }

    private void registerMany(String cvr, int count) {
        for (int i = 0; i < count; i++) {
            talk.debtorSystem.register(call(cvr), claim("DK-700000-" + i, 2_000 + i));
        }
    }

    private JsonNode play(String more) {
        return talk.control("POST", "/control/answers", "{\"callbackUrl\":\"" + creditor.address() + "\"" + more + "}");
    }

    private <T extends SettlementNotice> List<T> notices(Class<T> kind) {
        return creditor.notices(kind);
    }

    private long ore(Class<? extends SettlementNotice> kind) {
        return notices(kind).stream()
                .mapToLong(each -> each instanceof SettlementNotice.Coverage coverage
                        ? coverage.amountOre()
                        : ((SettlementNotice.WriteOff) each).amountOre())
                .sum();
    }
}
