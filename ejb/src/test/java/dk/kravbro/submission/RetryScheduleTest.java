package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryScheduleTest {

    private static final RetrySchedule SCHEDULE = new RetrySchedule(Duration.ofSeconds(10), Duration.ofHours(1));

    @ParameterizedTest
    @CsvSource({"1, 8, 12", "2, 16, 24", "3, 32, 48", "9, 2048, 3072", "10, 2880, 4320", "5000, 2880, 4320"})
    void waits_double_up_to_the_longest_and_spread_by_a_fifth(int attempt, long atLeastSeconds, long atMostSeconds) {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(SCHEDULE.after(attempt, new Random(seed)))
                    .isBetween(Duration.ofSeconds(atLeastSeconds), Duration.ofSeconds(atMostSeconds));
        }
    }

    @Test
    void a_schedule_that_does_not_grow_is_refused() {
        assertThatThrownBy(() -> new RetrySchedule(Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
