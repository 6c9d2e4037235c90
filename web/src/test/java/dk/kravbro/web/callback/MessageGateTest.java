package dk.kravbro.web.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.settings.Settings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class MessageGateTest {

    private static final String GOOD =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a>Dækning</a></s:Body></s:Envelope>";

    private final Map<String, Object> attributes = new HashMap<>();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final ByteArrayOutputStream handedOn = new ByteArrayOutputStream();
    private final int[] status = {0};
    private final boolean[] passed = {false};
    private final boolean[] hungUp = {false};
    private String method = "POST";
    private String path = "/DaekningAfskrivningRegistrering";
    private String contentType = "text/xml; charset=utf-8";
    private long declaredLength = -1;

    @Test
    void a_soap_message_passes_and_its_text_is_kept_as_it_came() throws Exception {
        send(GOOD.getBytes(UTF_8));

        assertThat(passed[0]).isTrue();
        assertThat(attributes).containsEntry(MessageGate.RAW, GOOD);
    }

    @Test
    void the_soap_stack_gets_an_empty_envelope_and_nothing_of_the_text() throws Exception {
        send(GOOD.getBytes(UTF_8));

        assertThat(handedOn.toString(UTF_8))
                .isEqualTo(
                        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body></s:Body></s:Envelope>");
    }

    @Test
    void a_byte_order_mark_and_a_missing_charset_do_no_harm() throws Exception {
        contentType = "text/xml";
        send(("\uFEFF" + GOOD).getBytes(UTF_8));

        assertThat(passed[0]).isTrue();
        assertThat(attributes).containsEntry(MessageGate.RAW, GOOD);
    }

    @Test
    void a_message_that_says_it_is_too_large_is_refused_unread() throws Exception {
        declaredLength = 4097;
        send(GOOD.getBytes(UTF_8));

        refused("BESKED_FOR_STOR", 413);
    }

    @Test
    void a_connection_whose_body_was_not_read_to_its_end_is_ended() throws Exception {
        declaredLength = 4097;
        send(GOOD.getBytes(UTF_8));
        assertThat(hungUp[0]).isTrue();

        hungUp[0] = false;
        declaredLength = -1;
        send("<x/>".getBytes(UTF_8));
        assertThat(hungUp[0]).as("read to its end").isFalse();
    }

    @Test
    void a_message_that_does_not_say_its_length_is_counted() throws Exception {
        send(GOOD.replace("Dækning", "x".repeat(5000)).getBytes(UTF_8));

        refused("BESKED_FOR_STOR", 413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE s [<!ENTITY a \"b\">]>",
                "<!DOCTYPE s SYSTEM \"file:///etc/passwd\">",
                "<!DOCTYPE s [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\"> %p;]>",
                "<!DOCTYPE s>"
            })
    void a_document_type_is_refused(String documentType) throws Exception {
        send((documentType + GOOD).getBytes(UTF_8));

        refused("DTD_IKKE_TILLADT", 500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a><b></a>",
                "<a/>",
                "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Foo/></s:Envelope>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>&a;</s:Body></s:Envelope>",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope><x/>"
            })
    void what_is_no_soap_envelope_of_this_address_is_refused(String text) throws Exception {
        send(text.getBytes(UTF_8));

        refused("IKKE_SOAP", 500);
    }

    @Test
    void absurd_depth_is_refused() throws Exception {
        send(GOOD.replace("Dækning", "<a>".repeat(50) + "</a>".repeat(50)).getBytes(UTF_8));

        refused("IKKE_SOAP", 500);
    }

    @Test
    void bytes_that_are_not_utf_8_are_refused() throws Exception {
        send(GOOD.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        refused("IKKE_SOAP", 500);
    }

    @ParameterizedTest
    @CsvSource({
        "signed-token, http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd, true",
        "signed-token, http://www.w3.org/2005/08/addressing, true",
        "signed-token, urn:x, false",
        "certificate, http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd, false",
        "certificate, http://www.w3.org/2005/08/addressing, false",
    })
    void headers_of_a_signed_message_are_understood_where_signatures_are_proved(
            String security, String namespace, boolean understood) throws Exception {
        String header = "<s:Header><x xmlns=\"" + namespace + "\" s:mustUnderstand=\"1\"/></s:Header><s:Body>";

        send(GOOD.replace("<s:Body>", header).getBytes(UTF_8), security);

        if (understood) {
            assertThat(passed[0]).isTrue();
        } else {
            refused("HEADER_IKKE_FORSTAAET", 500);
        }
    }

    @Test
    void a_header_that_must_be_understood_is_refused() throws Exception {
        send(GOOD.replace("<s:Body>", "<s:Header><x s:mustUnderstand=\"1\"/></s:Header><s:Body>")
                .getBytes(UTF_8));

        refused("HEADER_IKKE_FORSTAAET", 500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "application/json",
                "application/soap+xml",
                "text/xml; charset=iso-8859-1",
                "multipart/related"
            })
    void another_media_type_is_refused(String type) throws Exception {
        contentType = type;
        send(GOOD.getBytes(UTF_8));

        refused("INDHOLDSTYPE_UKENDT", 415);
    }

    @Test
    void soap_1_2_has_its_own_address_and_its_own_faults() throws Exception {
        path = "/DaekningAfskrivningRegistrering12";
        contentType = "application/soap+xml";
        send("<x/>".getBytes(UTF_8));

        refused("IKKE_SOAP", 500);
        assertThat(answer.toString(UTF_8)).contains("http://www.w3.org/2003/05/soap-envelope", "s:Sender");
    }

    @Test
    void only_post_is_answered() throws Exception {
        method = "GET";
        send(new byte[0]);

        refused("KUN_POST", 405);
    }

    @ParameterizedTest
    @EnumSource(Refusal.class)
    void every_fault_is_well_formed_in_both_versions(Refusal refusal) throws Exception {
        for (SoapVersion version : SoapVersion.values()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            assertThat(factory.newDocumentBuilder()
                            .parse(new InputSource(new StringReader(refusal.envelope(version))))
                            .getElementsByTagNameNS(
                                    "http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/", "ErrorCode")
                            .getLength())
                    .isEqualTo(1);
        }
    }

    private void refused(String code, int httpStatus) {
        assertThat(passed[0]).isFalse();
        assertThat(attributes).isEmpty();
        assertThat(status[0]).isEqualTo(httpStatus);
        assertThat(answer.toString(UTF_8)).contains("<sp:ErrorCode>" + code + "</sp:ErrorCode>");
    }

    private void send(byte[] body) throws Exception {
        send(body, "certificate");
    }

    private void send(byte[] body, String security) throws Exception {
        MessageGate gate = new MessageGate() {
            @Override
            void hangUp(HttpServletRequest request, HttpServletResponse response) {
                hungUp[0] = true;
            }
        };
        gate.settings = Settings.of(Map.of(
                "kravbro.settlement.max-body", "4096",
                "kravbro.callback.security", security,
                "kravbro.oir.security", "kombit-token",
                "kravbro.oir.keystore", "k",
                "kravbro.oir.truststore", "t",
                "kravbro.oir.signers", "s"));
        FilterChain chain = (request, response) -> {
            passed[0] = true;
            handedOn.writeBytes(request.getInputStream().readAllBytes());
        };
        gate.doFilter(request(body), response(), chain);
    }

    private HttpServletRequest request(byte[] body) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, values) -> switch (called.getName()) {
                    case "getMethod" -> method;
                    case "getServletPath" -> path;
                    case "getContentType" -> contentType.isEmpty() ? null : contentType;
                    case "getContentLengthLong" -> declaredLength;
                    case "getInputStream" -> new Bytes(body);
                    case "setAttribute" -> attributes.put((String) values[0], values[1]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, values) -> switch (called.getName()) {
                    case "setStatus" -> {
                        status[0] = (Integer) values[0];
                        yield null;
                    }
                    case "getOutputStream" -> new Sink(answer);
                    case "setHeader", "setContentType" -> null;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private static final class Bytes extends jakarta.servlet.ServletInputStream {
        private final ByteArrayInputStream bytes;

        Bytes(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(jakarta.servlet.ReadListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read() {
            return bytes.read();
        }
    }

    private static final class Sink extends ServletOutputStream {
        private final ByteArrayOutputStream bytes;

        Sink(ByteArrayOutputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) {
            bytes.write(one);
        }
    }
}
