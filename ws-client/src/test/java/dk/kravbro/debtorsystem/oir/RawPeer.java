package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A peer that reads one request per connection and then does what the test says, byte by byte if need be. */
final class RawPeer implements AutoCloseable {

    /** What the peer does with the connection once it has the request. */
    interface Behaviour {
        void answer(String request, OutputStream out, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch heads = new CountDownLatch(1);
    private final Behaviour behaviour;

    RawPeer(Behaviour behaviour) throws IOException {
        this.behaviour = behaviour;
        daemon(this::accept);
    }

    static String response(int status, String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/service");
    }

    /** Whether the head of a request came; waits for it. */
    boolean hasSeenHead() {
        try {
            return heads.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    int requests() {
        return requests.get();
    }

    OirDebtorSystem client(Duration receiveTimeout, Duration deadline) {
        return new OirDebtorSystem(
                new OirEndpoint(address(), address(), Duration.ofSeconds(5), receiveTimeout, deadline),
                OirSecurity.none());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                String request = request(socket.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                requests.incrementAndGet();
                behaviour.answer(request, socket.getOutputStream(), socket);
            }
        } catch (IOException gone) {
            // The client cut the call, which is what some tests are about.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String request(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (int each = in.read(); each >= 0; each = in.read()) {
            text.append((char) each);
            int headEnd = text.indexOf("\r\n\r\n");
            if (headEnd > 0) {
                String head = text.substring(0, headEnd).toLowerCase(Locale.ROOT);
                int at = head.indexOf("content-length: ");
                length = at < 0
                        ? 0
                        : Integer.parseInt(
                                head.substring(at + 16).split("\r\n", 2)[0].strip());
                heads.countDown();
                byte[] body = in.readNBytes(length);
                return body.length < length ? "" : text + new String(body, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-peer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
