package dk.kravbro.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A batch of new fees, against the same rows written by plain JDBC, and copied. */
final class Batches {

    private static final String MUNICIPALITY = "0147";

    /** Beyond every turn: what is copied gets keys of its own. */
    private static final int COPIES = 1_000;

    private final Stage stage;
    private final int fees;
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> copies = new ArrayList<>();

    Batches(Stage stage, int fees) {
        this.stage = stage;
        this.fees = fees;
    }

    Comparison measure(int rounds) throws Exception {
        stage.onboard(MUNICIPALITY);
        Comparison measured =
                Comparison.measure("fees of a batch", "JDBC batch of the same rows", rounds, this::ours, this::bare);
        ours.addAll(measured.ours());
        return measured;
    }

    /** The same turns of ours against COPY, which took its turn after each plain batch. */
    Comparison againstCopy() {
        return new Comparison("the same", "COPY of the same rows", ours, copies.subList(1, copies.size()));
    }

    private double ours(int turn) throws IOException {
        return fees / load(stage, MUNICIPALITY, (long) turn * fees, fees);
    }

    private double bare(int turn) throws SQLException, IOException {
        PlainRows rows =
                PlainRows.written(stage.database(), Fees.agency(MUNICIPALITY), Fees.first((long) turn * fees), fees);
        double plain = fees / rows.writeAgain(stage.database(), turn + 1);
        copies.add(fees / rows.copyAgain(stage.database(), turn + COPIES));
        return plain;
    }

    /**
     * Sends a batch of new fees, all of which must be taken.
     *
     * @param after how many this municipality had before
     * @return seconds until it was answered, when every line is done
     */
    static double load(Stage stage, String municipality, long after, int fees) throws IOException {
        String lines = Fees.lines(Fees.agency(municipality), after, fees);
        String key = UUID.randomUUID().toString();
        long began = System.nanoTime();
        String answer = stage.asFbs()
                .send(
                        "POST",
                        "/api/v1/fee-batches",
                        lines,
                        "Content-Type",
                        "application/x-ndjson",
                        "Idempotency-Key",
                        key);
        double seconds = (System.nanoTime() - began) / 1e9;
        try (JsonReader json = Json.createReader(new StringReader(answer))) {
            if (json.readObject().getJsonObject("lines").getInt("taken") != fees) {
                throw new IOException("not every line was taken: " + answer);
            }
        }
        return seconds;
    }
}
