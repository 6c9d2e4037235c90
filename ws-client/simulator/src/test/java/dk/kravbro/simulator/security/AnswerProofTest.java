package dk.kravbro.simulator.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsServer;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.DeliveryOutcome.InDoubt;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Answers that are not what they look like: none may be taken for an acceptance, and none for a no. */
@Timeout(120)
class AnswerProofTest {

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private static Path directory;

    private static RehearsalPki pki;
    private static ProtectedConversation platform;
    private static HttpsServer peer;
    private static HttpHandler answering;

    @BeforeAll
    static void start() throws IOException {
        pki = RehearsalPki.create(directory.resolve("pki"), PkiRequest.forThisMachine(Instant.now()));
        platform = new ProtectedConversation(directory.resolve("store"), pki, Demand.KOMBIT_TOKEN, CLOCK);
        Identity server = pki.identity(RehearsalPki.SERVER);
        peer = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 10);
        peer.setHttpsConfigurator(
                Connections.mutual(TlsContexts.mutual(server.file(), pki.trustStore(), pki.password())));
        peer.createContext("/", exchange -> answering.handle(exchange));
        peer.start();
    }

    @AfterAll
    static void stop() {
        peer.stop(0);
        platform.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                answer("signed as agreed", "ACCEPTED", (seal, text) -> seal),
                answer("without any signature", "ANSWER_NOT_PROVED", (seal, text) -> text),
                answer(
                        "changed after signing",
                        "ANSWER_NOT_PROVED",
                        (seal, text) -> replaced(seal, "ACCEPTERET", "AFVIST")),
                answer(
                        "of another message",
                        "ANSWER_NOT_PROVED",
                        (seal, text) -> sign(text, "service-signing", "urn:uuid:other", CLOCK)),
                answer(
                        "signed by another of the same authority",
                        "ANSWER_NOT_PROVED",
                        (seal, text) -> sign(text, "platform", relatesTo(seal), CLOCK)),
                answer(
                        "signed by the token service",
                        "ANSWER_NOT_PROVED",
                        (seal, text) -> sign(text, "sts", relatesTo(seal), CLOCK)),
                answer(
                        "signed an hour ago",
                        "ANSWER_NOT_PROVED",
                        (seal, text) -> sign(
                                text, "service-signing", relatesTo(seal), Clock.offset(CLOCK, Duration.ofHours(-1)))),
                answer(
                        "with a second body before the signed one",
                        "ANSWER_UNREADABLE",
                        (seal, text) -> replaced(seal, "<s:Body ", "<s:Body><x/></s:Body><s:Body ")),
                answer(
                        "with the signed body put aside and another in its place",
                        "ANSWER_NOT_PROVED",
                        AnswerProofTest::wrapped),
                answer(
                        "with the signed relation put aside and another in its place",
                        "ANSWER_NOT_PROVED",
                        AnswerProofTest::relationReplaced),
                answer(
                        "with two security headers",
                        "ANSWER_NOT_PROVED",
                        (seal, text) -> replaced(
                                seal, "</s:Header>", "<w:Security xmlns:w=\"" + Soap.WSSE + "\"/></s:Header>")),
                answer("with a document type", "ANSWER_UNREADABLE", (seal, text) -> join("<!DOCTYPE x>", seal)),
                answer(
                        "that is no XML",
                        "ANSWER_UNREADABLE",
                        (seal, text) -> "<html>".getBytes(StandardCharsets.UTF_8)));
    }

    private static Arguments answer(String name, String cause, BiFunction<byte[], byte[], byte[]> change) {
        return Arguments.of(name, cause, change);
    }

    /** The SOAP stack would unpack such an answer after the proof, and read the part that nobody signed. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_answer_that_hides_another_in_itself_is_not_unpacked(boolean signedCarrier) throws IOException {
        answering = exchange -> {
            Document request = Soap.parse(exchange.getRequestBody().readAllBytes());
            String forged = "\r\n--b\r\nContent-Type: text/xml\r\n\r\n" + plain(request) + "\r\n--b--\r\n";
            String carrier = "<s:Envelope xmlns:s=\"" + Soap.SOAP_11 + "\"><s:Header><x xmlns=\"\"><![CDATA[" + forged
                    + "]]></x></s:Header><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>no</faultstring>"
                    + "</s:Fault></s:Body></s:Envelope>";
            byte[] answer = carrier.getBytes(StandardCharsets.UTF_8);
            if (signedCarrier) {
                answer = sign(
                        answer,
                        "service-signing",
                        Soap.text(request.getDocumentElement(), Soap.WSA, "MessageID"),
                        CLOCK);
            }
            write(exchange, 200, "multipart/related; boundary=b; type=\"text/xml\"", answer);
        };
        assertThat(answered()).isInstanceOf(InDoubt.class);
    }

    @Test
    void an_answer_is_read_in_the_character_set_in_which_it_was_proved() throws IOException {
        answering = exchange -> {
            Document request = Soap.parse(exchange.getRequestBody().readAllBytes());
            byte[] sealed = sign(
                    plain(request).getBytes(StandardCharsets.UTF_8),
                    "service-signing",
                    Soap.text(request.getDocumentElement(), Soap.WSA, "MessageID"),
                    CLOCK);
            write(exchange, 200, "text/xml; charset=UTF-16", sealed);
        };
        assertThat(answered()).isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "SCHEMA, ANSWER_NOT_PROVED",
        "ROUTE_UNKNOWN, ANSWER_NOT_PROVED",
        "RECEIVER_UNREACHABLE, ANSWER_NOT_PROVED",
        "TOKEN_EXPIRED, PLATFORM_ACCESS_DENIED",
        "THROTTLED, PLATFORM_THROTTLED",
    })
    void a_fault_that_nobody_signed_is_no_refusal(String code, String cause) throws IOException {
        answering = exchange -> write(
                exchange,
                500,
                "text/xml; charset=utf-8",
                ("<s:Envelope xmlns:s=\"" + Soap.SOAP_11 + "\"><s:Body><s:Fault><faultcode>s:Client</faultcode>"
                                + "<faultstring>x</faultstring><detail><p:ServiceplatformFault"
                                + " xmlns:p=\"http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/\"><p:ErrorList>"
                                + "<p:Error><p:ErrorCode>" + code
                                + "</p:ErrorCode><p:ErrorText>x</p:ErrorText></p:Error>"
                                + "</p:ErrorList></p:ServiceplatformFault></detail></s:Fault></s:Body></s:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(answered().toString()).contains("code=" + cause);
    }

    private static DeliveryOutcome answered() throws IOException {
        URI address = URI.create("https://127.0.0.1:" + peer.getAddress().getPort());
        try (OirDebtorSystem client = ProtectedConversation.client(
                address, platform.tokens(pki.identity(RehearsalPki.FAGSYSTEM), platform.address, CLOCK))) {
            return client.register(Calls.call(Calls.CVR), Calls.claim("790900-1"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("answers")
    void only_what_is_proved_is_believed(String name, String cause, BiFunction<byte[], byte[], byte[]> change)
            throws IOException {
        answering = exchange -> reply(exchange, change);
        DeliveryOutcome outcome = answered();
        if (cause.equals("ACCEPTED")) {
            assertThat(outcome).isInstanceOf(Accepted.class);
        } else {
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            InDoubt.class,
                            doubt -> assertThat(doubt.code()).as(doubt.why()).isEqualTo(cause));
        }
    }

    private static void reply(HttpExchange exchange, BiFunction<byte[], byte[], byte[]> change) throws IOException {
        Document request = Soap.parse(exchange.getRequestBody().readAllBytes());
        byte[] text = plain(request).getBytes(StandardCharsets.UTF_8);
        String messageId = Soap.text(request.getDocumentElement(), Soap.WSA, "MessageID");
        byte[] sealed = sign(text, "service-signing", messageId, CLOCK);
        write(exchange, 200, "text/xml; charset=utf-8", change.apply(sealed, text));
    }

    private static void write(HttpExchange exchange, int status, String type, byte[] answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, answer.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(answer);
        }
    }

    /** An acceptance of the request, as anybody could write it. */
    private static String plain(Document request) {
        Element root = request.getDocumentElement();
        return """
                <s:Envelope xmlns:s="%s"><s:Body><d:OpretDebitorkonto_O revision="r1" xmlns:d="urn:kravbro:oir:debitor:1">\
                <k:HovedOplysningerSvar xmlns:k="http://kombit.dk/xml/schemas/kontekst/2017/01/01/">\
                <k:TransaktionsId>%s</k:TransaktionsId><k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid>\
                </k:HovedOplysningerSvar><q:Forretningskvittering xmlns:q="http://serviceplatformen.dk/xml/schemas/kvittering/1/">\
                <q:ForretningsValideringsKode>ACCEPTERET</q:ForretningsValideringsKode></q:Forretningskvittering>\
                </d:OpretDebitorkonto_O></s:Body></s:Envelope>""".formatted(root.getNamespaceURI(), Soap.text(root, "*", "TransaktionsId"));
    }

    private static byte[] sign(byte[] text, String signer, String relatesTo, Clock clock) {
        try {
            Identity identity = pki.identity(signer);
            return new OutgoingSeal(identity.key(), identity.certificate(), clock).seal(text, relatesTo, "urn:answer");
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String relatesTo(byte[] sealed) {
        return Soap.text(parsed(sealed).getDocumentElement(), Soap.WSA, "RelatesTo");
    }

    /** The classical attack: the signature stays valid, but what is read is another body. */
    private static byte[] wrapped(byte[] sealed, byte[] text) {
        Document document = parsed(sealed);
        Element body = body(document);
        Element header = Objects.requireNonNull(Soap.header(document));
        Element forged = (Element) body.cloneNode(true);
        forged.removeAttributeNS(Soap.WSU, "Id");
        body.getParentNode().replaceChild(forged, body);
        Soap.append(header, "urn:aside", "aside:Wrapper", "").appendChild(body);
        return Soap.write(document);
    }

    private static byte[] relationReplaced(byte[] sealed, byte[] text) {
        Document document = parsed(sealed);
        Element header = Objects.requireNonNull(Soap.header(document));
        Element relation = Objects.requireNonNull(Soap.child(header, Soap.WSA, "RelatesTo"));
        Element forged = (Element) relation.cloneNode(true);
        forged.removeAttributeNS(Soap.WSU, "Id");
        header.replaceChild(forged, relation);
        Soap.append(header, "urn:aside", "aside:Wrapper", "").appendChild(relation);
        return Soap.write(document);
    }

    private static Element body(Document document) {
        return Objects.requireNonNull(Soap.body(document));
    }

    private static Document parsed(byte[] text) {
        try {
            return Soap.parse(text);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] replaced(byte[] text, String what, String by) {
        String before = new String(text, StandardCharsets.UTF_8);
        assertThat(before).contains(what);
        return before.replaceFirst(Pattern.quote(what), by).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] join(String first, byte[] then) {
        return (first + new String(then, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }
}
