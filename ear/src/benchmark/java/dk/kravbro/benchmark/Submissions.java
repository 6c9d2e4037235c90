package dk.kravbro.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** A submission run from its start to its end, against a loop that only calls the same simulator. */
final class Submissions {

    /** The product's own limit of calls at once to one debtor system (kravbro.submission.calls-per-debtor-system). */
    static final int CALLS = 16;

    /** PostgreSQL's sessions report what they did when they were idle for ten seconds, if not before. */
    private static final long STATISTICS_MS = 11_000;

    private static final String COMMITS = "select xact_commit from pg_stat_database where datname = current_database()";
    private static final String WRITES = "select pg_current_xact_id()::text";

    private static final String SECONDS =
            "select extract(epoch from ended_at - started_at) from submission_runs where id = ?";

    /** Without what the timers wait before the first slice and after the last answer. */
    private static final String BUSY_SECONDS = """
            select extract(epoch from max(d.settled_at) - min(a.started_at)) from deliveries d
            join delivery_attempts a on a.delivery_id = d.id where d.run_id = ?
            """;

    private final Stage stage;
    private final int deliveries;
    private final int rounds;
    private final List<String> municipalities;
    private final double[] busyRates;
    private String commits = "";

    /** The municipalities are used for nothing else: one for each turn. */
    Submissions(Stage stage, int deliveries, int rounds, List<String> municipalities) {
        this.stage = stage;
        this.deliveries = deliveries;
        this.rounds = rounds;
        this.municipalities = municipalities.subList(0, rounds + 1);
        this.busyRates = new double[rounds + 1];
    }

    Comparison measure() throws Exception {
        for (String municipality : municipalities) {
            stage.onboard(municipality);
            Batches.load(stage, municipality, 0, deliveries);
        }
        // What autovacuum does by itself, but at a time of its own.
        Sql.run(stage.database(), "vacuum analyze");
        try (BareCalls calls = new BareCalls(stage, deliveries)) {
            return Comparison.measure(
                    "submissions, c=" + CALLS,
                    "bare client loop",
                    rounds,
                    this::ours,
                    turn -> calls.rate(turn, municipalities.get(turn)));
        }
    }

    private double ours(int turn) throws IOException, SQLException {
        boolean isLast = turn == rounds;
        double commitsBefore = isLast ? committed() : 0;
        double writesBefore = Sql.number(stage.database(), WRITES);
        long run = run(municipalities.get(turn));
        double writes = Sql.number(stage.database(), WRITES) - writesBefore;
        if (isLast) {
            commits = String.format(
                    Locale.ROOT,
                    "a delivery cost %.3f commits (pg_stat_database), %.3f of them with something written",
                    (committed() - commitsBefore) / deliveries,
                    writes / deliveries);
        }
        busyRates[turn] = busyRate(run);
        return deliveries / Sql.number(stage.database(), SECONDS, run);
    }

    /** Runs a municipality's deliveries; gives the rate between the first call and the last recorded answer. */
    double busyRate(String municipality) throws IOException {
        return busyRate(run(municipality));
    }

    /** The rate between a run's first call and its last recorded answer; all must have been accepted. */
    private double busyRate(long run) throws IOException {
        double accepted = Sql.number(
                stage.database(), "select count(*) from deliveries where run_id = ? and state = 'ACCEPTED'", run);
        if (accepted != deliveries) {
            throw new IOException("only " + accepted + " of " + deliveries + " deliveries were accepted");
        }
        return deliveries / Sql.number(stage.database(), BUSY_SECONDS, run);
    }

    /** Commits so far, once every session has reported its own. */
    private double committed() {
        Pause.millis(STATISTICS_MS);
        return Sql.number(stage.database(), COMMITS);
    }

    /** Starts a run and waits for its end; gives its id. */
    private long run(String municipality) throws IOException {
        String answer = stage.asOperator()
                .send("POST", "/api/v1/operations/runs", "{\"municipalities\":[\"" + municipality + "\"]}", Stage.JSON);
        try (JsonReader json = Json.createReader(new StringReader(answer))) {
            String id = json.readArray().getJsonObject(0).get("runId").toString();
            long run = Long.parseLong(id.replace("\"", ""));
            String open = "select count(*) from submission_runs where id = ? and ended_at is null";
            while (Sql.number(stage.database(), open, run) > 0) {
                Pause.millis(100);
            }
            return run;
        }
    }

    /** The rate between the first call and the last recorded answer, which no timer blurs. */
    List<Double> busyRates() {
        return java.util.Arrays.stream(busyRates).skip(1).boxed().toList();
    }

    String commits() {
        return commits;
    }
}
