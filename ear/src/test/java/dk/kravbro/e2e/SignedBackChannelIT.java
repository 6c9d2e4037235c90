package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.launcher.WildFlySettings;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import dk.kravbro.simulator.security.Demand;
import dk.kravbro.simulator.security.PlatformSecurity;
import dk.kravbro.simulator.security.SenderSeal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The back channel where messages must be signed in a municipality's name: the installation that tests share is so. */
@Order(18)
class SignedBackChannelIT {

    private static final String FURESOE = "0190";
    private static final String FREDERIKSSUND = "0250";
    private static final long FEE = 77_001;
    private static final String CLAIM = Fees.agency(FURESOE) + "-" + FEE;
    private static final String KEPT = "select count(*) from settlement_messages where municipality_cvr = ?";

    private static Installation installation;
    private static RehearsalPki pki;
    private static SenderSeal platform;
    private static URI door;
    private static String own;
    private static String other;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.shared();
        pki = RehearsalPki.open(Installation.certificates().directory());
        platform = PlatformSecurity.of(pki, Demand.KOMBIT_TOKEN, Clock.systemUTC())
                .senderSeal(pki, WildFlySettings.ENTITY_ID, Clock.systemUTC());
        door = installation.backChannelAddress().resolve(SettlementText.PATH);
        own = cvr(FURESOE);
        other = cvr(FREDERIKSSUND);
        installation.onboard(FURESOE, "OPUS");
        installation.put(Fees.agency(FURESOE), FEE, 1, 900).ok();
    }

    private static String cvr(String code) {
        return Sql.text(installation.database(), "select cvr from municipalities where code = ?", code);
    }

    private static String payment() {
        return SettlementText.payment("signed-" + UUID.randomUUID(), own, CLAIM);
    }

    @Test
    void a_message_signed_in_the_municipality_s_name_is_taken_and_the_receipt_is_signed() throws Exception {
        SenderSeal.Sealed sealed = sealed(payment(), own);

        HttpResponse<byte[]> answer = send(sealed.text());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains(">MODTAGET<");
        platform.demandAnswer(answer.body(), sealed.messageId());
        HttpResponse<byte[]> again = send(sealed.text());
        assertThat(text(again)).as("taken down and sent again: a copy").contains(">MODTAGET<");
        assertThat(Sql.number(installation.database(), KEPT, own)).isEqualTo(1);
    }

    @Test
    void a_certificate_alone_lets_nothing_in() throws Exception {
        long before = Sql.number(installation.database(), KEPT, own);

        HttpResponse<byte[]> answer = send(payment());

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("<sp:ErrorCode>AFSENDER_IKKE_BEVIST</sp:ErrorCode>");
        assertThat(Sql.number(installation.database(), KEPT, own)).isEqualTo(before);
    }

    @Test
    void what_was_changed_after_signing_is_not_believed() throws Exception {
        String changed = sealed(payment(), own).text().replace("1.00", "900.00");

        HttpResponse<byte[]> answer = send(changed);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(answer)).contains("AFSENDER_IKKE_BEVIST");
    }

    @Test
    void a_token_for_one_municipality_says_nothing_of_another_even_from_the_platform() throws Exception {
        SenderSeal.Sealed sealed = sealed(payment(), other);

        HttpResponse<byte[]> answer = send(sealed.text());

        assertThat(text(answer)).contains(">AFVIST<", "AFSENDER_IKKE_TILKNYTTET");
        platform.demandAnswer(answer.body(), sealed.messageId());
    }

    private static SenderSeal.Sealed sealed(String message, String municipalityCvr) throws IOException {
        return platform.seal(message.getBytes(StandardCharsets.UTF_8), municipalityCvr, "urn:kravbro:oir", door);
    }

    private static HttpResponse<byte[]> send(String message) throws IOException, InterruptedException {
        Identity shown = pki.identity(RehearsalPki.PLATFORM);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TlsContexts.mutual(shown.file(), pki.trustStore(), pki.password()))
                .build()
                .send(
                        HttpRequest.newBuilder(door)
                                .header("Content-Type", "text/xml; charset=utf-8")
                                .POST(HttpRequest.BodyPublishers.ofString(message))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
