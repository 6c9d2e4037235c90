package dk.kravbro.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dk.kravbro.simulator.pki.Flaw;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over real sockets: the simulator shows its certificate, and speaks with nobody whose own is wrong. */
class BackChannelTlsTest {

    private static final String COPENHAGEN = "64942212";

    @TempDir
    static Path directory;

    private static RehearsalPki pki;

    private final List<String> senders = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer creditor;

    @BeforeAll
    static void make() throws IOException {
        pki = RehearsalPki.create(directory.resolve("pki"), PkiRequest.forThisMachine(Instant.now()));
    }

    @AfterEach
    void stop() {
        creditor.stop(0);
        threads.shutdownNow();
    }

    @Test
    void a_message_is_sent_under_the_platforms_certificate() throws Exception {
        serve(pki.identity(RehearsalPki.SERVER));

        assertThat(sent("localhost").receipted()).isEqualTo(1);
        assertThat(sent("127.0.0.1").receipted()).isEqualTo(1);

        assertThat(senders).hasSize(2).allSatisfy(sender -> assertThat(sender).contains("CN=platform"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Flaw.class,
            names = {"EXPIRED", "NOT_YET_VALID", "OTHER_AUTHORITY", "WRONG_HOST"})
    void nothing_is_said_to_a_server_whose_certificate_is_wrong(Flaw flaw) throws Exception {
        serve(pki.flawed("server", COPENHAGEN, flaw));

        assertThat(sent("localhost").failed()).isEqualTo(1);

        assertThat(senders).isEmpty();
    }

    private BackChannel.Summary sent(String host) throws IOException {
        Identity platform = pki.identity(RehearsalPki.PLATFORM);
        SSLContext context = TlsContexts.mutual(platform.file(), pki.trustStore(), platform.password());
        JournalEntry.Message message =
                new JournalEntry.Message("m-1", "c-1", Instant.EPOCH.toString(), COPENHAGEN, List.of(), null);
        URI target = URI.create("https://" + host + ":" + creditor.getAddress().getPort() + "/callback");
        try (DebtorSystems systems =
                new DebtorSystems(directory.resolve("store-" + System.nanoTime()), Clock.systemUTC())) {
            return new BackChannel(systems, new FaultScript(Conversation.CLOCK), Optional.of(context), Optional.empty())
                    .send(List.of(message), target, false);
        }
    }

    private void serve(Identity identity) throws IOException {
        SSLContext context = TlsContexts.mutual(identity.file(), pki.trustStore(), identity.password());
        creditor = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        creditor.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        creditor.createContext("/callback", exchange -> {
            senders.add(((HttpsExchange) exchange)
                    .getSSLSession()
                    .getPeerPrincipal()
                    .getName());
            byte[] receipt = "<x>MODTAGET</x>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, receipt.length);
            exchange.getResponseBody().write(receipt);
            exchange.close();
        });
        creditor.setExecutor(threads);
        creditor.start();
    }
}
