package dk.kravbro.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Says byte by byte what a test wants to the back channel, over TLS, and hears what comes back. */
final class TlsTalk implements AutoCloseable {

    /** Longer than any limit of the server that a test waits for. */
    private static final int PATIENCE_MS = 90_000;

    private static final int MOST_ANSWER = 1_000_000;
    private static final Pattern CODE = Pattern.compile("(?:ErrorCode|FejlKode)>([A-Z0-9_]+)<");
    private static final Pattern RECEIPT = Pattern.compile(">(MODTAGET|AFVIST)<");

    private final SSLSocket socket;

    private TlsTalk(SSLSocket socket) {
        this.socket = socket;
    }

    /** What a test does with a connection. */
    @FunctionalInterface
    interface Saying {
        void on(TlsTalk talk) throws IOException;
    }

    /**
     * Connects, says it, and tells in a few words what came back: {@code no HTTP}, or the status and the codes of the answer.
     * A server that hangs up while it is being talked to may still have answered.
     */
    static String hear(int port, SSLContext as, Saying saying) {
        try (TlsTalk talk = open(port, as)) {
            try {
                saying.on(talk);
            } catch (IOException hungUp) {
                // What it said before is what counts.
                return talk.answer();
            }
            return talk.answer();
        } catch (IOException noTls) {
            return "no HTTP";
        }
    }

    static TlsTalk open(int port, SSLContext as) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MS);
        plain.setSoTimeout(PATIENCE_MS);
        SSLSocket socket = (SSLSocket) as.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new TlsTalk(socket);
    }

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** The whole answer in a few words. */
    String answer() {
        String answer = read();
        if (!answer.startsWith("HTTP/1.1 ")) {
            return "no HTTP";
        }
        StringBuilder words = new StringBuilder(answer.substring(9, 12));
        Matcher receipt = RECEIPT.matcher(answer);
        if (receipt.find()) {
            words.append(' ').append(receipt.group(1));
        }
        Matcher code = CODE.matcher(answer);
        if (code.find()) {
            words.append(' ').append(code.group(1));
        }
        return words.toString();
    }

    /** Head and body, until the body is whole or the server hangs up. */
    private String read() {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] step = new byte[8_192];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                heard.write(step, 0, read);
                if (isWhole(heard.toString(StandardCharsets.UTF_8)) || heard.size() > MOST_ANSWER) {
                    break;
                }
            }
        } catch (SocketTimeoutException stuck) {
            return "stuck";
        } catch (IOException hungUp) {
            return heard.toString(StandardCharsets.UTF_8);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    private static boolean isWhole(String heard) {
        int head = heard.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = Pattern.compile("(?i)content-length: *([0-9]+)").matcher(heard.substring(0, head));
        return length.find()
                ? heard.substring(head + 4).getBytes(StandardCharsets.UTF_8).length >= Integer.parseInt(length.group(1))
                : heard.endsWith("\r\n0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
