package dk.kravbro.simulator.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
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

/** Over real sockets, with the JDK's TLS on both sides. */
class HandshakeTest {

    private static final String VIBORG = "29189846";

    @TempDir
    static Path directory;

    private static RehearsalPki pki;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer server;

    @BeforeAll
    static void make() throws IOException {
        pki = RehearsalPki.create(directory.resolve("pki"), PkiRequest.forThisMachine(Instant.now()));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    void the_server_and_a_sender_believe_each_other_by_name_and_by_address() throws Exception {
        serve(pki.identity(RehearsalPki.SERVER));

        assertThat(get("localhost", mutual(pki.identity(RehearsalPki.PLATFORM))))
                .isEqualTo(204);
        assertThat(get("127.0.0.1", mutual(pki.formerSender("former", VIBORG)))).isEqualTo(204);
        assertThat(get("localhost", mutual(pki.flawed("unnamed", VIBORG, Flaw.WITHOUT_CVR))))
                .isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource(
            value = Flaw.class,
            names = {"EXPIRED", "NOT_YET_VALID", "OTHER_AUTHORITY", "FOR_SERVERS_ONLY"})
    void a_sender_with_a_flawed_certificate_is_turned_away_by_the_handshake(Flaw flaw) throws Exception {
        serve(pki.identity(RehearsalPki.SERVER));
        SSLContext flawed = mutual(pki.flawed("sender", VIBORG, flaw));

        assertThatThrownBy(() -> get("localhost", flawed)).isInstanceOf(IOException.class);
    }

    @Test
    void a_sender_without_a_certificate_is_turned_away_by_the_handshake() throws Exception {
        serve(pki.identity(RehearsalPki.SERVER));
        SSLContext none = TlsContexts.anonymous(pki.trustStore(), pki.password());

        assertThatThrownBy(() -> get("localhost", none)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Flaw.class,
            names = {"EXPIRED", "NOT_YET_VALID", "OTHER_AUTHORITY", "WRONG_HOST"})
    void a_server_with_a_flawed_certificate_is_not_spoken_to(Flaw flaw) throws Exception {
        serve(pki.flawed("server", VIBORG, flaw));
        SSLContext sender = mutual(pki.identity(RehearsalPki.PLATFORM));

        assertThatThrownBy(() -> get("localhost", sender)).isInstanceOf(IOException.class);
    }

    private static SSLContext mutual(Identity identity) throws IOException {
        return TlsContexts.mutual(identity.file(), pki.trustStore(), identity.password());
    }

    private void serve(Identity identity) throws IOException {
        SSLContext context = mutual(identity);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    private int get(String host, SSLContext context) throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        URI address = URI.create("https://" + host + ":" + server.getAddress().getPort() + "/");
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
