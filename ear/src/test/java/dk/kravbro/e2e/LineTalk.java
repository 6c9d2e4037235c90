package dk.kravbro.e2e;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request whose lines go out one by one while lines come back: over a bare socket, since an HTTP client does one after the other. */
final class LineTalk implements AutoCloseable {

    /** Longer than any limit of the server that a test waits for. */
    private static final int PATIENCE_MS = 90_000;

    private final Socket socket;
    private final OutputStream output;
    private Optional<BufferedReader> body = Optional.empty();

    private LineTalk(Socket socket) throws IOException {
        this.socket = socket;
        this.output = socket.getOutputStream();
    }

    /**
     * Begins a batch as FBS, with a streamed answer wanted.
     *
     * @param receiveBuffer bytes that the other side may send without being read; 0: as the system likes
     */
    static LineTalk batch(URI address, String key, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), PATIENCE_MS);
        socket.setSoTimeout(PATIENCE_MS);
        String user = Base64.getEncoder()
                .encodeToString((Installation.FBS + ":" + Installation.PASSWORD).getBytes(StandardCharsets.UTF_8));
        LineTalk talk = new LineTalk(socket);
        talk.write("POST /api/v1/fee-batches HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Basic "
                + user + "\r\nContent-Type: application/x-ndjson\r\nAccept: application/x-ndjson\r\nIdempotency-Key: "
                + key
                + "\r\nTransfer-Encoding: chunked\r\n\r\n");
        return talk;
    }

    /** Sends lines, at once. */
    void say(String lines) throws IOException {
        byte[] bytes = (lines + "\n").getBytes(StandardCharsets.UTF_8);
        write(Integer.toHexString(bytes.length) + "\r\n");
        output.write(bytes);
        write("\r\n");
    }

    /** Says that there is nothing more to come. */
    void end() throws IOException {
        write("0\r\n\r\n");
    }

    private void write(String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** The next line that comes back; empty at the end. */
    Optional<JsonObject> hear() throws IOException {
        if (body.isEmpty()) {
            body = Optional.of(new BufferedReader(new InputStreamReader(answer(), StandardCharsets.UTF_8)));
        }
        return Optional.ofNullable(body.get().readLine())
                .map(line -> Api.parse(line).asJsonObject());
    }

    /** All lines that still come. */
    List<JsonObject> hearAll() throws IOException {
        List<JsonObject> all = new ArrayList<>();
        for (Optional<JsonObject> line = hear(); line.isPresent(); line = hear()) {
            all.add(line.get());
        }
        return all;
    }

    private InputStream answer() throws IOException {
        InputStream input = new java.io.BufferedInputStream(socket.getInputStream());
        String head = headLine(input);
        if (!head.startsWith("HTTP/1.1 200")) {
            throw new IOException("answered " + head);
        }
        boolean chunked = false;
        for (String line = headLine(input); !line.isEmpty(); line = headLine(input)) {
            chunked |= line.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked");
        }
        return chunked ? new Chunks(input) : input;
    }

    private static String headLine(InputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = input.read(); read != '\n'; read = input.read()) {
            if (read < 0) {
                throw new IOException("the server hung up");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }

    /** What stands in the chunks of an answer. */
    private static final class Chunks extends InputStream {

        private final InputStream input;
        private int left;
        private boolean ended;

        Chunks(InputStream input) {
            this.input = input;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0 && !ended) {
                left = Integer.parseInt(headLine(input).strip(), 16);
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int read = input.read(bytes, from, Math.min(length, left));
            if (read < 0) {
                throw new IOException("the server hung up within its answer");
            }
            left -= read;
            if (left == 0) {
                headLine(input);
            }
            return read;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
