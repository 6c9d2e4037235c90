package dk.kravbro.monitoring.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Knocks on one of this node's own doors for certificates without one: TLS must end before a word of HTTP is answered. Asked with
 * each version of TLS, since in 1.3 the refusal comes after the caller's side of the handshake.
 */
final class CertificateDoor {

    private static final byte[] KNOCK =
            "GET / HTTP/1.1\r\nHost: self-check\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String name;
    private final InetSocketAddress address;
    private final Duration limit;

    CertificateDoor(String name, InetSocketAddress address, Duration limit) {
        this.name = name;
        this.address = address;
        this.limit = limit;
    }

    /**
     * What it answered that should not have answered; empty if it turned us away.
     *
     * @throws IOException if it cannot be reached, or says nothing at all within the limit: that proves nothing
     */
    Optional<String> answer() throws IOException {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            if (isAnswered(version)) {
                return Optional.of(
                        name + " on port " + address.getPort() + " answered without a certificate, " + version);
            }
        }
        return Optional.empty();
    }

    private boolean isAnswered(String version) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(address, Math.toIntExact(limit.toMillis()));
            plain.setSoTimeout(Math.toIntExact(limit.toMillis()));
            return isAnswered(plain, version);
        }
    }

    private boolean isAnswered(Socket plain, String version) throws IOException {
        try (SSLSocket tls =
                (SSLSocket) anyServer().createSocket(plain, address.getHostString(), address.getPort(), true)) {
            tls.setEnabledProtocols(new String[] {version});
            tls.startHandshake();
            tls.getOutputStream().write(KNOCK);
            InputStream answer = tls.getInputStream();
            return answer.read() >= 0;
        } catch (SocketTimeoutException silence) {
            throw silence;
        } catch (IOException turnedAway) {
            // An alert, or the connection is gone: what a stranger shall get.
            return false;
        }
    }

    /**
     * Asks nobody who he is. The question is whether the port lets a stranger in, and a stranger would not ask either; what
     * is sent is no secret, and nothing that comes is believed.
     */
    private static SSLSocketFactory anyServer() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException trouble) {
            throw new IOException("no TLS: " + trouble.getClass().getSimpleName(), trouble);
        }
    }

    /** See {@link #anyServer}. */
    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authentication) {
            throw new IllegalStateException("nobody is served here");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authentication) {
            // On purpose, see anyServer.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
