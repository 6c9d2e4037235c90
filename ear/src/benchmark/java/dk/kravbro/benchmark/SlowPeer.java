package dk.kravbro.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** A debtor system that takes 100 ms for each call: what the product makes of its bound of calls, against the ideal. */
final class SlowPeer {

    private static final int DELAY_MS = 100;
    private static final double IDEAL = Submissions.CALLS * 1000.0 / DELAY_MS;

    private final Stage stage;
    private final Submissions submissions;
    private final int deliveries;
    private final List<String> municipalities;

    /** The municipalities are used for nothing else: one for each turn. */
    SlowPeer(Stage stage, int deliveries, List<String> municipalities) {
        this.stage = stage;
        this.submissions = new Submissions(stage, deliveries, municipalities.size() - 1, municipalities);
        this.deliveries = deliveries;
        this.municipalities = List.copyOf(municipalities);
    }

    Comparison measure() throws IOException, SQLException {
        for (String municipality : municipalities) {
            stage.onboard(municipality);
            Batches.load(stage, municipality, 0, deliveries);
        }
        stage.faults("{\"rules\":[{\"action\":\"DELAY\",\"delayMs\":" + DELAY_MS + "}]}");
        try {
            return Comparison.measure(
                    "submissions to a peer of 100 ms, c=" + Submissions.CALLS,
                    "the ideal, c/0.1 s",
                    municipalities.size() - 1,
                    turn -> submissions.busyRate(municipalities.get(turn)),
                    turn -> IDEAL);
        } finally {
            stage.faults("{\"rules\":[]}");
        }
    }
}
