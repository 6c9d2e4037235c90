package dk.kravbro.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Asks an address whether it is well. */
final class Probe {

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final HttpRequest request;

    Probe(URI address) {
        request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    }

    /** True if it answers 200. */
    boolean isUp() {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // Nobody there, or nobody yet: that is an answer too.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted.", e);
        }
    }
}
