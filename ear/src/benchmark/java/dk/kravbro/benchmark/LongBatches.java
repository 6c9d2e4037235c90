package dk.kravbro.benchmark;

import dk.kravbro.launcher.demo.GeneratedFees;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * A batch of very many generated lines against one of 10,000, both streamed both ways: the rate, the heap of the server after
 * a collection, and what the database grows by. The demo's sample comes first.
 */
final class LongBatches {

    private static final int SHORT = 10_000;

    /** Beyond the fees that other parts have put. */
    private static final long FAR = 1_000_000_000L;

    private static final String SAMPLE = "/demo/fees-sample.ndjson.gz";
    private static final double MEGABYTE = 1_048_576;

    private final Stage stage;
    private final int lines;
    private final List<String> remarks = new ArrayList<>();

    LongBatches(Stage stage, int lines) {
        this.stage = stage;
        this.lines = lines - lines % GeneratedFees.GROUP;
    }

    Comparison measure() throws IOException {
        sample();
        rate(SHORT, FAR);
        double shortRate = rate(SHORT, FAR + SHORT);
        heap(SHORT);
        double before = databaseMegabytes();
        double longRate = rate(lines, FAR + 2L * SHORT);
        heap(lines);
        remarks.add(
                String.format(Locale.ROOT, "%,d lines take %.0f MB of database", lines, databaseMegabytes() - before));
        return new Comparison(
                String.format(Locale.ROOT, "a streamed batch of %,d lines", lines),
                String.format(Locale.ROOT, "one of %,d", SHORT),
                List.of(longRate),
                List.of(shortRate));
    }

    List<String> remarks() {
        return List.copyOf(remarks);
    }

    private void sample() throws IOException {
        double before = databaseMegabytes();
        List<String> sample;
        try (InputStream packed = GeneratedFees.class.getResourceAsStream(SAMPLE);
                BufferedReader text = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(packed), StandardCharsets.UTF_8))) {
            sample = text.lines().toList();
        }
        stage.asFbs().stream("sample", sample.size(), i -> sample.get((int) i));
        remarks.add(String.format(
                Locale.ROOT,
                "the sample's %,d lines take %.1f MB of database",
                sample.size(),
                databaseMegabytes() - before));
    }

    /** Lines a second; each group must come to what its generator says. */
    private double rate(int count, long firstFee) throws IOException {
        GeneratedFees fees = new GeneratedFees(4711, firstFee);
        long began = System.nanoTime();
        String last = stage.asFbs().stream("generated-" + firstFee, count, fees::line);
        double seconds = (System.nanoTime() - began) / 1e9;
        try (JsonReader json = Json.createReader(new StringReader(last))) {
            JsonObject end = json.readObject();
            int groups = count / GeneratedFees.GROUP;
            JsonObject counts = end.getJsonObject("lines");
            if (!end.getString("end").equals("done")
                    || counts.getInt("taken") != groups * GeneratedFees.TAKEN
                    || counts.getInt("unchanged") != groups * GeneratedFees.UNCHANGED
                    || counts.getInt("refused") != groups * GeneratedFees.REFUSED) {
                throw new IOException("not what was generated: " + last);
            }
        }
        System.out.printf(Locale.ROOT, "  %,d lines: %,.0f per second%n", count, count / seconds);
        return count / seconds;
    }

    private void heap(int count) throws IOException {
        remarks.add(String.format(
                Locale.ROOT,
                "%.0f MB of heap in use after a batch of %,d lines and a collection",
                stage.usedHeap() / 1024.0,
                count));
    }

    private double databaseMegabytes() {
        return Sql.number(stage.database(), "select pg_database_size(current_database())") / MEGABYTE;
    }
}
