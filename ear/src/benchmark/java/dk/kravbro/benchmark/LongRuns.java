package dk.kravbro.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run of very many deliveries against one of 1,000: the rate, and the heap of the server after a collection. */
final class LongRuns {

    private static final int SHORT = 1_000;
    private static final int BATCH = 20_000;

    private final Stage stage;
    private final int deliveries;
    private final List<String> municipalities;
    private final List<String> heaps = new ArrayList<>();

    /** The municipalities are used for nothing else: one for the long run, the others for short ones. */
    LongRuns(Stage stage, int deliveries, List<String> municipalities) {
        this.stage = stage;
        this.deliveries = deliveries;
        this.municipalities = List.copyOf(municipalities);
    }

    Comparison measure() throws IOException, SQLException {
        String many = municipalities.get(0);
        stage.onboard(many);
        for (int loaded = 0; loaded < deliveries; loaded += BATCH) {
            Batches.load(stage, many, loaded, Math.min(BATCH, deliveries - loaded));
        }
        List<String> few = municipalities.subList(1, municipalities.size());
        for (String municipality : few) {
            stage.onboard(municipality);
            Batches.load(stage, municipality, 0, SHORT);
        }
        Sql.run(stage.database(), "vacuum analyze");
        List<Double> shortRates = new ArrayList<>();
        for (String municipality : few) {
            shortRates.add(new Submissions(stage, SHORT, 0, List.of(municipality)).busyRate(municipality));
        }
        double shortRate = Comparison.median(shortRates.subList(1, shortRates.size()));
        heap("after runs of " + SHORT);
        double longRate = new Submissions(stage, deliveries, 0, List.of(many)).busyRate(many);
        heap("after a run of " + deliveries);
        return new Comparison(
                "a run of " + String.format(Locale.ROOT, "%,d", deliveries),
                "a run of 1,000",
                List.of(longRate),
                List.of(shortRate));
    }

    private void heap(String when) throws IOException {
        heaps.add(String.format(
                Locale.ROOT, "%.0f MB of heap in use %s and a collection", stage.usedHeap() / 1024.0, when));
    }

    String heaps() {
        return String.join("; ", heaps);
    }
}
