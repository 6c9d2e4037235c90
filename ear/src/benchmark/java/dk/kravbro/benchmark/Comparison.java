package dk.kravbro.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * Two sides measured in turns.
 *
 * @param name of what is counted
 * @param ours the product's rates per second, turn by turn
 * @param bare the other side's
 */
record Comparison(String name, String against, List<Double> ours, List<Double> bare) {

    Comparison {
        ours = List.copyOf(ours);
        bare = List.copyOf(bare);
    }

    /** Lets both sides take turns: ours, bare, ours, bare … A first turn of each is thrown away. */
    static Comparison measure(String name, String against, int rounds, Side ours, Side bare)
            throws IOException, SQLException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int turn = 0; turn <= rounds; turn++) {
            first.add(ours.rate(turn));
            second.add(bare.rate(turn));
            System.out.printf(
                    Locale.ROOT,
                    "  %s, %s: %,.0f and %,.0f per second%n",
                    name,
                    turn == 0 ? "to warm up" : "round " + turn,
                    first.get(turn),
                    second.get(turn));
        }
        return new Comparison(name, against, first.subList(1, rounds + 1), second.subList(1, rounds + 1));
    }

    /** Ours divided by bare, turn by turn. */
    List<Double> ratios() {
        ToDoubleBiFunction<Double, Double> divided = (a, b) -> a / b;
        return IntStream.range(0, ours.size())
                .mapToObj(i -> divided.applyAsDouble(ours.get(i), bare.get(i)))
                .toList();
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** A row of the table: median, least and most of each. */
    String row() {
        return "| " + name + " | " + cell(ours, "%,.0f") + " | " + against + " | " + cell(bare, "%,.0f") + " | "
                + cell(ratios(), "%.2f") + " |";
    }

    private static String cell(List<Double> values, String format) {
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median(values),
                sorted.get(0),
                sorted.get(sorted.size() - 1));
    }

    JsonObject json() {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("against", against)
                .add("ours", array(ours))
                .add("bare", array(bare))
                .add("medianRatio", median(ratios()))
                .build();
    }

    private static JsonArrayBuilder array(List<Double> values) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        values.forEach(array::add);
        return array;
    }
}
