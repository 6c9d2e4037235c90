package dk.kravbro.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** Calls the product or the simulator now and then, to set the stage; no load comes from here. */
final class Caller {

    private static final Duration ANSWER = Duration.ofMinutes(10);

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
