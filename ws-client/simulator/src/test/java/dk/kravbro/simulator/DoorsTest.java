package dk.kravbro.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to the simulator's doors without the adapter: SOAP 1.2, hostile texts, wrong demands. */
class DoorsTest {

    private static final String REGISTRATION = "/service/OIR/DebitorRegistreringAfsend/1";
    private static final String WITHDRAWAL =
            "<d:RetFordringTilstand_I xmlns:d=\"urn:kravbro:oir:debitor:1\" revision=\"r1\""
                    + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\"><k:HovedOplysninger>"
                    + "<k:TransaktionsId>c</k:TransaktionsId><k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid>"
                    + "<k:RequestId>00000000-0000-4000-8000-000000000002</k:RequestId>"
                    + "<k:AuthorityContext><k:MunicipalityCVR>64942212</k:MunicipalityCVR></k:AuthorityContext>"
                    + "</k:HovedOplysninger><d:Tilstandsskift><d:FordringReference>DK-1</d:FordringReference>"
                    + "<d:Tilstand>ANNULLERET</d:Tilstand><d:Virkningsdato>2026-11-20</d:Virkningsdato><d:Årsag>wrong</d:Årsag>"
                    + "</d:Tilstandsskift></d:RetFordringTilstand_I>";

    @TempDir
    Path store;

    private final HttpClient http = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() throws IOException {
        simulator = Simulator.start(SimulatorSettings.onFreePort(store), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {SoapReader.SOAP_11, SoapReader.SOAP_12})
    void both_soap_versions_are_answered_in_kind(String soap) throws Exception {
        HttpResponse<String> answer = send("POST", REGISTRATION, enveloped(soap, WITHDRAWAL));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(soap, ">AFVIST<", "FORDRING_UKENDT");
    }

    @Test
    void a_call_without_a_municipality_lacks_a_security_model() throws Exception {
        String text = WITHDRAWAL.replaceAll("<k:AuthorityContext>.*</k:AuthorityContext>", "");

        HttpResponse<String> answer = send("POST", REGISTRATION, enveloped(SoapReader.SOAP_11, text));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("SECURITY_MODEL_MISSING", "Security model for the called operation");
    }

    @Test
    void what_is_not_valid_is_a_fault_that_repeats_nothing() throws Exception {
        for (String text : new String[] {
            "",
            "hello",
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            enveloped("urn:other", WITHDRAWAL),
            enveloped(SoapReader.SOAP_11, ""),
            enveloped(SoapReader.SOAP_11, WITHDRAWAL + WITHDRAWAL),
            enveloped(SoapReader.SOAP_11, WITHDRAWAL.replace("ANNULLERET", "1808175189")),
            enveloped(SoapReader.SOAP_11, "<a>".repeat(10_000) + "</a>".repeat(10_000))
        }) {
            HttpResponse<String> answer = send("POST", REGISTRATION, text);

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("SCHEMA").doesNotContain("1808175189", "root:");
        }
        assertThat(send("POST", REGISTRATION, enveloped(SoapReader.SOAP_11, WITHDRAWAL))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void answers_that_are_held_back_hold_up_nobody() throws Exception {
        // More than there are threads.
        int held = 300;
        send("PUT", "/control/faults", "[{\"action\":\"ANSWER_AFTER\",\"delayMs\":900000,\"count\":" + held + "}]");
        String text = enveloped(SoapReader.SOAP_11, WITHDRAWAL);
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < held; i++) {
            waiting.add(http.sendAsync(request("POST", REGISTRATION, text), HttpResponse.BodyHandlers.ofString()));
        }
        while (!send("GET", "/control/health", "").body().contains("\"requests\":" + held)) {
            Thread.onSpinWait();
        }

        assertThat(send("POST", REGISTRATION, text).statusCode()).isEqualTo(200);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        waiting.forEach(each -> each.cancel(true));
    }

    @Test
    void half_a_message_is_not_answered_at_all() throws Exception {
        byte[] text = enveloped(SoapReader.SOAP_11, WITHDRAWAL).getBytes(StandardCharsets.UTF_8);
        URI address = simulator.address();
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST " + REGISTRATION
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: " + text.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(text, 0, text.length / 2);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
        assertThat(send("POST", REGISTRATION, enveloped(SoapReader.SOAP_11, WITHDRAWAL))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrong_places_methods_and_sizes_get_their_status() throws Exception {
        assertThat(send("POST", "/service/OIR/Nothing/1", "x").statusCode()).isEqualTo(404);
        assertThat(send("GET", REGISTRATION, "").statusCode()).isEqualTo(405);
        assertThat(send("POST", REGISTRATION, " ".repeat(1_000_001)).statusCode())
                .isEqualTo(413);
        assertThat(send("POST", "/control/nothing", "").statusCode()).isEqualTo(404);
        assertThat(send("PUT", "/control/municipalities/12345678", "{\"profile\":\"OPUS\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/control/municipalities/64942212", "{\"profile\":\"X\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/control/faults", "[{\"action\":\"DELAY\"}]").statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/control/faults", "[{\"action\":\"HTTP\",\"status\":503,\"everyNth\":0}]")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send("PUT", "/control/faults", "{").statusCode()).isEqualTo(400);
    }

    @Test
    void options_are_read_or_explained() {
        SimulatorSettings settings = SimulatorSettings.of(
                new String[] {
                    "--store",
                    "x",
                    "--callback-url",
                    "https://h:1/c",
                    "--callback-key-store",
                    "k",
                    "--callback-trust-store",
                    "t"
                },
                Map.of("KRAVBRO_SIMULATOR_CALLBACK_PASSWORD", "secret"));

        assertThat(settings.port()).isEqualTo(18_080);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.callback())
                .isEqualTo(new SimulatorSettings.Callback(
                        URI.create("https://h:1/c"),
                        new SimulatorSettings.Certificate(Path.of("k"), Path.of("t"), "secret"),
                        null));
        assertThat(settings.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> SimulatorSettings.of(new String[] {}, Map.of()))
                .hasMessageContaining("--store");
        assertThatThrownBy(() -> SimulatorSettings.of(new String[] {"--x", "1"}, Map.of()))
                .hasMessageContaining("unknown option");
        assertThatThrownBy(() -> SimulatorSettings.of(new String[] {"--store", "x", "--port", "y"}, Map.of()))
                .hasMessageContaining("--port");
        assertThatThrownBy(() ->
                        SimulatorSettings.of(new String[] {"--store", "x", "--callback-entity-id", "urn:y"}, Map.of()))
                .hasMessageContaining("--platform-pki");
    }

    @Test
    void an_operation_is_answered_at_its_own_service_only() throws Exception {
        for (String elsewhere : List.of("/service/OIR/DebitorForespoergsel/1", "/service/OIR/DebitorIndbetaling/1")) {
            HttpResponse<String> answer = send("POST", elsewhere, enveloped(SoapReader.SOAP_11, WITHDRAWAL));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("no such operation");
        }
    }

    @Test
    void the_municipality_may_stand_in_the_platforms_own_context() throws Exception {
        String context = "<a:AuthorityContext xmlns:a=\"http://serviceplatformen.dk/xml/schemas/AuthorityContext/1/\">"
                + "<a:MunicipalityCVR>64942212</a:MunicipalityCVR></a:AuthorityContext>";
        String moved = WITHDRAWAL
                .replaceAll("<k:AuthorityContext>.*</k:AuthorityContext>", "")
                .replace("<k:HovedOplysninger>", context + "<k:HovedOplysninger>");

        assertThat(send("POST", REGISTRATION, enveloped(SoapReader.SOAP_12, moved))
                        .body())
                .contains("FORDRING_UKENDT");
    }

    @Test
    void sub_claims_must_add_up_and_be_told_apart() throws Exception {
        assertThat(registration("<d:Delfordring><d:DelfordringReference>a</d:DelfordringReference>"
                        + "<d:Beløb>9.99</d:Beløb></d:Delfordring>"))
                .contains("DELFORDRING_FORKERT");
        String half = "<d:Delfordring><d:DelfordringReference>a</d:DelfordringReference>"
                + "<d:Beløb>5.00</d:Beløb></d:Delfordring>";
        assertThat(registration(half + half)).contains("DELFORDRING_FORKERT");
        assertThat(registration(half + half.replace(">a<", ">b<"))).contains(">ACCEPTERET<");
    }

    private String registration(String subClaims) throws Exception {
        String account = "<d:Debitorkonto><d:JuridiskAnsvarlig><d:Identifikationstype>CVR</d:Identifikationstype>"
                + "<d:Identifikation>64942212</d:Identifikation></d:JuridiskAnsvarlig><d:Fordring>"
                + "<d:FordringReference>DK-1</d:FordringReference><d:Fordringstype>G</d:Fordringstype>"
                + "<d:Hovedstol>10.00</d:Hovedstol><d:Stiftelsesdato>2026-01-01</d:Stiftelsesdato>"
                + "<d:Forfaldsdato>2026-02-01</d:Forfaldsdato>"
                + "<d:SidsteRettidigeBetalingsdato>2026-02-01</d:SidsteRettidigeBetalingsdato>"
                + "<d:PeriodeFra>2026-01-01</d:PeriodeFra><d:PeriodeTil>2026-01-01</d:PeriodeTil>"
                + "<d:Beskrivelse>Gebyr</d:Beskrivelse>" + subClaims + "</d:Fordring></d:Debitorkonto>";
        String message = WITHDRAWAL
                .replaceAll("<d:Tilstandsskift>.*</d:Tilstandsskift>", account)
                .replace("RetFordringTilstand_I", "OpretDebitorkonto_I")
                .replace(
                        "00000000-0000-4000-8000-000000000002",
                        UUID.randomUUID().toString());
        return send("POST", REGISTRATION, enveloped(SoapReader.SOAP_11, message))
                .body();
    }

    @Test
    void a_back_channel_over_tls_needs_a_certificate_and_its_password() {
        assertThatThrownBy(() -> SimulatorSettings.of(
                        new String[] {"--store", "x", "--callback-url", "https://h:1/c"}, Map.of()))
                .hasMessageContaining("--callback-key-store");
        assertThatThrownBy(() ->
                        SimulatorSettings.of(new String[] {"--store", "x", "--callback-key-store", "k"}, Map.of()))
                .hasMessageContaining("go together");
        String[] both = {"--store", "x", "--callback-key-store", "k", "--callback-trust-store", "t"};
        assertThatThrownBy(() -> SimulatorSettings.of(both, Map.of())).hasMessageContaining("--callback-password-file");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.address() + path))
                .header("Content-Type", "text/xml; charset=utf-8")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String enveloped(String soap, String body) {
        return "<e:Envelope xmlns:e=\"" + soap + "\"><e:Body>" + body + "</e:Body></e:Envelope>";
    }
}
