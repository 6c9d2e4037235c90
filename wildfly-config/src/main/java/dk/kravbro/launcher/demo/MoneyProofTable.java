package dk.kravbro.launcher.demo;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The money-proof as a table for the terminal: a row per municipality, counts and kroner; columns as wide as needed. */
final class MoneyProofTable {

    private static final List<String> HEADINGS = List.of(
            "municipality",
            "received",
            "kr.",
            "accepted",
            "kr.",
            "refused",
            "kr.",
            "netted",
            "kr.",
            "waiting",
            "kr.",
            "in doubt",
            "kr.",
            "adds up");

    private MoneyProofTable() {}

    /**
     * The table.
     *
     * @param rows in the order to print
     * @param names a municipality's name by its code
     */
    static String of(List<MoneyProof> rows, Map<String, String> names) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (MoneyProof row : rows) {
            String name = names.getOrDefault(row.kommunekode(), "").replace(" Kommune", "");
            lines.add(cells(row.kommunekode() + " " + name, row));
        }
        lines.add(cells(rows.size() + " municipalities", MoneyProof.total(rows)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], line.get(column).length());
            }
        }
        StringBuilder table = new StringBuilder();
        lines.forEach(line -> table.append(text(line, widths)).append(System.lineSeparator()));
        return table.toString();
    }

    /** Øre as kroner, the Danish way: 1.234,50. */
    static String kroner(long ore) {
        DecimalFormatSymbols danish = new DecimalFormatSymbols(Locale.ROOT);
        danish.setGroupingSeparator('.');
        danish.setDecimalSeparator(',');
        return new DecimalFormat("#,##0.00", danish).format(BigDecimal.valueOf(ore, 2));
    }

    private static List<String> cells(String name, MoneyProof row) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Figure figure :
                List.of(row.received(), row.accepted(), row.refused(), row.netted(), row.waiting(), row.inDoubt())) {
            cells.add(Long.toString(figure.count()));
            cells.add(kroner(figure.ore()));
        }
        cells.add(row.faults().isEmpty() ? "yes" : "NO");
        return cells;
    }

    /** The name to the left, figures to the right; a count and its kroner stand close together. */
    private static String text(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(cells.get(0))
                .append(" ".repeat(widths[0] - cells.get(0).length()));
        for (int column = 1; column < widths.length; column++) {
            boolean isKroner = column % 2 == 0;
            line.append(isKroner ? " " : "  ")
                    .append(" ".repeat(widths[column] - cells.get(column).length()))
                    .append(cells.get(column));
        }
        return line.toString();
    }
}
