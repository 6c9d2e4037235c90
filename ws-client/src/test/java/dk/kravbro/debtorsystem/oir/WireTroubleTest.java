package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.DeliveryOutcome.InDoubt;
import dk.kravbro.debtorsystem.DeliveryOutcome.NotDelivered;
import dk.kravbro.debtorsystem.DeliveryOutcome.Refused;
import dk.kravbro.debtorsystem.oir.security.MutualTls;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the adapter makes of a peer or a network in trouble, over real sockets. */
@Timeout(60)
class WireTroubleTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(800);

    @Test
    void an_address_that_nobody_listens_at_was_not_reached() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(register(URI.create("http://127.0.0.1:" + free + "/x")))
                .isInstanceOfSatisfying(
                        NotDelivered.class, no -> assertThat(no.code()).isEqualTo("CONNECT_REFUSED"));
    }

    @Test
    void a_host_without_an_address_was_not_reached() throws Exception {
        OirSecurity security = OirSecurity.authorityContext(
                new MutualTls(SSLContext.getDefault(), anyCertificate()), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThat(register(URI.create("https://no-such-host.invalid/x"), security))
                .isInstanceOfSatisfying(
                        NotDelivered.class, no -> assertThat(no.code()).isEqualTo("HOST_UNKNOWN"));
    }

    /** Any at all: it is not shown to anybody. */
    private static X509Certificate anyCertificate() throws GeneralSecurityException {
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init((KeyStore) null);
        return ((X509TrustManager) known.getTrustManagers()[0]).getAcceptedIssuers()[0];
    }

    @Test
    void what_its_sender_takes_back_when_the_message_is_ready_never_leaves() throws Exception {
        String good = answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), "ACCEPTERET", "");
        try (RawPeer peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(200, good)));
                OirDebtorSystem client = peer.client(LONG, LONG)) {
            // Over a connection that is kept open, too.
            assertThat(client.register(Sample.call(), Sample.registration())).isInstanceOf(Accepted.class);
            assertThat(client.onlyWhile(() -> false).register(Sample.call(), Sample.registration()))
                    .isInstanceOfSatisfying(
                            NotDelivered.class, no -> assertThat(no.code()).isEqualTo("WITHHELD"));
            assertThat(peer.requests()).isEqualTo(1);

            assertThat(client.onlyWhile(() -> true).register(Sample.call(), Sample.registration()))
                    .isInstanceOf(Accepted.class);
            assertThat(peer.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_sender_is_asked_when_the_peer_already_waits_for_the_body() throws Exception {
        String good = answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), "ACCEPTERET", "");
        try (RawPeer peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(200, good)));
                OirDebtorSystem client = peer.client(LONG, LONG)) {
            assertThat(client.onlyWhile(peer::hasSeenHead).register(Sample.call(), Sample.registration()))
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void a_peer_that_reads_and_says_nothing_leaves_doubt() throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> Thread.sleep(20_000))) {
            assertDoubt(register(peer, SHORT, LONG), "ANSWER_TIMED_OUT");
        }
    }

    @Test
    void a_peer_that_resets_the_connection_leaves_doubt_and_is_called_once() throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            assertDoubt(register(peer, LONG, LONG), "CONNECTION_LOST");
            assertThat(peer.requests()).isEqualTo(1);
        }
    }

    @Test
    void a_kept_connection_that_dies_without_an_answer_is_not_used_for_a_silent_repeat() throws Exception {
        String good = answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), "ACCEPTERET", "");
        int[] calls = {0};
        try (RawPeer peer = new RawPeer((request, out, socket) -> {
                    if (++calls[0] == 1) {
                        RawPeer.write(out, RawPeer.response(200, good));
                    } else {
                        socket.close();
                    }
                });
                OirDebtorSystem client = peer.client(LONG, LONG)) {
            assertThat(client.register(Sample.call(), Sample.registration())).isInstanceOf(Accepted.class);
            assertDoubt(client.register(Sample.call(), Sample.registration()), "CONNECTION_LOST");
            assertThat(peer.requests()).isEqualTo(2);
        }
    }

    @Test
    void a_peer_that_trickles_its_body_is_cut_at_the_deadline() throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> {
            RawPeer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 5000\r\n\r\n");
            for (int i = 0; i < 400; i++) {
                RawPeer.write(out, " ");
                Thread.sleep(100);
            }
        })) {
            long began = System.nanoTime();
            assertDoubt(register(peer, LONG, SHORT), "DEADLINE_PASSED");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                    .isLessThan(10);
        }
    }

    @Test
    void a_peer_that_trickles_its_head_is_cut_at_the_deadline() throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> {
            RawPeer.write(out, "HTTP/1.1 200 OK\r\nX: ");
            for (int i = 0; i < 400; i++) {
                RawPeer.write(out, "x");
                Thread.sleep(100);
            }
        })) {
            long began = System.nanoTime();
            assertDoubt(register(peer, LONG, SHORT), "DEADLINE_PASSED");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                    .isLessThan(10);
        }
    }

    @Test
    void a_deadline_that_passes_before_the_connection_stands_still_ends_the_call() throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> Thread.sleep(20_000))) {
            long began = System.nanoTime();
            assertDoubt(register(peer, LONG, Duration.ofMillis(1)), "DEADLINE_PASSED");
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                    .isLessThan(10);
        }
    }

    @Test
    void an_answer_cut_half_way_leaves_doubt() throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> {
            String good = answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), "ACCEPTERET", "");
            RawPeer.write(out, RawPeer.response(200, good).substring(0, 400));
            socket.close();
        })) {
            assertThat(register(peer, LONG, LONG)).isInstanceOf(InDoubt.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200,<html>hello</html>",
        "200,''",
        "200,not xml",
        "500,<html>oops</html>",
        "500,''",
        "200,<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    })
    void an_answer_that_is_no_soap_leaves_doubt(int status, String body) throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(status, body)))) {
            assertThat(register(peer, LONG, LONG)).isInstanceOf(InDoubt.class);
        }
    }

    @Test
    void an_answer_to_another_call_leaves_doubt() throws Exception {
        assertDoubt(
                answered(answer("00000000-0000-4000-8000-00000000000f", Sample.REQUEST.toString(), "ACCEPTERET", "")),
                "ANSWER_OF_ANOTHER_CALL");
        assertDoubt(
                answered(answer(
                        Sample.CONVERSATION.toString(), "00000000-0000-4000-8000-00000000000f", "ACCEPTERET", "")),
                "ANSWER_OF_ANOTHER_CALL");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTERET,Accepted",
        "MODTAGET,Accepted",
        "AFLEVERET,Accepted",
        "AFVIST,Refused",
        "FEJLET,InDoubt",
        "NOGET_NYT,InDoubt"
    })
    void a_receipt_is_judged_by_its_state(String state, String outcome) throws Exception {
        String body = answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), state, "");

        assertThat(answered(body).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void an_acceptance_with_an_error_in_its_head_leaves_doubt() throws Exception {
        String error =
                "<k:SvarReaktion><k:Fejl><k:FejlId>F1</k:FejlId><k:FejlTekst>x</k:FejlTekst></k:Fejl></k:SvarReaktion>";
        assertDoubt(
                answered(answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), "ACCEPTERET", error)),
                "RECEIPT_CONTRADICTS");
    }

    @Test
    void a_refusal_never_carries_an_identity_number_on() throws Exception {
        String error = "<k:SvarReaktion><k:Fejl><k:FejlId>F1</k:FejlId>"
                + "<k:FejlTekst>Person 180817-5189 og 1808175189 findes ikke</k:FejlTekst></k:Fejl></k:SvarReaktion>";
        DeliveryOutcome outcome =
                answered(answer(Sample.CONVERSATION.toString(), Sample.REQUEST.toString(), "AFVIST", error));

        assertThat(outcome).isEqualTo(new Refused("F1", "Person ******** og ******** findes ikke"));
    }

    @Test
    void a_plain_soap_fault_leaves_doubt_and_a_missing_security_model_does_not() throws Exception {
        assertDoubt(answered(500, fault("something")), "SOAP_FAULT_UNKNOWN");
        assertThat(answered(500, fault("Security model for the called operation was not provided. CallUUID: x")))
                .isInstanceOfSatisfying(
                        NotDelivered.class, no -> assertThat(no.code()).isEqualTo("PLATFORM_ACCESS_DENIED"));
    }

    private static String fault(String text) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault>"
                + "<faultcode>s:Server</faultcode><faultstring>" + text
                + "</faultstring></s:Fault></s:Body></s:Envelope>";
    }

    private static String answer(String conversation, String request, String state, String reactions) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<d:OpretDebitorkonto_O xmlns:d=\"urn:kravbro:oir:debitor:1\" revision=\"r1\""
                + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\""
                + " xmlns:v=\"http://serviceplatformen.dk/xml/schemas/kvittering/1/\">"
                + "<k:HovedOplysningerSvar><k:TransaktionsId>" + conversation
                + "</k:TransaktionsId><k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid><k:RequestId>"
                + request + "</k:RequestId>" + reactions + "</k:HovedOplysningerSvar>"
                + "<v:Forretningskvittering><v:ForretningsValideringsKode>" + state
                + "</v:ForretningsValideringsKode></v:Forretningskvittering>"
                + "</d:OpretDebitorkonto_O></s:Body></s:Envelope>";
    }

    private static void assertDoubt(DeliveryOutcome outcome, String code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        InDoubt.class, doubt -> assertThat(doubt.code()).isEqualTo(code));
    }

    private static DeliveryOutcome answered(String body) throws Exception {
        return answered(200, body);
    }

    private static DeliveryOutcome answered(int status, String body) throws Exception {
        try (RawPeer peer = new RawPeer((request, out, socket) -> RawPeer.write(out, RawPeer.response(status, body)))) {
            return register(peer, LONG, LONG);
        }
    }

    private static DeliveryOutcome register(RawPeer peer, Duration receiveTimeout, Duration deadline) {
        try (OirDebtorSystem client = peer.client(receiveTimeout, deadline)) {
            return client.register(Sample.call(), Sample.registration());
        }
    }

    private static DeliveryOutcome register(URI address) {
        return register(address, OirSecurity.none());
    }

    private static DeliveryOutcome register(URI address, OirSecurity security) {
        try (OirDebtorSystem client =
                new OirDebtorSystem(new OirEndpoint(address, address, Duration.ofSeconds(5), LONG, LONG), security)) {
            return client.register(Sample.call(), Sample.registration());
        }
    }
}
