package dk.kravbro.web.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ArrivingBodyTest {

    private static final int MOST = 20_000;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    /** A byte a second, for as long as somebody reads. */
    private final InputStream trickle = new InputStream() {
        @Override
        public int read() {
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            return 'x';
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            into[offset] = (byte) read();
            return 1;
        }
    };

    @Test
    void a_body_of_the_largest_size_is_read_whole() throws Exception {
        byte[] body = new byte[MOST];
        body[MOST - 1] = 7;

        assertThat(reading(new ByteArrayInputStream(body)).read()).isEqualTo(body);
        assertThat(reading(InputStream.nullInputStream()).read()).isEmpty();
    }

    @Test
    void a_byte_more_is_too_large() {
        assertThatThrownBy(() ->
                        reading(new ByteArrayInputStream(new byte[MOST + 1])).read())
                .isInstanceOfSatisfying(
                        ArrivingBody.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE));
    }

    @Test
    void a_body_that_trickles_is_given_up_at_the_limit_even_where_the_clock_runs_over() {
        assertThatThrownBy(() -> reading(trickle).read())
                .isInstanceOfSatisfying(ArrivingBody.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.TOO_SLOW);
                    assertThat(refused.size()).isEqualTo(21);
                });
    }

    @Test
    void a_connection_that_breaks_is_no_refusal() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };

        assertThatThrownBy(() -> reading(broken).read()).isInstanceOf(IOException.class);
    }

    private ArrivingBody reading(InputStream stream) {
        return new ArrivingBody(stream, MOST, Duration.ofSeconds(20), nanos::get);
    }
}
