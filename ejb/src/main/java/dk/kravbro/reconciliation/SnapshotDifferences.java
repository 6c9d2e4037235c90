package dk.kravbro.reconciliation;

import dk.kravbro.claim.Amount;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All differences of snapshots. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SnapshotDifferences {

    private static final String COLUMNS = "no, kind, line_no, fee_id, differs, version_there, version_here, ore_there,"
            + " ore_here, state_here, applicable, cast(problems as text), outcome, outcome_problem";

    /**
     * A difference that is to be applied.
     *
     * @param line 0 if the fee is not in the list
     * @param sealed the line; null if the fee is not in the list
     */
    record ToApply(
            int no,
            DifferenceKind kind,
            long feeId,
            int line,
            int versionHere,
            @Nullable LineText sealed) {

        /** Never prints what FBS said. */
        @Override
        public String toString() {
            return "ToApply[" + no + "]";
        }
    }

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    /** How many there are of each kind, and what they come to. */
    public Map<DifferenceKind, FeeSnapshot.Differences> totals(UUID snapshot) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select kind, count(*), count(*) filter (where applicable),"
                        + " cast(coalesce(sum(ore_there), 0) as bigint), cast(coalesce(sum(ore_here), 0) as bigint)"
                        + " from kravbro.fee_snapshot_differences where snapshot_id = :id group by kind")
                .setParameter("id", snapshot)
                .getResultList();
        Map<DifferenceKind, FeeSnapshot.Differences> totals = new EnumMap<>(DifferenceKind.class);
        for (Object[] row : rows) {
            totals.put(
                    DifferenceKind.valueOf((String) row[0]),
                    new FeeSnapshot.Differences(
                            (Long) row[1], (Long) row[2], new Amount((Long) row[3]), new Amount((Long) row[4])));
        }
        return totals;
    }

    /** How many were applied, by what became of them. */
    public Map<String, Long> outcomes(UUID snapshot) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery(
                        "select outcome, count(*) from"
                                + " kravbro.fee_snapshot_differences where snapshot_id = :id and outcome is not null group by 1")
                .setParameter("id", snapshot)
                .getResultList();
        Map<String, Long> outcomes = new HashMap<>();
        rows.forEach(row -> outcomes.put((String) row[0], (Long) row[1]));
        return outcomes;
    }

    /** Differences after that one, in order. */
    public List<SnapshotDifference> page(UUID snapshot, int after, Optional<DifferenceKind> kind, int limit) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select " + COLUMNS
                        + " from kravbro.fee_snapshot_differences where snapshot_id = :id and no > :after"
                        + kind.map(only -> " and kind = '" + only.name() + "'").orElse("") + " order by no")
                .setParameter("id", snapshot)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
        return rows.stream().map(SnapshotDifferences::difference).toList();
    }

    private static SnapshotDifference difference(Object[] row) {
        return new SnapshotDifference(
                (Integer) row[0],
                DifferenceKind.valueOf((String) row[1]),
                whole(row[2]),
                large(row[3]),
                words((String) row[4], " "),
                whole(row[5]),
                whole(row[6]),
                large(row[7]),
                large(row[8]),
                Optional.ofNullable((String) row[9]),
                (Boolean) row[10],
                row[11] == null ? List.of() : words(((String) row[11]).replaceAll("[\\[\\]\" ]", ""), ","),
                Optional.ofNullable((String) row[12]),
                Optional.ofNullable((String) row[13]));
    }

    private static List<String> words(String text, String between) {
        return Stream.of(text.split(between)).filter(word -> !word.isEmpty()).toList();
    }

    private static OptionalInt whole(@Nullable Object value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value);
    }

    private static OptionalLong large(@Nullable Object value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
    }

    /** The next of these kinds that can be applied, in order. */
    public List<ToApply> toApply(UUID snapshot, int after, Collection<DifferenceKind> kinds, int limit) {
        @SuppressWarnings("unchecked")
        List<Object[]> rows = entities.createNativeQuery("select no, kind, fee_id, coalesce(line_no, 0),"
                        + " coalesce(version_here, 0), sealed from kravbro.fee_snapshot_differences where snapshot_id = :id"
                        + " and no > :after and applicable and kind in (:kinds) order by no")
                .setParameter("id", snapshot)
                .setParameter("after", after)
                .setParameter("kinds", kinds.stream().map(DifferenceKind::name).toList())
                .setMaxResults(limit)
                .getResultList();
        return rows.stream()
                .map(row -> new ToApply(
                        (Integer) row[0],
                        DifferenceKind.valueOf((String) row[1]),
                        (Long) row[2],
                        (Integer) row[3],
                        (Integer) row[4],
                        row[5] == null ? null : new LineText((byte[]) row[5])))
                .toList();
    }

    /**
     * What became of differences that were applied; what they were applied with is forgotten.
     *
     * @param outcomes TAKEN, UNCHANGED or REFUSED, by number
     * @param problems slug of what was wrong, or an empty text, by number
     */
    public void applied(UUID snapshot, Map<Integer, String> outcomes, Map<Integer, String> problems) {
        Integer[] numbers = outcomes.keySet().toArray(Integer[]::new);
        entities.createNativeQuery("update kravbro.fee_snapshot_differences d set outcome = x.outcome,"
                        + " outcome_problem = nullif(x.problem, ''), sealed = null from unnest(cast(:numbers as int[]),"
                        + " cast(:outcomes as text[]), cast(:problems as text[])) x(no, outcome, problem)"
                        + " where d.snapshot_id = :id and d.no = x.no")
                .setParameter("numbers", numbers)
                .setParameter("outcomes", Stream.of(numbers).map(outcomes::get).toArray(String[]::new))
                .setParameter(
                        "problems",
                        Stream.of(numbers)
                                .map(number -> problems.getOrDefault(number, ""))
                                .toArray(String[]::new))
                .setParameter("id", snapshot)
                .executeUpdate();
    }

    /** Nothing of a snapshot will be applied any more: forgets what it would have been applied with. */
    public void forgetTexts(UUID snapshot) {
        entities.createNativeQuery("update kravbro.fee_snapshot_differences set sealed = null where snapshot_id = :id"
                        + " and sealed is not null")
                .setParameter("id", snapshot)
                .executeUpdate();
    }

    /** Nothing is applied of what was compared before that: forgets the texts of all such snapshots. */
    public void forgetTexts(Instant comparedBefore) {
        entities.createNativeQuery(
                        "update kravbro.fee_snapshot_differences d set sealed = null from kravbro.fee_snapshots s"
                                + " where s.id = d.snapshot_id and s.compared_at < :before"
                                + " and d.sealed is not null")
                .setParameter("before", comparedBefore)
                .executeUpdate();
    }
}
