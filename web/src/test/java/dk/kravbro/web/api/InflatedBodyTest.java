package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.kravbro.intake.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class InflatedBodyTest {

    private static final byte[] TEXT =
            "{\"debtorIdentity\": \"85892908\"}\n".repeat(50).getBytes(StandardCharsets.UTF_8);

    @Test
    void what_was_compressed_comes_out() throws IOException {
        assertThat(inflated(gzip(TEXT), TEXT.length).readAllBytes()).isEqualTo(TEXT);
        assertThat(inflated(gzip(TEXT), TEXT.length).read()).isEqualTo('{');
    }

    @Test
    void a_byte_above_the_limit_is_refused() throws IOException {
        InputStream body = inflated(gzip(TEXT), TEXT.length - 1);
        assertThat(broken(body)).isEqualTo(ProblemType.BODY_TOO_LARGE);
    }

    @Test
    void a_bomb_is_refused_without_being_inflated() throws IOException {
        // 64 MiB of blanks in about 64 KiB.
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(100_000);
        ByteArrayInputStream sent = new ByteArrayInputStream(bomb);
        assertThat(broken(new InflatedBody(sent, 65_536))).isEqualTo(ProblemType.BODY_TOO_LARGE);
        assertThat(sent.available()).as("the rest is not even read").isGreaterThan(bomb.length / 2);
    }

    @Test
    void half_a_stream_is_no_end_of_the_text() throws IOException {
        byte[] whole = gzip(TEXT);
        assertThat(broken(inflated(Arrays.copyOf(whole, whole.length / 2), 1_000_000)))
                .isEqualTo(ProblemType.BAD_ENCODING);
        assertThat(broken(inflated(Arrays.copyOf(whole, whole.length - 1), 1_000_000)))
                .isEqualTo(ProblemType.BAD_ENCODING);
    }

    @Test
    void what_is_no_gzip_is_refused() throws IOException {
        assertThat(broken(inflated(TEXT, 1_000_000))).isEqualTo(ProblemType.BAD_ENCODING);
        assertThat(broken(inflated(new byte[0], 1_000_000))).isEqualTo(ProblemType.BAD_ENCODING);
    }

    @Test
    void a_connection_that_breaks_is_not_the_senders_mistake() {
        InputStream cut = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };
        assertThat(catchThrowableOfType(IOException.class, () -> new InflatedBody(cut, 10).readAllBytes()))
                .isNotInstanceOf(BrokenBody.class);
    }

    private static InputStream inflated(byte[] sent, long limit) {
        return new InflatedBody(new ByteArrayInputStream(sent), limit);
    }

    private static ProblemType broken(InputStream body) {
        return catchThrowableOfType(BrokenBody.class, body::readAllBytes).type();
    }

    private static byte[] gzip(byte[] text) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(text);
        }
        return compressed.toByteArray();
    }
}
