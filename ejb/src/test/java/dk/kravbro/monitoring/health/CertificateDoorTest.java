package dk.kravbro.monitoring.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over real TLS sockets, with a certificate of the JDK's keytool. */
class CertificateDoorTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final char[] PASSWORD = "of-the-test".toCharArray();

    @TempDir
    static Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpsServer server;

    @BeforeAll
    static void certificate() throws Exception {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        directory.resolve("server.p12").toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    void a_listener_that_demands_a_certificate_is_closed() throws Exception {
        serve(true);

        assertThat(new CertificateDoor("the back channel", server.getAddress(), LIMIT).answer())
                .isEmpty();
    }

    @Test
    void a_listener_that_demands_none_is_open() throws Exception {
        serve(false);

        assertThat(new CertificateDoor("the back channel", server.getAddress(), LIMIT).answer())
                .hasValueSatisfying(said -> assertThat(said)
                        .contains("port " + server.getAddress().getPort())
                        .endsWith("answered without a certificate, TLSv1.2"));
    }

    @Test
    void where_nobody_listens_or_nobody_speaks_nothing_is_proven() throws Exception {
        InetSocketAddress address;
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(silent.getInetAddress(), silent.getLocalPort());
            CertificateDoor door = new CertificateDoor("the back channel", address, Duration.ofMillis(300));
            assertThatThrownBy(door::answer).isInstanceOf(IOException.class);
        }
        CertificateDoor gone = new CertificateDoor("the back channel", address, LIMIT);
        assertThatThrownBy(gone::answer).isInstanceOf(IOException.class);
    }

    private void serve(boolean needsCertificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("server.p12"))) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setNeedClientAuth(needsCertificate);
                parameters.setSSLParameters(tls);
            }
        });
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }
}
