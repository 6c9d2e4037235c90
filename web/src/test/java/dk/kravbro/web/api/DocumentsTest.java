package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {

    @Test
    void an_object_is_read() {
        assertThat(Documents.object(utf8(" {\"a\": 1} \r\n")).orElseThrow().getInt("a"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "[]",
                "null",
                "{\"a\": 1",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": {\"b\": 1, \"b\": 2}}",
                "{\"a\": 1} x",
                "{\"a\": 1}{\"a\": 1}",
                "{\"a\": NaN}",
                "{\"a\": 01}",
            })
    void what_is_not_one_object_is_none(String text) {
        assertThat(Documents.object(utf8(text))).isEmpty();
    }

    @Test
    void nesting_has_a_limit() {
        assertThat(Documents.object(utf8("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}")))
                .isEmpty();
    }

    @Test
    void bytes_that_are_not_utf_8_are_none() {
        assertThat(Documents.object("{\"a\": \"Æ\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .isEmpty();
        assertThat(Documents.object("{\"a\": 1}".getBytes(StandardCharsets.UTF_16)))
                .isEmpty();
        assertThat(Documents.object("{\"a\": 1}".getBytes(StandardCharsets.UTF_16LE)))
                .isEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
