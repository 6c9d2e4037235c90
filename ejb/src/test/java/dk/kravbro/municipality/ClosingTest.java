package dk.kravbro.municipality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosingTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 24);

    @Test
    void its_days_are_in_order_and_its_reason_is_there_and_short() {
        assertThat(new Closing(DAY, DAY, "å".repeat(100)).reason()).hasSize(100);
        assertThatThrownBy(() -> new Closing(DAY, DAY, "å".repeat(101))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Closing(DAY, DAY, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Closing(DAY, DAY.minusDays(1), "jul"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-20, 2026-12-23, false",
        "2026-12-20, 2026-12-24, true",
        "2026-12-25, 2026-12-25, true",
        "2026-12-26, 2026-12-31, true",
        "2026-12-27, 2026-12-31, false",
        "2026-12-01, 2026-12-31, true",
    })
    void two_overlap_if_they_have_a_day_in_common(LocalDate firstOn, LocalDate lastOn, boolean overlap) {
        Closing christmas = new Closing(DAY, DAY.plusDays(2), "jul");
        Closing other = new Closing(firstOn, lastOn, "andet");

        assertThat(christmas.overlaps(other)).isEqualTo(overlap);
        assertThat(other.overlaps(christmas)).isEqualTo(overlap);
    }

    @Test
    void a_sending_window_has_two_ends() {
        LocalTime six = LocalTime.of(6, 0);

        assertThatThrownBy(() -> new SendingWindow(six, six)).isInstanceOf(IllegalArgumentException.class);
        assertThat(new SendingWindow(six, six.minusMinutes(1)).isOverMidnight()).isTrue();
        assertThat(new SendingWindow(six, six.plusMinutes(1)).isOverMidnight()).isFalse();
    }
}
