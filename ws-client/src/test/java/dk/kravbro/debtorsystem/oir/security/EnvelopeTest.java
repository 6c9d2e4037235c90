package dk.kravbro.debtorsystem.oir.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an envelope, and that writing one changes nothing that a signature sees. */
class EnvelopeTest {

    private static byte[] soap(String content) {
        return ("<s:Envelope xmlns:s=\"" + Envelope.SOAP_11 + "\">" + content + "</s:Envelope>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_written_reads_the_same_line_breaks_of_a_token_included() throws IOException {
        String text = "æ<&\r\n\t x";
        byte[] first = soap("<s:Body><a b=\"&#13;&#10;&lt;\">æ&lt;&amp;&#13;\n\t x</a></s:Body>");

        Envelope again = Envelope.parse(Envelope.parse(first).bytes());

        assertThat(again.content()).isNotNull();
        assertThat(again.content().getTextContent()).isEqualTo(text);
        assertThat(again.content().getAttribute("b")).isEqualTo("\r\n<");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<s:Header/>",
                "<s:Body/><s:Body/>",
                "<s:Header/><s:Header/><s:Body/>",
                "<s:Body/><s:Header/>",
                "<x/><s:Body/>",
                "<s:Body/><x/>"
            })
    void one_header_at_most_then_one_body_and_nothing_else(String content) {
        assertThatIOException().isThrownBy(() -> Envelope.parse(soap(content)));
    }

    @Test
    void a_document_type_is_no_envelope() {
        byte[] bomb = ("<!DOCTYPE s:Envelope [<!ENTITY a \"b\">]>"
                        + new String(soap("<s:Body/>"), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        assertThatIOException().isThrownBy(() -> Envelope.parse(bomb));
    }
}
