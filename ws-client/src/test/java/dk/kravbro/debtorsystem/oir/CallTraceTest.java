package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.CallTrace.Fault;
import dk.kravbro.debtorsystem.CallTrace.PlatformReference;
import dk.kravbro.debtorsystem.WireMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.cxf.message.MessageImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken down of a call for those who look into it, over real sockets. */
@Timeout(60)
class CallTraceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String CALL_UUID = "3f1c2a4e-0b6d-4f7a-9c1d-2e5b8a7f6c01";

    private final List<CallTrace> traces = new ArrayList<>();

    @Test
    void both_messages_are_taken_down_as_they_went() throws Exception {
        String answer = receipt("ACCEPTERET", "");
        List<String> sent = new ArrayList<>();
        try (RawPeer peer = new RawPeer((request, out, socket) -> {
                    sent.add(request.substring(request.indexOf("\r\n\r\n") + 4));
                    RawPeer.write(out, RawPeer.response(200, answer));
                });
                OirDebtorSystem client = peer.client(LONG, LONG)) {
            client.onlyWhile(() -> true).tracedBy(traces::add).register(Sample.call(), Sample.registration());

            CallTrace trace = traces.get(0);
            assertThat(traces).hasSize(1);
            assertThat(text(trace.request())).isEqualTo(sent.get(0)).contains("1808175189");
            assertThat(trace.request().bytes()).isEqualTo(sent.get(0).getBytes(StandardCharsets.UTF_8).length);
            assertThat(text(trace.answer())).isEqualTo(answer);
            assertThat(trace.answer().contentType()).isEqualTo("text/xml; charset=utf-8");
            assertThat(trace.answer().note() + trace.request().note()).isEmpty();
            assertThat(trace.call()).isEqualTo(Sample.call());
            assertThat(trace.operation()).isEqualTo("OpretDebitorkonto");
            assertThat(trace.route())
                    .isEqualTo(new CallTrace.Route(peer.address().toString(), "NONE", "1.1"));
            assertThat(trace.end().kind()).isEqualTo(CallTrace.Kind.ACCEPTED);
            assertThat(trace.end().httpStatus()).isEqualTo(200);
            assertThat(trace.toString()).doesNotContain("1808175189");
        }
    }

    @Test
    void a_platform_fault_gives_its_list_and_what_its_help_desk_asks_for() throws Exception {
        CallTrace trace = answered(
                500,
                fault("Person 180817-5189 (CPR1808175189) kan ikke rutes. For further information"
                        + " contact Serviceplatformen Helpdesk and inform: CallUUID: " + CALL_UUID
                        + " Received: 2026-11-20T08:00:01.250+01:00"));

        assertThat(trace.end().cause()).isEqualTo("PLATFORM_NO_ROUTE");
        assertThat(trace.end().kind()).isEqualTo(CallTrace.Kind.NOT_DELIVERED);
        assertThat(trace.end().platform()).isEqualTo(new PlatformReference(CALL_UUID, "2026-11-20T08:00:01.250+01:00"));
        assertThat(trace.end().faults()).hasSize(2);
        assertThat(trace.end().faults().get(0).code()).isEqualTo("ROUTE_UNKNOWN");
        assertThat(trace.end().faults().get(0).text())
                .startsWith("Person ******** (CPR********) kan ikke rutes.")
                .contains(CALL_UUID);
        assertThat(trace.end().faults().get(1)).isEqualTo(new Fault("ACCESS_DENIED", "x"));
        assertThat(trace.end().isUnfit()).isFalse();
    }

    @Test
    void a_refusal_gives_all_its_complaints_without_identity_numbers() throws Exception {
        CallTrace trace = answered(
                200,
                receipt(
                        "AFVIST",
                        "<v:FejlListe><v:Fejl><v:FejlKode>F1</v:FejlKode><v:FejlTekst>180817-5189 er ukendt</v:FejlTekst></v:Fejl>"
                                + "<v:Fejl><v:FejlKode>1808175189</v:FejlKode><v:FejlTekst>b</v:FejlTekst></v:Fejl></v:FejlListe>"));

        assertThat(trace.end().faults())
                .containsExactly(new Fault("F1", "******** er ukendt"), new Fault("********", "b"));
        assertThat(trace.end().kind()).isEqualTo(CallTrace.Kind.REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "<html>Vedligeholdelse</html>, ANSWER_UNREADABLE, true",
        "{}, ANSWER_UNREADABLE, true",
        "UNKNOWN_ELEMENT, ANSWER_UNREADABLE, true",
        "OTHER_REQUEST, ANSWER_OF_ANOTHER_CALL, true",
        "NO_RECEIPT, ANSWER_INCOMPLETE, true",
        "NEW_STATE, ANSWER_INCOMPLETE, true",
        "GOOD, RECEIPT_ACCEPTED, false",
        "REFUSED, RECEIPT_REFUSED, false",
        "FAULT, SOAP_FAULT_UNKNOWN, false"
    })
    void an_answer_that_does_not_fit_is_known_as_such_and_taken_down(String body, String cause, boolean isUnfit)
            throws Exception {
        CallTrace trace = switch (body) {
            case "UNKNOWN_ELEMENT" -> answered(200, receipt("ACCEPTERET", "<v:NytElement>1</v:NytElement>"));
            case "OTHER_REQUEST" ->
                answered(
                        200,
                        receipt("ACCEPTERET", "")
                                .replace(Sample.REQUEST.toString(), "00000000-0000-4000-8000-00000000000f"));
            case "NO_RECEIPT" ->
                answered(
                        200,
                        receipt("ACCEPTERET", "")
                                .replaceAll("<v:Forretningskvittering>.*</v:Forretningskvittering>", ""));
            case "NEW_STATE" -> answered(200, receipt("NOGET_NYT", ""));
            case "GOOD" -> answered(200, receipt("ACCEPTERET", ""));
            case "REFUSED" -> answered(200, receipt("AFVIST", ""));
            case "FAULT" ->
                answered(
                        500,
                        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                                + "<faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault></s:Body>"
                                + "</s:Envelope>");
            default -> answered(200, body);
        };

        assertThat(trace.end().cause()).isEqualTo(cause);
        assertThat(trace.end().isUnfit()).isEqualTo(isUnfit);
        assertThat(trace.answer().isKept()).isTrue();
        assertThat(trace.answer().bytes()).isPositive();
    }

    @Test
    void a_call_that_reached_nobody_has_a_route_and_no_answer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        java.net.URI address = java.net.URI.create("http://127.0.0.1:" + free + "/x");
        try (OirDebtorSystem client = new OirDebtorSystem(
                new OirEndpoint(address, address, LONG, LONG, LONG),
                dk.kravbro.debtorsystem.oir.security.OirSecurity.none())) {
            client.tracedBy(traces::add).inquire(Sample.call(), List.of(Sample.REQUEST));
        }

        CallTrace trace = traces.get(0);
        assertThat(trace.end().cause()).isEqualTo("CONNECT_REFUSED");
        assertThat(trace.route().endpoint()).isEqualTo(address.toString());
        assertThat(trace.end().httpStatus()).isZero();
        assertThat(trace.answer().isKept()).isFalse();
        assertThat(trace.end().platform()).isEqualTo(PlatformReference.NONE);
    }

    @Test
    void a_long_answer_is_cut_and_says_so() {
        WireTape tape = new WireTape();
        tape.answerBegins(new MessageImpl());
        byte[] part = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 5; i++) {
            tape.answer(part, 0, part.length);
        }

        assertThat(tape.answer().bytes()).isEqualTo(500_000);
        assertThat(tape.answer().kept()).hasSize(WireTape.LONGEST);
        assertThat(tape.answer().note()).isEqualTo("cut after 262144 bytes");
    }

    @Test
    void a_token_is_never_taken_down() {
        WireTape tape = new WireTape();
        tape.request(
                ("<s:Envelope><s:Header><saml2:Assertion ID=\"a\"><saml2:Secret>holder</saml2:Secret></saml2:Assertion>"
                                + "</s:Header><s:Body>kept</s:Body></s:Envelope>")
                        .getBytes(StandardCharsets.UTF_8),
                true);

        assertThat(text(tape.request()))
                .isEqualTo("<s:Envelope><s:Header><!-- saml2:Assertion: the security token is not kept --></s:Header>"
                        + "<s:Body>kept</s:Body></s:Envelope>");
        assertThat(tape.request().note()).isEqualTo("the security token is left out");
    }

    @Test
    void a_message_whose_token_cannot_be_found_is_not_taken_down_at_all() {
        WireTape tape = new WireTape();
        tape.request("<s:Envelope>secret</s:Envelope>".getBytes(StandardCharsets.UTF_8), true);

        assertThat(tape.request().isKept()).isFalse();
        assertThat(tape.request().bytes()).isEqualTo(31);
        assertThat(tape.request().note()).startsWith("not kept");
    }

    @ParameterizedTest
    @CsvSource({
        "'CallUUID: x Received: y', '', ''",
        "'<CallUUID>3f1c2a4e-0b6d-4f7a-9c1d-2e5b8a7f6c01</CallUUID><Received>2026-11-20 08:00:01</Received>',"
                + " 3f1c2a4e-0b6d-4f7a-9c1d-2e5b8a7f6c01, 2026-11-20 08:00:01",
        "'Received: 1808175189', '', ''",
        "'Received: 2026-11-20T08:00:01Z 180817-5189', '', 2026-11-20T08:00:01Z"
    })
    void what_the_help_desk_asks_for_is_taken_only_in_its_own_form(String answer, String uuid, String received) {
        WireTape tape = new WireTape();
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        tape.answer(bytes, 0, bytes.length);

        assertThat(tape.platformReference()).isEqualTo(new PlatformReference(uuid, received));
    }

    @Test
    void a_message_is_read_in_its_own_characters() {
        byte[] latin = "Ærø".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(WireMessage.text(latin, "text/xml; charset=\"iso-8859-1\"")).isEqualTo("Ærø");
        assertThat(WireMessage.text("Ærø".getBytes(StandardCharsets.UTF_8), "text/xml; charset=no-such"))
                .isEqualTo("Ærø");
    }

    private CallTrace answered(int status, String body) throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(status, body)));
                OirDebtorSystem client = peer.client(LONG, LONG)) {
            client.tracedBy(traces::add).register(Sample.call(), Sample.registration());
            return traces.get(0);
        }
    }

    private static String text(WireMessage message) {
        return WireMessage.text(message.kept(), message.contentType());
    }

    private static String fault(String text) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                + "<faultcode>s:Server</faultcode><faultstring>x</faultstring><detail>"
                + "<f:ServiceplatformFault xmlns:f=\"http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/\">"
                + "<f:ErrorList><f:Error><f:ErrorCode>ROUTE_UNKNOWN</f:ErrorCode><f:ErrorText>" + text
                + "</f:ErrorText></f:Error><f:Error><f:ErrorCode>ACCESS_DENIED</f:ErrorCode><f:ErrorText>x</f:ErrorText>"
                + "</f:Error></f:ErrorList></f:ServiceplatformFault></detail></s:Fault></s:Body></s:Envelope>";
    }

    private static String receipt(String state, String more) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<d:OpretDebitorkonto_O xmlns:d=\"urn:kravbro:oir:debitor:1\" revision=\"r1\""
                + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\""
                + " xmlns:v=\"http://serviceplatformen.dk/xml/schemas/kvittering/1/\">"
                + "<k:HovedOplysningerSvar><k:TransaktionsId>" + Sample.CONVERSATION
                + "</k:TransaktionsId><k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid><k:RequestId>"
                + Sample.REQUEST + "</k:RequestId></k:HovedOplysningerSvar>"
                + "<v:Forretningskvittering><v:ForretningsValideringsKode>" + state + "</v:ForretningsValideringsKode>"
                + more + "</v:Forretningskvittering></d:OpretDebitorkonto_O></s:Body></s:Envelope>";
    }
}
