package dk.kravbro.e2e;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** Speaks HTTP with one address as one user, and gives back whatever is answered, if the API document names it. */
final class Api {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI root;
    private final Optional<String> authorization;

    private Api(URI root, Optional<String> authorization) {
        this.root = root;
        this.authorization = authorization;
    }

    /** Without credentials. */
    static Api anonymous(URI root) {
        return new Api(root, Optional.empty());
    }

    static Api as(URI root, String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new Api(root, Optional.of("Basic " + credentials));
    }

    /** Nobody answered: the connection was refused, cut or timed out. */
    static final class Unanswered extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unanswered(IOException cause) {
            super(cause);
        }
    }

    /** An answer of any status. */
    record Answer(int status, java.net.http.HttpHeaders headers, String body) {

        boolean isOk() {
            return status / 100 == 2;
        }

        JsonValue json() {
            return parse(body);
        }

        JsonObject object() {
            return json().asJsonObject();
        }

        JsonArray array() {
            return json().asJsonArray();
        }

        Optional<String> header(String name) {
            return headers.firstValue(name);
        }

        /** The answer itself, if it is 2xx. */
        Answer ok() {
            if (!isOk()) {
                throw new AssertionError("answered " + status + ": " + body);
            }
            return this;
        }
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Reads with headers of one's own. */
    Answer getWith(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    Answer put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json), "Content-Type", "application/json");
    }

    Answer post(String path, String json, String... headers) {
        return send("POST", path, BodyPublishers.ofString(json), join(headers, "Content-Type", "application/json"));
    }

    /** Sends lines of fees as a batch. */
    Answer batch(String lines, String idempotencyKey) {
        return send(
                "POST",
                "/api/v1/fee-batches",
                BodyPublishers.ofString(lines),
                "Content-Type",
                "application/x-ndjson",
                "Idempotency-Key",
                idempotencyKey);
    }

    /**
     * Sends anything.
     *
     * @throws Unanswered if nobody answers
     * @throws AssertionError if the answer is not one that the API document names
     */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER).method(method, body);
        authorization.ifPresent(value -> request.header("Authorization", value));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            Contract.published().check(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new Unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonValue parse(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    private static String[] join(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
