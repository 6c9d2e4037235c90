package dk.kravbro.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** New fees one by one, against requests that do nothing. */
final class SinglePuts {

    private static final String MUNICIPALITY = "0101";
    private static final long NUMBERS_A_TURN = 100_000_000;
    /** Apart from those of other numbers of clients. */
    private static final long NUMBERS_A_SIDE = 100_000_000_000L;

    private final Stage stage;
    private final Wrk wrk;
    private final int warmUp;
    private final int seconds;
    private final long stored;
    private final List<Wrk.Result> ours = new ArrayList<>();

    /**
     * PUTs of one number of clients.
     *
     * @param warmUp seconds of the first turn
     * @param seconds of each other turn
     * @param stored claims that are in the database already
     */
    SinglePuts(Stage stage, Wrk wrk, int warmUp, int seconds, long stored) {
        this.stage = stage;
        this.wrk = wrk;
        this.warmUp = warmUp;
        this.seconds = seconds;
        this.stored = stored;
    }

    Comparison measure(int rounds) throws Exception {
        stage.onboard(MUNICIPALITY);
        return Comparison.measure(
                "single PUTs of new fees, c=" + wrk.connections()
                        + (stored == 0 ? "" : String.format(Locale.ROOT, ", %,d stored", stored)),
                "empty JAX-RS POST",
                rounds,
                this::ours,
                this::bare);
    }

    /** Puts claims into the database that were not there when the others were measured. */
    static void store(Stage stage, long claims) throws Exception {
        stage.onboard(MUNICIPALITY);
        long model = NUMBERS_A_TURN / 2;
        stage.asFbs()
                .send(
                        "PUT",
                        "/api/v1/agencies/" + Fees.agency(MUNICIPALITY) + "/fees/" + model,
                        Fees.body(1),
                        Stage.JSON);
        StoredClaims.fill(stage.database(), Fees.agency(MUNICIPALITY), model, claims);
    }

    private double ours(int turn) throws IOException {
        String path = "/api/v1/agencies/" + Fees.agency(MUNICIPALITY) + "/fees/";
        // One by hand: wrk counts refusals, but does not say why.
        stage.asFbs().send("PUT", path + (turn + 1), Fees.body(1), Stage.JSON);
        Wrk.Result result = wrk.putNewFees(
                // The JVM compiles what it has seen some ten thousand times: an empty request soon, a PUT after a
                // minute.
                turn == 0 ? warmUp : seconds,
                stage.address(),
                path,
                wrk.connections() * NUMBERS_A_SIDE
                        + (stored == 0 ? 0 : NUMBERS_A_SIDE / 2)
                        + (turn + 1) * NUMBERS_A_TURN,
                Fees.body(1),
                stage.asFbs().authorization());
        if (turn > 0) {
            ours.add(result);
        }
        return result.rate();
    }

    private double bare(int turn) throws IOException {
        return wrk.post(
                        seconds,
                        stage.address(),
                        EmptyWar.PATH,
                        Fees.body(1),
                        stage.asFbs().authorization())
                .rate();
    }

    /** How long a PUT took, in milliseconds: the median over the turns. */
    String times() {
        return String.format(
                Locale.ROOT,
                "a single PUT of one of %d clients took %.1f ms at p50 and %.1f ms at p99, with %,d claims stored before",
                wrk.connections(),
                Comparison.median(ours.stream().map(r -> r.p50() / 1000.0).toList()),
                Comparison.median(ours.stream().map(r -> r.p99() / 1000.0).toList()),
                stored);
    }
}
