package dk.kravbro.monitoring.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Knocks on this node's own protected addresses without credentials. */
final class ProtectedDoors {

    /** Method and path of one address behind each protection of each war. */
    static final List<Door> DOORS = List.of(
            new Door("GET", "/api/v1/answers"),
            new Door("GET", "/api/v1/agencies/DK-700000/fees/1"),
            new Door("PUT", "/api/v1/agencies/DK-700000/fees/1"),
            new Door("POST", "/api/v1/fee-batches"),
            new Door("GET", "/api/v1/operations/municipalities"),
            new Door("PUT", "/api/v1/operations/clients/nobody"),
            new Door("POST", "/api/v1/operations/runs"),
            new Door("GET", "/api/v1/operations/calls/00000000-0000-4000-8000-000000000000/messages"),
            new Door("GET", "/kravbro/index.xhtml"));

    /** What must not even be there: the back channel is on a port of its own ({@link CertificateDoor}). */
    static final List<Door> ELSEWHERE = List.of(
            new Door("POST", "/callback/DaekningAfskrivningRegistrering"),
            new Door("POST", "/callback/DaekningAfskrivningRegistrering12"));

    private static final int NOT_FOUND = 404;

    private final HttpClient client;
    private final String base;
    private final Duration limit;

    ProtectedDoors(String base, Duration limit) {
        this.base = base;
        this.limit = limit;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limit)
                .build();
    }

    /** One address. */
    record Door(String method, String path) {}

    /**
     * The addresses that did not turn us away, with what they answered.
     *
     * @throws IOException if one cannot be reached
     */
    List<String> open() throws IOException, InterruptedException {
        List<String> open = new ArrayList<>();
        for (Door door : DOORS) {
            HttpResponse<String> answer = knock(door);
            if (!turnedAway(answer)) {
                open.add(door.method() + " " + door.path() + " answered " + answer.statusCode());
            }
        }
        for (Door door : ELSEWHERE) {
            int status = knock(door).statusCode();
            if (status != NOT_FOUND) {
                open.add(door.method() + " " + door.path() + " answered " + status + " on the ordinary port");
            }
        }
        return open;
    }

    private HttpResponse<String> knock(Door door) throws IOException, InterruptedException {
        HttpRequest knock = HttpRequest.newBuilder(URI.create(base + door.path()))
                .timeout(limit)
                .method(door.method(), HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(knock, HttpResponse.BodyHandlers.ofString());
    }

    private static boolean turnedAway(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 401, 403 -> true;
            case 302, 303, 307 ->
                answer.headers().firstValue("Location").orElse("").contains("login");
            // A log-in form may be shown in place.
            case 200 -> answer.body().contains("j_security_check");
            default -> false;
        };
    }
}
