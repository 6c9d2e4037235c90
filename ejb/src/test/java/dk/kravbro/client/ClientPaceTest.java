package dk.kravbro.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientPaceTest {

    private final AtomicLong nanos = new AtomicLong(1);
    private final ClientPace pace = new ClientPace(new TimeMeter() {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    });

    private static Client client(String name, int requests, int lines) {
        return new Client(name, true, Set.of(Role.FBS), Reach.EVERYWHERE, requests, lines, List.of());
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void a_client_has_its_limit_at_once_and_then_waits_for_its_share_of_the_minute() {
        Client one = client("one", 3, 1);

        assertThat(pace.request(one)).isEqualTo(new ClientPace.Verdict(true, 3, 2, Duration.ZERO));
        pace.request(one);
        assertThat(pace.request(one).granted()).isTrue();
        assertThat(pace.request(one)).isEqualTo(new ClientPace.Verdict(false, 3, 0, Duration.ofSeconds(20)));
        passes(Duration.ofSeconds(19));
        assertThat(pace.request(one).granted()).isFalse();
        passes(Duration.ofSeconds(1));
        assertThat(pace.request(one).granted()).isTrue();
    }

    @Test
    void another_client_has_a_bucket_of_its_own() {
        pace.request(client("one", 1, 1));

        assertThat(pace.request(client("two", 1, 1)).granted()).isTrue();
        assertThat(pace.request(client("one", 1, 1)).granted()).isFalse();
    }

    @Test
    void a_changed_limit_holds_from_the_next_request_on() {
        pace.request(client("one", 1, 1));

        assertThat(pace.request(client("one", 2, 1)).left()).isEqualTo(1);
    }

    @Test
    void lines_are_counted_apart_and_more_than_the_limit_at_once_still_get_through() {
        Client one = client("one", 1, 1_000);

        assertThat(pace.lines(one, 500).left()).isEqualTo(500);
        assertThat(pace.lines(one, 600).granted()).isFalse();
        assertThat(pace.lines(one, 500).granted()).isTrue();
        passes(Duration.ofMinutes(1));
        assertThat(pace.lines(one, 5_000).granted()).as("its whole minute").isTrue();
        assertThat(pace.lines(one, 1).granted()).isFalse();
        assertThat(pace.request(one).granted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT0.000000001S, 1", "PT1S, 1", "PT1.000000001S, 2", "PT59.9S, 60"})
    void a_wait_is_told_in_seconds_upwards(Duration wait, long seconds) {
        assertThat(new ClientPace.Verdict(false, 1, 0, wait).waitSeconds()).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"'', 1, 1", "Upper, 1, 1", "-x, 1, 1", "x, 0, 1", "x, 1000001, 1", "x, 1, 0", "x, 1, 100000001"})
    void no_client_is_like_that(String name, int requests, int lines) {
        assertThatThrownBy(() -> client(name, requests, lines)).isInstanceOf(IllegalArgumentException.class);
    }
}
