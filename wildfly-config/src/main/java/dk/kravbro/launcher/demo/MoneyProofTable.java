package dk.kravbro.launcher.demo;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The money-proof as a table for the terminal: a row per municipality, counts and kroner. */
final class MoneyProofTable {

    private MoneyProofTable() {}

    /**
     * The table.
     *
     * @param rows in the order to print
     * @param names a municipality's name by its code
     */
    static String of(List<MoneyProof> rows, Map<String, String> names) {
        StringBuilder table = new StringBuilder();
        table.append(line(
                "Municipality",
                "received",
                "kr.",
                "accept.",
                "kr.",
                "refused",
                "kr.",
                "netted",
                "kr.",
                "waiting",
                "kr.",
                "doubt",
                "kr.",
                "adds up"));
        for (MoneyProof row : rows) {
            String name = row.kommunekode() + " "
                    + names.getOrDefault(row.kommunekode(), "").replace(" Kommune", "");
            table.append(line(name, row));
        }
        table.append(line(rows.size() + " municipalities", MoneyProof.total(rows)));
        return table.toString();
    }

    /** Øre as kroner, the Danish way: 1.234,50. */
    static String kroner(long ore) {
        DecimalFormatSymbols danish = new DecimalFormatSymbols(Locale.ROOT);
        danish.setGroupingSeparator('.');
        danish.setDecimalSeparator(',');
        return new DecimalFormat("#,##0.00", danish).format(BigDecimal.valueOf(ore, 2));
    }

    private static String line(String name, MoneyProof row) {
        return line(
                name,
                Long.toString(row.received().count()),
                kroner(row.received().ore()),
                Long.toString(row.accepted().count()),
                kroner(row.accepted().ore()),
                Long.toString(row.refused().count()),
                kroner(row.refused().ore()),
                Long.toString(row.netted().count()),
                kroner(row.netted().ore()),
                Long.toString(row.waiting().count()),
                kroner(row.waiting().ore()),
                Long.toString(row.inDoubt().count()),
                kroner(row.inDoubt().ore()),
                row.faults().isEmpty() ? "yes" : "NO");
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-26s %7s %16s %7s %16s %7s %14s %7s %14s %7s %13s %7s %13s  %s%n", cells);
    }
}
