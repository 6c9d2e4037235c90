package dk.kravbro.readiness;

import dk.kravbro.municipality.ReadinessSeverity;
import java.util.Comparator;
import java.util.List;

/**
 * A readiness rule that a claim breaks.
 *
 * @param rule which
 * @param severity what its municipality makes of it; never OFF
 */
public record ClaimFinding(ReadinessRule rule, ReadinessSeverity severity) {

    private static final Comparator<ClaimFinding> ERRORS_FIRST =
            Comparator.comparing(ClaimFinding::severity).thenComparing(ClaimFinding::rule);

    /** Whether it keeps the claim here. */
    public boolean stops() {
        return severity == ReadinessSeverity.ERROR;
    }

    /** A finding as it is kept. */
    public record Row(String rule, String severity) {}

    /** What rows say: errors first; a rule that this version of the product does not know any more says nothing. */
    public static List<ClaimFinding> read(List<Row> rows) {
        return rows.stream()
                .flatMap(row -> ReadinessRule.find(row.rule()).stream()
                        .map(rule -> new ClaimFinding(rule, ReadinessSeverity.valueOf(row.severity()))))
                .filter(finding -> finding.severity() != ReadinessSeverity.OFF)
                .sorted(ERRORS_FIRST)
                .toList();
    }
}
