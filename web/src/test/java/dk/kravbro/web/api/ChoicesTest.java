package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityChoices;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {

    private static final MunicipalityChoices BEFORE = new MunicipalityChoices(
            Municipality.DebtorSystemProduct.OPUS,
            Optional.of(LocalDate.of(2026, 1, 1)),
            Optional.of(LocalDate.of(2025, 1, 1)),
            Municipality.GuardianPolicy.CHILD,
            LocalTime.of(2, 0),
            true);

    @Test
    void what_is_left_out_stays_and_null_takes_a_day_away() {
        assertThat(choices("{}").apply(BEFORE)).isEqualTo(BEFORE);
        assertThat(choices("{\"liveOn\": null, \"earliestFeeOn\": null}").apply(BEFORE))
                .isEqualTo(new MunicipalityChoices(
                        BEFORE.debtorSystem(),
                        Optional.empty(),
                        Optional.empty(),
                        BEFORE.guardianPolicy(),
                        BEFORE.runAt(),
                        true));
    }

    @Test
    void what_is_sent_counts() {
        Choices choices = choices("{\"debtorSystem\": \"PRISME\", \"liveOn\": \"2026-11-01\", \"earliestFeeOn\":"
                + " \"2026-10-01\", \"guardianPolicy\": \"GUARDIAN\", \"runAt\": \"06:30\", \"paused\": false}");

        assertThat(choices.problems()).isEmpty();
        assertThat(choices.apply(BEFORE))
                .isEqualTo(new MunicipalityChoices(
                        Municipality.DebtorSystemProduct.PRISME,
                        Optional.of(LocalDate.of(2026, 11, 1)),
                        Optional.of(LocalDate.of(2026, 10, 1)),
                        Municipality.GuardianPolicy.GUARDIAN,
                        LocalTime.of(6, 30),
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"debtorSystem\": \"SAP\"} | unknown-value /debtorSystem",
                "{\"debtorSystem\": null} | wrong-type /debtorSystem",
                "{\"liveOn\": \"2026-02-30\"} | unknown-value /liveOn",
                "{\"earliestFeeOn\": 7} | wrong-type /earliestFeeOn",
                "{\"guardianPolicy\": \"\"} | unknown-value /guardianPolicy",
                "{\"runAt\": \"25:00\"} | unknown-value /runAt",
                "{\"paused\": \"no\"} | wrong-type /paused",
                "{\"live_on\": \"2026-01-01\"} | misspelled-field",
            })
    void a_wrong_choice_is_refused(String sent, String problem) {
        assertThat(choices(sent).problems())
                .extracting(found -> (found.type().slug() + " " + found.pointer()).strip())
                .containsExactly(problem);
    }

    private static Choices choices(String json) {
        return new Choices(
                Documents.object(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }
}
