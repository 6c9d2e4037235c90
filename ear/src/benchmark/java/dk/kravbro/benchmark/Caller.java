package dk.kravbro.benchmark;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;

/** Calls the product or the simulator now and then, to set the stage; no load comes from here. */
final class Caller {

    private static final Duration ANSWER = Duration.ofMinutes(10);
    private static final int PIECE = 65_536;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final String authorization;

    Caller(URI root, String user, String password) {
        this.root = root;
        String login = user + ":" + password;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    String authorization() {
        return authorization;
    }

    /** Status of a request; 0 if nobody answers. */
    int status(String method, String path, String json) {
        try {
            return exchange(method, path, json, "Content-Type", "application/json")
                    .statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What a request is answered with, which must be 2xx. */
    String send(String method, String path, String body, String... headers) throws IOException {
        HttpResponse<String> answer = exchange(method, path, body, headers);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + " was answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /**
     * Sends a batch of lines, made while they are sent, and reads the streamed answer meanwhile.
     *
     * @return its last line
     */
    String stream(String key, long count, LongFunction<String> line) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            OutputStream output = new BufferedOutputStream(socket.getOutputStream(), PIECE);
            write(
                    output,
                    "POST /api/v1/fee-batches HTTP/1.1\r\nHost: " + root.getAuthority() + "\r\nAuthorization: "
                            + authorization + "\r\nIdempotency-Key: " + key
                            + "\r\nContent-Type: application/x-ndjson\r\n"
                            + "Accept: application/x-ndjson\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendLines(output, count, line));
            String last = "";
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), PIECE);
            for (String read = answer.readLine(); read != null; read = answer.readLine()) {
                // Between the lines stand the sizes of chunks.
                last = read.startsWith("{\"end\"") ? read : last;
            }
            sending.join();
            return last;
        }
    }

    private static void sendLines(OutputStream output, long count, LongFunction<String> line) {
        try {
            StringBuilder piece = new StringBuilder();
            for (long i = 0; i < count; i++) {
                piece.append(line.apply(i)).append('\n');
                if (piece.length() > PIECE || i == count - 1) {
                    byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
                    write(output, Integer.toHexString(bytes.length) + "\r\n");
                    output.write(bytes);
                    write(output, "\r\n");
                    piece.setLength(0);
                }
            }
            write(output, "0\r\n\r\n");
            output.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void write(OutputStream output, String text) throws IOException {
        output.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> exchange(String method, String path, String body, String... headers)
            throws IOException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(ANSWER)
                .method(method, BodyPublishers.ofString(body))
                .headers(headers)
                .header("Authorization", authorization)
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
