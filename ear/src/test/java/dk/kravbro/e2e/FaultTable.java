package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The faults survived, with counts: every fault test of this test JVM adds to it. It stands in {@code target/faults.md}
 * from the first fault on, and is printed at the end of the suite. A fault that was begun and never judged is in it as
 * not survived.
 */
final class FaultTable {

    private static final String HEAD = """
            | fault | times | deliveries | effects | doubles | lost | other | verdict |
            |---|--:|--:|--:|--:|--:|--:|---|
            """;

    private static final Map<String, List<Row>> ROWS = new LinkedHashMap<>();

    private FaultTable() {}

    /** One fault, played once. */
    record Row(long deliveries, long effects, long doubles, long lost, long other, boolean survived) {
        private static final Row BEGUN = new Row(0, 0, 0, 0, 0, false);

        static Row of(long deliveries, long effects, HistoryReport report) {
            long doubles = report.violationsOf(HistoryReport.Invariant.I2);
            long lost = report.violationsOf(HistoryReport.Invariant.I1);
            long other = report.violations().size() - doubles - lost;
            return new Row(deliveries, effects, doubles, lost, other, report.isGreen());
        }
    }

    /** A fault that is being played on an installation with one node. */
    static final class Played {
        private final String fault;
        private final int place;
        private final Installation installation;
        private final long deliveriesBefore;
        private final long effectsBefore;

        private Played(String fault, Installation installation) {
            this.fault = fault;
            this.installation = installation;
            this.place = begin(fault);
            this.deliveriesBefore = deliveries();
            this.effectsBefore = effects();
        }

        /** All has settled: asks the history checker, enters its verdict, and demands that it is green. */
        void judge() {
            HistoryReport report = installation.check();
            enter(fault, place, Row.of(deliveries() - deliveriesBefore, effects() - effectsBefore, report));
            assertThat(report.violations()).as(report.toString()).isEmpty();
        }

        private long deliveries() {
            return Sql.number(installation.database(), "select count(*) from deliveries");
        }

        private long effects() {
            return installation
                    .debtorSystems()
                    .health()
                    .getJsonNumber("effects")
                    .longValueExact();
        }
    }

    /** Begins to play a fault; {@link Played#judge} ends it. */
    static Played play(String fault, Installation installation) {
        return new Played(fault, installation);
    }

    /**
     * Begins a fault without an {@link Installation}.
     *
     * @return its place, for {@link #enter}
     */
    static synchronized int begin(String fault) {
        List<Row> rows = ROWS.computeIfAbsent(fault, key -> new ArrayList<>());
        rows.add(Row.BEGUN);
        write();
        return rows.size() - 1;
    }

    /** Ends the fault that was begun in this place. */
    static synchronized void enter(String fault, int place, Row row) {
        ROWS.get(fault).set(place, row);
        write();
    }

    static synchronized boolean isEmpty() {
        return ROWS.isEmpty();
    }

    /** The table in Markdown: one line per fault. */
    static synchronized String text() {
        StringBuilder text = new StringBuilder(HEAD);
        ROWS.forEach((fault, rows) -> text.append(line(fault, rows)));
        List<Row> all = ROWS.values().stream().flatMap(List::stream).toList();
        return text.append(line("**all**", all)).toString();
    }

    private static String line(String fault, List<Row> rows) {
        long survived = rows.stream().filter(Row::survived).count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %s |%n",
                fault,
                rows.size(),
                rows.stream().mapToLong(Row::deliveries).sum(),
                rows.stream().mapToLong(Row::effects).sum(),
                rows.stream().mapToLong(Row::doubles).sum(),
                rows.stream().mapToLong(Row::lost).sum(),
                rows.stream().mapToLong(Row::other).sum(),
                survived == rows.size() ? "survived" : "NOT SURVIVED " + (rows.size() - survived));
    }

    private static void write() {
        Path file = Path.of(Installation.required("kravbro.e2e.directory")).resolveSibling("faults.md");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
