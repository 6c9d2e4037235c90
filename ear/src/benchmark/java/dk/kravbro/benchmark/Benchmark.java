package dk.kravbro.benchmark;

import dk.kravbro.launcher.LaunchFailure;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the product's three ways against the barest way to do the same, and prints a table (docs/benchmarks.md). */
public final class Benchmark {

    private static final List<String> MUNICIPALITIES =
            List.of("0151", "0153", "0155", "0157", "0159", "0161", "0163", "0165", "0167", "0169", "0173");

    private static final List<String> FOR_SLOW =
            List.of("0175", "0183", "0185", "0187", "0190", "0201", "0210", "0217");
    private static final List<String> FOR_LONG = List.of("0219", "0223", "0230", "0240", "0250");
    private static final int SLOW_DELIVERIES = 1_600;

    private final BenchmarkSettings settings;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Benchmark(BenchmarkSettings settings) {
        this.settings = settings;
    }

    /**
     * Runs the benchmark; what it can be told is in docs/benchmarks.md.
     *
     * @throws LaunchFailure if something does not start, or a side does not do its work
     */
    public static void main(String[] arguments) throws Exception {
        BenchmarkSettings settings = BenchmarkSettings.of(System.getProperties());
        if (settings.only().contains("puts")) {
            Wrk.requirePresent();
        }
        Stage stage = new Stage(settings);
        Thread onCtrlC = new Thread(stage::close, "stop");
        Runtime.getRuntime().addShutdownHook(onCtrlC);
        try (stage) {
            System.out.println("Starting PostgreSQL, the simulator and WildFly");
            stage.open();
            new Benchmark(settings).measure(stage);
        }
    }

    private void measure(Stage stage) throws Exception {
        int rounds = settings.rounds();
        // Batches first: they warm up, quickly, much of what a single PUT needs.
        if (settings.only().contains("fees")) {
            Batches batches = new Batches(stage, settings.fees());
            comparisons.add(batches.measure(rounds));
            comparisons.add(batches.againstCopy());
        }
        if (settings.only().contains("puts")) {
            measurePuts(stage, 0);
            if (settings.stored() > 0) {
                SinglePuts.store(stage, settings.stored());
                measurePuts(stage, settings.stored());
            }
        }
        if (settings.only().contains("submissions")) {
            measureSubmissions(stage);
        }
        if (settings.only().contains("slow")) {
            comparisons.add(new SlowPeer(stage, SLOW_DELIVERIES, FOR_SLOW.subList(0, rounds + 1)).measure());
        }
        if (settings.only().contains("long")) {
            LongRuns runs = new LongRuns(stage, settings.longRun(), FOR_LONG);
            comparisons.add(runs.measure());
            remarks.add(runs.heaps());
        }
        if (settings.only().contains("lines")) {
            LongBatches longest = new LongBatches(stage, settings.lines());
            comparisons.add(longest.measure());
            remarks.addAll(longest.remarks());
        }
        System.out.println("\n" + table());
        if (settings.report().isPresent()) {
            write(settings.report().get());
        }
    }

    private void measurePuts(Stage stage, long stored) throws Exception {
        for (int clients : settings.clients()) {
            // What the virtual machine has compiled for one number of clients serves the others too.
            boolean isWarm = stored > 0 || clients != settings.clients().get(0);
            SinglePuts puts = new SinglePuts(
                    stage,
                    new Wrk(settings.load(), clients),
                    isWarm ? settings.seconds() : settings.warmUp(),
                    settings.seconds(),
                    stored);
            comparisons.add(puts.measure(settings.rounds()));
            remarks.add(puts.times());
        }
    }

    private void measureSubmissions(Stage stage) throws Exception {
        Submissions submissions = new Submissions(stage, settings.deliveries(), settings.rounds(), MUNICIPALITIES);
        Comparison runs = submissions.measure();
        comparisons.add(runs);
        comparisons.add(new Comparison(
                "the same, first call to last answer", runs.against(), submissions.busyRates(), runs.bare()));
        remarks.add(submissions.commits());
    }

    private String table() {
        StringBuilder text = new StringBuilder(
                "Per second: median (least–most) of " + settings.rounds() + " rounds, "
                        + settings.seconds() + " s of PUTs, " + settings.fees() + " fees a batch, "
                        + settings.deliveries()
                        + " deliveries a run.\n\n| ours | per second | against | per second | ratio |\n|---|---|---|---|---|\n");
        comparisons.forEach(comparison -> text.append(comparison.row()).append('\n'));
        text.append('\n');
        remarks.forEach(remark -> text.append("* ").append(remark).append('\n'));
        return text.append("* ").append(machine()).append('\n').toString();
    }

    private static String machine() {
        return String.format(
                Locale.ROOT,
                "%d cores, Java %s, %s",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Instant.now().truncatedTo(ChronoUnit.MINUTES));
    }

    private void write(Path file) throws IOException {
        JsonArrayBuilder list = Json.createArrayBuilder();
        comparisons.forEach(comparison -> list.add(comparison.json()));
        String json = Json.createObjectBuilder()
                .add("comparisons", list)
                .add("remarks", Json.createArrayBuilder(remarks))
                .add("machine", machine())
                .build()
                .toString();
        Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
        System.out.println("Report: " + file.toAbsolutePath());
    }
}
