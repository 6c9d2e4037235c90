package dk.kravbro.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** New fees one by one, against requests that do nothing. */
final class SinglePuts {

    private static final String MUNICIPALITY = "0101";
    private static final long NUMBERS_A_TURN = 100_000_000;

    private final Stage stage;
    private final Wrk wrk;
    private final int warmUp;
    private final int seconds;
    private final List<Wrk.Result> ours = new ArrayList<>();

    SinglePuts(Stage stage, Wrk wrk, int warmUp, int seconds) {
        this.stage = stage;
        this.wrk = wrk;
        this.warmUp = warmUp;
        this.seconds = seconds;
    }

    Comparison measure(int rounds) throws Exception {
        stage.onboard(MUNICIPALITY);
        return Comparison.measure(
                "single PUTs of new fees, c=" + Wrk.CONNECTIONS, "empty JAX-RS POST", rounds, this::ours, this::bare);
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
                (turn + 1) * NUMBERS_A_TURN,
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
                "a single PUT took %.1f ms at p50 and %.1f ms at p99",
                Comparison.median(ours.stream().map(r -> r.p50() / 1000.0).toList()),
                Comparison.median(ours.stream().map(r -> r.p99() / 1000.0).toList()));
    }
}
