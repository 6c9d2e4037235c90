package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.DeliveryOutcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeCauseTest {

    @ParameterizedTest
    @EnumSource(OutcomeCause.class)
    void every_cause_has_one_outcome_and_says_why(OutcomeCause cause) {
        DeliveryOutcome outcome = cause.outcome("", "", "r", List.of());

        assertThat(outcome).isNotNull();
        assertThat(cause.why()).isNotBlank();
        if (cause.isUnknown()) {
            assertThat(outcome).isInstanceOf(DeliveryOutcome.InDoubt.class);
        }
    }

    @Test
    void no_http_status_without_a_known_meaning_counts_as_not_delivered() {
        for (int status = 300; status < 600; status++) {
            if (!List.of(401, 403, 404, 405, 415, 429).contains(status)) {
                assertThat(OutcomeCause.ofHttpStatus(status)).isEqualTo(OutcomeCause.HTTP_UNCERTAIN);
            }
        }
    }

    @Test
    void words_of_others_are_masked_bounded_and_on_one_line() {
        assertThat(Wording.text("a\n\tb 010203-4567 c 0102034567 d 01020 3 e 64942212"))
                .isEqualTo("a b ******** c ******** d 01020 3 e ********");
        assertThat(Wording.text("x".repeat(1_000))).hasSize(500);
        assertThat(Wording.code("A<b> \n;C-1")).isEqualTo("AbC-1");
    }
}
