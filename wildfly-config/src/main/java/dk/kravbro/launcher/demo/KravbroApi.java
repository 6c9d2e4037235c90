package dk.kravbro.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The product's public addresses, as far as the demo uses them: as FBS and as an operator. */
final class KravbroApi {

    private static final String ROOT = "/api/v1/";
    private static final Duration BATCH = Duration.ofHours(2);

    private final JsonHttp fbs;
    private final JsonHttp operator;

    /** Where a batch is in its life. */
    record Batch(boolean isDone, LineCounts lines) {}

    /** A line of a batch that was refused, and why; the number counts from 1 in the batch. */
    record RefusedLine(long line, String type, String pointer) {}

    KravbroApi(JsonHttp fbs, JsonHttp operator) {
        this.fbs = fbs;
        this.operator = operator;
    }

    /**
     * Makes a municipality live, long since.
     *
     * @param runAt local time of its daily run
     */
    void onboard(String code, String debtorSystem, LocalTime runAt) {
        operator.put(
                ROOT + "operations/municipalities/" + code,
                Json.createObjectBuilder()
                        .add("debtorSystem", debtorSystem)
                        .add("liveOn", "2020-01-01")
                        .addNull("earliestFeeOn")
                        .add("guardianPolicy", "CHILD")
                        .add("runAt", runAt.truncatedTo(ChronoUnit.MINUTES).toString())
                        .add("paused", false)
                        .build());
    }

    /** Sends a batch of fees; gives the path under which it can be asked after. */
    String sendBatch(InputStream lines, String idempotencyKey) {
        HttpResponse<String> response = fbs.send(
                "POST",
                ROOT + "fee-batches",
                BodyPublishers.ofInputStream(() -> lines),
                BATCH,
                "Content-Type",
                "application/x-ndjson",
                "Idempotency-Key",
                idempotencyKey);
        return response.headers()
                .firstValue("Location")
                .map(location -> URI.create(location).getPath())
                .orElseThrow(() -> new IllegalStateException("an accepted batch has no Location"));
    }

    Batch batch(String path) {
        JsonObject json = fbs.get(path).asJsonObject();
        JsonObject lines = json.getJsonObject("lines");
        return new Batch(
                json.getString("state").equals("done"),
                new LineCounts(
                        Figure.whole(lines, "taken"),
                        Figure.whole(lines, "unchanged"),
                        Figure.whole(lines, "refused")));
    }

    /** The refused lines of a batch after a line, some at a time; empty: no more. */
    List<RefusedLine> refusedLines(String path, long after) {
        List<RefusedLine> found = new ArrayList<>();
        fbs.getText(path + "/lines?outcome=refused&after=" + after).lines().forEach(line -> {
            JsonObject json = JsonHttp.parse(line).asJsonObject();
            found.add(
                    new RefusedLine(Figure.whole(json, "line"), json.getString("type"), json.getString("pointer", "")));
        });
        return found;
    }

    /** Starts a submission run for every municipality, or joins the one that is open; gives the runs' numbers. */
    Set<Long> startRuns() {
        return runs(operator.post(ROOT + "operations/runs", JsonValue.EMPTY_JSON_OBJECT));
    }

    /** The runs that have not ended. */
    Set<Long> openRuns() {
        return runs(operator.get(ROOT + "operations/runs"));
    }

    /** A municipality without a run (its last one had just ended) has none here. */
    private static Set<Long> runs(JsonValue list) {
        return list.asJsonArray().stream()
                .map(JsonValue::asJsonObject)
                .filter(run -> !run.isNull("runId"))
                .map(run -> Figure.whole(run, "runId"))
                .collect(Collectors.toSet());
    }

    /** Every municipality's figures, in the order of their codes. */
    List<MoneyProof> moneyProof() {
        return operator.get(ROOT + "operations/money-proof").asJsonArray().stream()
                .map(JsonValue::asJsonObject)
                .map(MoneyProof::of)
                .toList();
    }
}
