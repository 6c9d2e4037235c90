package dk.kravbro.e2e;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The main job with the sample fees, told once to the shared installation: two halves with a run after each, then the
 * debtor systems' answers.
 */
final class Sample {

    static final String FIRST_KEY = "sample-first-half";

    /** The sample's municipalities, each with a product. */
    enum At {
        KOBENHAVN("0101", "KOBENHAVN"),
        FREDERIKSBERG("0147", "OPUS"),
        ALLEROD("0201", "PRISME"),
        ODENSE("0461", "OS_INDSIGT"),
        HORSENS("0615", "OPUS"),
        RANDERS("0730", "PRISME"),
        AARHUS("0751", "OPUS"),
        AALBORG("0851", "OS_INDSIGT");

        final String code;
        final String product;

        At(String code, String product) {
            this.code = code;
            this.product = product;
        }

        static String[] codes() {
            return java.util.Arrays.stream(values()).map(at -> at.code).toArray(String[]::new);
        }
    }

    /** A line that was refused; counted from 1 in the whole sample. */
    record RefusedLine(long line, String type, String pointer) {}

    private static Sample told;

    private final List<String> lines = read();
    private final List<RefusedLine> refused = new ArrayList<>();
    private long taken;
    private long unchanged;
    private JsonObject answersSent;

    private Sample() {}

    /** The story, told if it was not yet. */
    static synchronized Sample on(Installation installation) {
        if (told == null) {
            Sample sample = new Sample();
            sample.tell(installation);
            told = sample;
        }
        return told;
    }

    private void tell(Installation installation) {
        for (At at : At.values()) {
            installation.onboard(at.code, at.product);
        }
        int half = (lines.size() + 1) / 2;
        load(installation, 0, half, FIRST_KEY);
        installation.settle(java.time.Duration.ofMinutes(3), At.codes());
        load(installation, half, lines.size(), "sample-second-half");
        installation.settle(java.time.Duration.ofMinutes(3), At.codes());
        answersSent = installation.debtorSystems().playAnswers().object();
        Await.until(
                "every message of the debtor systems is applied",
                java.time.Duration.ofMinutes(1),
                () -> Sql.number(
                                installation.database(),
                                "select count(*) from settlement_messages where state = 'RECEIVED'")
                        == 0);
    }

    private void load(Installation installation, int from, int to, String key) {
        String path = installation.load(String.join("\n", lines.subList(from, to)), key);
        JsonObject counts = installation.batch(path).getJsonObject("lines");
        taken += counts.getJsonNumber("taken").longValueExact();
        unchanged += counts.getJsonNumber("unchanged").longValueExact();
        for (JsonObject line : refusedLines(installation, path)) {
            refused.add(new RefusedLine(
                    from + line.getJsonNumber("line").longValueExact(),
                    line.getString("type"),
                    line.getString("pointer", "")));
        }
    }

    /** The refused lines of a batch. */
    static List<JsonObject> refusedLines(Installation installation, String path) {
        return installation
                .as(Installation.FBS)
                .send(
                        "GET",
                        path + "/lines?outcome=refused&after=0&limit=10000",
                        java.net.http.HttpRequest.BodyPublishers.noBody(),
                        "Accept",
                        "application/x-ndjson")
                .ok()
                .body()
                .lines()
                .map(line -> Api.parse(line).asJsonObject())
                .toList();
    }

    String firstHalf() {
        return String.join("\n", lines.subList(0, (lines.size() + 1) / 2));
    }

    int size() {
        return lines.size();
    }

    List<RefusedLine> refused() {
        return List.copyOf(refused);
    }

    long taken() {
        return taken;
    }

    long unchanged() {
        return unchanged;
    }

    JsonObject answersSent() {
        return answersSent;
    }

    private static List<String> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        Sample.class.getResourceAsStream("/demo/fees-sample.ndjson.gz"), "the sample")),
                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
