package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.TODAY;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.DeliveryOutcome.Refused;
import dk.kravbro.debtorsystem.Payment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator's own time: set, moved on, kept, and real again. */
class ClockTest {

    private static final String NEW_YEAR = "2027-01-01T08:00:00Z";

    @TempDir
    Path store;

    private Conversation talk;

    @BeforeEach
    void start() throws IOException {
        talk = new Conversation(store);
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void it_is_real_time_until_it_is_set() {
        JsonNode told = talk.control("GET", "/control/clock", "");

        assertThat(told.get("at").asText()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(told.get("real").asText()).isEqualTo("2026-11-20T08:00:00Z");
        assertThat(told.get("ahead").asText()).isEqualTo("PT0S");
    }

    @Test
    void it_is_set_to_a_time_moved_on_and_real_again() {
        assertThat(set("{\"at\":\"" + NEW_YEAR + "\"}").get("at").asText()).isEqualTo(NEW_YEAR);
        assertThat(set("{\"advance\":\"P10D\"}").get("at").asText()).isEqualTo("2027-01-11T08:00:00Z");

        assertThat(talk.control("DELETE", "/control/clock", "").get("at").asText())
                .isEqualTo("2026-11-20T08:00:00Z");
    }

    @Test
    void it_is_kept_over_a_restart() throws IOException {
        set("{\"at\":\"" + NEW_YEAR + "\"}");
        talk.close();
        talk = new Conversation(store);

        assertThat(time()).isEqualTo(NEW_YEAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"at\":\"2026-12-31T08:00:00Z\"}",
                "{\"at\":\"tomorrow\"}",
                "{\"at\":\"2028-01-01T08:00:00Z\",\"advance\":\"P1D\"}",
                "{\"advance\":\"-P1D\"}",
                "{\"advance\":\"P4000D\"}",
                "{\"advance\":\"P1M\"}",
                "{\"advance\":\"P99999999999999D\"}",
                "{}"
            })
    void it_is_never_set_back_nor_beyond_its_limit_nor_by_what_cannot_be_read(String demand) {
        set("{\"at\":\"" + NEW_YEAR + "\"}");

        assertThat(set(demand).get("error").asText()).isNotEmpty();

        assertThat(time()).isEqualTo(NEW_YEAR);
    }

    @Test
    void what_lies_in_the_future_is_measured_by_it() {
        assertThat(pay("DK-710100-1", TODAY.plusDays(40)))
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.code()).isEqualTo("INDBETALING_I_FREMTIDEN"));

        set("{\"advance\":\"P40D\"}");

        assertThat(pay("DK-710100-2", TODAY.plusDays(40))).isInstanceOf(Accepted.class);
    }

    @Test
    void what_is_recorded_is_dated_by_it_and_stays_so_when_time_is_real_again() {
        set("{\"advance\":\"P40D\"}");
        talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000));
        talk.control("DELETE", "/control/clock", "");
        talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-2", 2_000));

        assertThat(talk.store("request"))
                .extracting(each -> each.get("at").asText().substring(0, 10))
                .containsExactly("2026-12-30", "2026-11-20");
        assertThat(talk.store("clock"))
                .extracting(each -> each.get("aheadMs").asLong())
                .containsExactly(40 * 86_400_000L, 0L);
    }

    private JsonNode set(String demand) {
        return talk.control("PUT", "/control/clock", demand);
    }

    private String time() {
        return talk.control("GET", "/control/clock", "").get("at").asText();
    }

    private DeliveryOutcome pay(String reference, LocalDate on) {
        talk.debtorSystem.register(call(COPENHAGEN), claim(reference, 2_000));
        return talk.debtorSystem
                .pay(call(COPENHAGEN), new Payment(reference, reference + ":1", 1_000, on, Payment.Channel.CASH))
                .delivery();
    }
}
