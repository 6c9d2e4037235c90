package dk.kravbro.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    private final Format danish = new Format(Language.DANISH);
    private final Format english = new Format(Language.ENGLISH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0,00 kr. | DKK 0.00",
                "5 | 0,05 kr. | DKK 0.05",
                "-5 | −0,05 kr. | DKK −0.05",
                "7000 | 70,00 kr. | DKK 70.00",
                "99999 | 999,99 kr. | DKK 999.99",
                "100000 | 1.000,00 kr. | DKK 1,000.00",
                "123450 | 1.234,50 kr. | DKK 1,234.50",
                "-123456789 | −1.234.567,89 kr. | DKK −1,234,567.89",
            })
    void an_amount_is_written_as_people_here_write_it(long ore, String inDanish, String inEnglish) {
        assertThat(danish.amount(ore)).isEqualTo(inDanish.replace(' ', '\u00a0'));
        assertThat(english.amount(ore)).isEqualTo(inEnglish.replace(' ', '\u00a0'));
    }

    @Test
    void dates_and_times_are_those_of_copenhagen() {
        Instant night = Instant.parse("2026-11-22T23:30:00Z");
        Instant summer = Instant.parse("2026-07-01T00:00:00Z");

        assertThat(danish.date(LocalDate.of(2026, 11, 23))).isEqualTo("23. november 2026");
        assertThat(danish.moment(night)).isEqualTo("23. november 2026 kl.\u00a000.30");
        assertThat(danish.shortMoment(summer)).isEqualTo("01.07.2026 kl.\u00a002.00");
        assertThat(english.moment(summer)).isEqualTo("1 July 2026, 02:00");
        assertThat(english.shortDate(LocalDate.of(2026, 7, 1))).isEqualTo("2026-07-01");
    }

    @Test
    void counts_are_grouped() {
        assertThat(danish.count(1234567)).isEqualTo("1.234.567");
        assertThat(english.count(1234567)).isEqualTo("1,234,567");
        assertThat(danish.count(999)).isEqualTo("999");
    }
}
