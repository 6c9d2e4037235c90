package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallGuardTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger hangUps = new AtomicInteger();
    private final StallGuard guard =
            new StallGuard(Duration.ofSeconds(10), Duration.ofMinutes(5), nanos::get, hangUps::incrementAndGet);

    @Test
    void a_read_that_stands_still_ends_and_only_once() throws IOException {
        InputStream standing = guard.guarded(new InputStream() {
            @Override
            public int read() {
                passes(Duration.ofSeconds(10));
                assertThat(guard.look()).as("at the limit").isFalse();
                passes(Duration.ofNanos(1));
                assertThat(guard.look()).as("beyond it").isTrue();
                assertThat(guard.look()).isTrue();
                return 'x';
            }
        });

        assertThat(standing.read()).isEqualTo('x');
        assertThat(hangUps).hasValue(1);
    }

    @Test
    void a_write_that_stands_still_ends() throws IOException {
        OutputStream standing = guard.guarded(new OutputStream() {
            @Override
            public void write(int single) {
                passes(Duration.ofSeconds(11));
                assertThat(guard.look()).isTrue();
            }
        });

        standing.write('x');
        assertThat(hangUps).hasValue(1);
    }

    @Test
    void work_between_reads_is_nobody_s_silence() throws IOException {
        InputStream input = guard.guarded(new ByteArrayInputStream(new byte[100]));
        for (int i = 0; i < 20; i++) {
            assertThat(input.read(new byte[5], 0, 5)).isEqualTo(5);
            passes(Duration.ofSeconds(14));
            assertThat(guard.look()).isFalse();
        }
        assertThat(hangUps).hasValue(0);
    }

    @Test
    void who_trickles_ends_with_the_whole_time() {
        passes(Duration.ofMinutes(5));
        assertThat(guard.look()).isFalse();
        passes(Duration.ofSeconds(1));
        assertThat(guard.look()).isTrue();
        assertThat(hangUps).hasValue(1);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
