package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
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

/** Speaks JSON over HTTP with one address as one user. Any answer but 2xx is a failure with what the answer said. */
final class JsonHttp {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int LONGEST_QUOTE = 2_000;

    private final HttpClient client = HttpClient.newBuilder()
            // One connection, no upgrade to HTTP/2 in clear text: a streamed body cannot be sent twice.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final URI root;
    private final Optional<String> authorization;

    /** Without log-in. */
    JsonHttp(URI root) {
        this.root = root;
        this.authorization = Optional.empty();
    }

    JsonHttp(URI root, String user, String password) {
        this.root = root;
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    JsonValue get(String path) {
        return json(send("GET", path, BodyPublishers.noBody(), ANSWER));
    }

    /** The answer as text: for what is not one JSON value. */
    String getText(String path) {
        return send("GET", path, BodyPublishers.noBody(), ANSWER).body();
    }

    JsonValue put(String path, JsonValue body) {
        return json(send("PUT", path, of(body), ANSWER, "Content-Type", "application/json"));
    }

    JsonValue post(String path, JsonValue body) {
        return post(path, body, ANSWER);
    }

    JsonValue post(String path, JsonValue body, Duration patience) {
        return json(send("POST", path, of(body), patience, "Content-Type", "application/json"));
    }

    HttpResponse<String> send(String method, String path, BodyPublisher body, Duration patience, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(root.resolve(path))
                .timeout(patience)
                .header("Accept", "application/json, application/x-ndjson;q=0.9, application/problem+json;q=0.8")
                .method(method, body);
        authorization.ifPresent(value -> request.header("Authorization", value));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                String said = response.body();
                throw new LaunchFailure(method + " " + root.resolve(path) + " was answered " + response.statusCode()
                        + ": " + said.substring(0, Math.min(said.length(), LONGEST_QUOTE)));
            }
            return response;
        } catch (IOException e) {
            throw new LaunchFailure(method + " " + root.resolve(path) + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted.", e);
        }
    }

    static JsonValue parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (JsonException e) {
            throw new LaunchFailure("This is not JSON: " + text.substring(0, Math.min(text.length(), 200)), e);
        }
    }

    private static JsonValue json(HttpResponse<String> response) {
        return response.body().isBlank() ? JsonValue.NULL : parse(response.body());
    }

    private static BodyPublisher of(JsonValue body) {
        return BodyPublishers.ofString(body.toString(), StandardCharsets.UTF_8);
    }
}
