package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.ODENSE;
import static dk.kravbro.simulator.Conversation.TODAY;
import static dk.kravbro.simulator.Conversation.adjustment;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.SettlementNotice;
import dk.kravbro.debtorsystem.SettlementNotice.AccountStatus;
import dk.kravbro.debtorsystem.SettlementNotice.Coverage;
import dk.kravbro.debtorsystem.SettlementNotice.WriteOff;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim's whole life on the simulator's clock, told over the back channel and read by the adapter. */
class LifeTest {

    private static final long ORE = 20_037;

    @TempDir
    Path store;

    private Creditor creditor;
    private Conversation talk;

    @BeforeEach
    void start() throws IOException {
        talk = new Conversation(store);
        creditor = new Creditor();
    }

    @AfterEach
    void stop() {
        creditor.close();
        talk.close();
    }

    @Test
    void all_lives_end_as_they_should_and_the_sums_agree() {
        Map<String, Life> lives = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            lives.put("DK-700000-" + i, Life.of("DK-700000-" + i));
            register(COPENHAGEN, "DK-700000-" + i);
        }
        assertThat(lives.values()).contains(Life.values());

        JsonNode played = live(1_500);

        assertThat(played.get("receipted").asInt())
                .isPositive()
                .isEqualTo(played.get("messages").asInt());
        long covered = 0;
        for (JsonNode each : talk.store("claim")) {
            boolean waits = lives.get(each.get("claimReference").asText()) == Life.SILENT;
            assertThat(each.get("balanceOre").asLong()).isEqualTo(waits ? ORE : 0);
            assertThat(each.get("status").asText()).isEqualTo(waits ? "AABEN" : "LUKKET");
            covered += each.get("coveredOre").asLong();
        }
        assertThat(creditor.notices(Coverage.class).stream()
                        .mapToLong(Coverage::amountOre)
                        .sum())
                .isEqualTo(covered)
                .isEqualTo(played.at("/coverage/ore").asLong());
        assertThat(statuses(AccountStatus.Status.AT_ENFORCEMENT))
                .isEqualTo(counted(lives, Life.COLLECTED, Life.RETURNED, Life.BARRED));
        assertThat(statuses(AccountStatus.Status.RETURNED)).isEqualTo(counted(lives, Life.RETURNED, Life.BARRED));
        assertThat(creditor.notices(WriteOff.class).stream()
                        .collect(Collectors.groupingBy(WriteOff::cause, Collectors.counting())))
                .isEqualTo(Map.of(
                        "EFTERGIVELSE", counted(lives, Life.FORGIVEN), "FORAELDELSE", counted(lives, Life.BARRED)));
        // A reminder each but for the prompt.
        assertThat(played.get("untold").asLong()).isEqualTo(lives.size() - counted(lives, Life.PROMPT));
    }

    @Test
    void day_by_day_and_over_a_restart_is_the_same_as_all_at_once(@TempDir Path otherStore) throws IOException {
        registerAll(COPENHAGEN, 60);
        live(300);
        List<SettlementNotice> atOnce = told();
        talk.close();
        creditor.received.clear();
        talk = new Conversation(otherStore);
        registerAll(COPENHAGEN, 60);

        live(1);
        for (int i = 0; i < 23; i++) {
            live(13);
        }
        talk.close();
        talk = new Conversation(otherStore);
        JsonNode last = live(0);

        assertThat(last.get("messages").asInt()).isZero();
        assertThat(last.get("on").asText()).isEqualTo(TODAY.plusDays(300).toString());
        assertThat(words(told())).isEqualTo(words(atOnce)).isNotEmpty();
    }

    @Test
    void a_municipality_hears_of_earlier_days_first() {
        registerAll(COPENHAGEN, 60);

        live(300);

        assertThat(told().stream().map(SettlementNotice::valueOn)).isSorted();
        assertThat(talk.store("message"))
                .allSatisfy(each -> assertThat(each.get("at").asText())
                        .startsWith(each.at("/notices/0/valueOn").asText()));
    }

    @Test
    void moving_the_clock_makes_things_fall_due_and_the_next_play_tells_them() {
        String reference = reference(Life.PROMPT);
        register(COPENHAGEN, reference);
        talk.control("PUT", "/control/clock", "{\"advance\":\"P30D\"}");
        assertThat(creditor.received).isEmpty();

        live(0);

        assertThat(creditor.notices(Coverage.class)).isNotEmpty().allSatisfy(each -> {
            assertThat(each.claimReference()).isEqualTo(reference);
            assertThat(each.valueOn()).isBetween(TODAY.plusDays(3), TODAY.plusDays(22));
        });
    }

    @Test
    void whole_kroner_are_paid_and_the_difference_is_reposted_two_days_later() {
        register(COPENHAGEN, reference(Life.PROMPT));

        live(60);

        List<Coverage> told = creditor.notices(Coverage.class);
        assertThat(told).extracting(Coverage::amountOre).containsExactly(20_000L, 37L);
        assertThat(told).extracting(Coverage::kind).containsExactly(Coverage.Kind.PAYMENT, Coverage.Kind.REPOSTING);
        assertThat(told.get(1).valueOn()).isEqualTo(told.get(0).valueOn().plusDays(2));
        assertThat(statuses(AccountStatus.Status.CLOSED)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"OPUS,0", "PRISME,1", "OS_INDSIGT,1", "KOBENHAVN,0"})
    void a_life_begins_when_the_claim_is_booked(String profile, int days) {
        String reference = reference(Life.FORGIVEN);
        profile(profile);
        register(ODENSE, reference);

        live(89 + days);
        assertThat(creditor.notices(WriteOff.class)).isEmpty();
        live(1);

        assertThat(creditor.notices(WriteOff.class))
                .extracting(WriteOff::valueOn)
                .containsExactly(TODAY.plusDays(90 + days));
    }

    @ParameterizedTest
    @CsvSource({"OPUS,true", "PRISME,false"})
    void write_offs_for_age_come_in_bursts_where_they_do(String profile, boolean onTheFirst) {
        profile(profile);
        register(ODENSE, reference(Life.BARRED));

        live(1_200);

        assertThat(creditor.notices(WriteOff.class))
                .singleElement()
                .satisfies(
                        each -> assertThat(each.valueOn().getDayOfMonth() == 1).isEqualTo(onTheFirst));
    }

    @Test
    void a_product_that_tells_no_account_states_plays_them_unheard() {
        profile("OS_INDSIGT");
        register(ODENSE, reference(Life.COLLECTED));

        JsonNode played = live(300);

        assertThat(creditor.notices(AccountStatus.class)).isEmpty();
        // The reminder, and the way to the state's collection.
        assertThat(played.get("untold").asInt()).isEqualTo(2);
        assertThat(talk.store("life"))
                .extracting(each -> each.get("deed").asText())
                .containsExactly("REMINDER", "TO_COLLECTION");
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"KOBENHAVN,true", "PRISME,true", "OPUS,false", "OS_INDSIGT,false"})
    void a_paid_claim_that_is_withdrawn_is_paid_back_where_that_is_done(String profile, boolean paidBack) {
        String reference = reference(Life.PROMPT);
        profile(profile);
        register(ODENSE, reference);
        live(40);
        assertThat(talk.debtorSystem.adjust(call(ODENSE), adjustment(reference, ClaimAdjustment.Kind.WITHDRAWAL, ORE)))
                .isInstanceOf(Accepted.class);
        creditor.received.clear();

        live(13);
        assertThat(creditor.received).isEmpty();
        live(1);
        live(100);

        assertThat(creditor.notices(Coverage.class))
                .extracting(Coverage::amountOre)
                .isEqualTo(paidBack ? List.of(-ORE) : List.of());
        assertThat(talk.store("claim").get(0).get("balanceOre").asLong()).isEqualTo(paidBack ? 0 : -ORE);
    }

    @Test
    void a_claim_that_grows_after_it_was_closed_is_opened_and_lives_on() {
        String reference = reference(Life.IN_PARTS);
        profile("KOBENHAVN");
        register(ODENSE, reference);
        live(25);
        talk.debtorSystem.adjust(call(ODENSE), adjustment(reference, ClaimAdjustment.Kind.WRITE_DOWN, ORE - ORE / 2));
        talk.debtorSystem.adjust(call(ODENSE), adjustment(reference, ClaimAdjustment.Kind.WRITE_UP, 1_000));

        live(100);

        assertThat(creditor.notices(Coverage.class))
                .extracting(Coverage::amountOre)
                .containsExactly(ORE / 2, 1_000L);
        assertThat(talk.store("claim").get(0).get("status").asText()).isEqualTo("LUKKET");
    }

    @Test
    void a_claim_whose_debtor_was_played_at_once_lives_no_more() {
        registerAll(COPENHAGEN, 60);
        talk.control("POST", "/control/answers", "{\"callbackUrl\":\"" + creditor.address() + "\"}");
        List<String> played =
                told().stream().map(SettlementNotice::claimReference).distinct().toList();
        creditor.received.clear();

        live(1_500);

        assertThat(played).isNotEmpty();
        assertThat(told())
                .extracting(SettlementNotice::claimReference)
                .isNotEmpty()
                .doesNotContainAnyElementsOf(played);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1501", "1.5", "\"ten\""})
    void days_that_cannot_be_played_move_no_clock(String days) {
        JsonNode answer = talk.control(
                "POST", "/control/life", "{\"callbackUrl\":\"" + creditor.address() + "\",\"days\":" + days + "}");

        assertThat(answer.get("error").asText()).contains("0 to 1500");
        assertThat(talk.control("GET", "/control/clock", "").get("ahead").asText())
                .isEqualTo("PT0S");
    }

    @Test
    void without_somebody_to_tell_no_clock_is_moved() {
        assertThat(talk.control("POST", "/control/life", "{\"days\":10}")
                        .get("error")
                        .asText())
                .contains("callbackUrl");
        assertThat(talk.control("GET", "/control/clock", "").get("ahead").asText())
                .isEqualTo("PT0S");
    }

    private JsonNode live(int days) {
        JsonNode played = talk.control(
                "POST", "/control/life", "{\"callbackUrl\":\"" + creditor.address() + "\",\"days\":" + days + "}");
        assertThat(played.has("error")).as(played.toString()).isFalse();
        return played;
    }

    private void profile(String name) {
        talk.control("PUT", "/control/municipalities/" + ODENSE, "{\"profile\":\"" + name + "\"}");
    }

    private void register(String cvr, String reference) {
        assertThat(talk.debtorSystem.register(call(cvr), claim(reference, ORE))).isInstanceOf(Accepted.class);
    }

    private void registerAll(String cvr, int count) {
        for (int i = 0; i < count; i++) {
            register(cvr, "DK-700000-" + i);
        }
    }

    /** A reference of a claim that will live so. */
    private static String reference(Life life) {
        int i = 0;
        while (Life.of("DK-710100-" + i) != life) {
            i++;
        }
        return "DK-710100-" + i;
    }

    private static long counted(Map<String, Life> lives, Life... which) {
        return lives.values().stream().filter(List.of(which)::contains).count();
    }

    private long statuses(AccountStatus.Status status) {
        return creditor.notices(AccountStatus.class).stream()
                .filter(each -> each.status() == status)
                .count();
    }

    private List<SettlementNotice> told() {
        return creditor.notices(SettlementNotice.class);
    }

    /** Without the keys, which are new each time. */
    private static List<String> words(List<SettlementNotice> notices) {
        List<String> words = new ArrayList<>();
        for (SettlementNotice each : notices) {
            words.add(each.toString().replace(each.key(), ""));
        }
        return words.stream().sorted().toList();
    }
}
