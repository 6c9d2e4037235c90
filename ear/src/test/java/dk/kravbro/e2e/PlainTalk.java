package dk.kravbro.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says byte by byte what a test wants to the API, and hears what comes back: a client library would mend the fault. */
final class PlainTalk implements AutoCloseable {

    /** Nobody answered: the connection was closed. */
    static final String CLOSED = "closed";

    /** Neither an answer nor an end for as long as the test waits: never right. */
    private static final String STUCK = "stuck";

    /** Longer than any limit of the server that a test waits for. */
    private static final int PATIENCE_MS = 90_000;

    private static final int MOST_ANSWER = 1_000_000;
    private static final Pattern HEAD = Pattern.compile("HTTP/1\\.[01] ([0-9]{3})");
    private static final Pattern TYPE = Pattern.compile("\\A[^\\x00]*?\"type\":\"/api/problems/([a-z0-9-]+)\"");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final Socket socket;

    private PlainTalk(Socket socket) {
        this.socket = socket;
    }

    /** What a test does with a connection. */
    @FunctionalInterface
    interface Saying {
        void on(PlainTalk talk) throws IOException;
    }

    /** Connects, says it, and gives the whole answer as it came; empty if the connection was closed without one. */
    static String hear(URI address, Saying saying) {
        try (PlainTalk talk = open(address)) {
            try {
                saying.on(talk);
            } catch (IOException hungUp) {
                // What the server said before it hung up is what counts.
                return talk.read();
            }
            return talk.read();
        } catch (IOException noAnswer) {
            return "";
        }
    }

    /** An answer in a few words: closed, or the status and the problem's type. */
    static String inWords(String answer) {
        String last = answer.startsWith(CONTINUE) ? answer.substring(CONTINUE.length()) : answer;
        Matcher head = HEAD.matcher(last);
        if (!head.lookingAt()) {
            return last.equals(STUCK) ? STUCK : CLOSED;
        }
        Matcher type = TYPE.matcher(last);
        return head.group(1) + (type.find() ? " " + type.group(1) : "");
    }

    static PlainTalk open(URI address) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        return new PlainTalk(socket);
    }

    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.UTF_8));
    }

    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Head and body, until the body is whole or the server hangs up. */
    String read() {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        byte[] step = new byte[8_192];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(step); read >= 0; read = in.read(step)) {
                heard.write(step, 0, read);
                if (isWhole(heard.toString(StandardCharsets.ISO_8859_1)) || heard.size() > MOST_ANSWER) {
                    break;
                }
            }
        } catch (SocketTimeoutException stuck) {
            return STUCK;
        } catch (IOException hungUp) {
            return heard.toString(StandardCharsets.UTF_8);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    private static boolean isWhole(String heard) {
        String last = heard.startsWith(CONTINUE) ? heard.substring(CONTINUE.length()) : heard;
        int head = last.indexOf("\r\n\r\n");
        if (head < 0) {
            return false;
        }
        Matcher length = LENGTH.matcher(last.substring(0, head));
        return length.find()
                ? last.length() - head - 4 >= Integer.parseInt(length.group(1))
                : last.endsWith("\r\n0\r\n\r\n");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
