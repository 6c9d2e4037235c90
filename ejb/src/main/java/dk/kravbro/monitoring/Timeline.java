package dk.kravbro.monitoring;

import dk.kravbro.monitoring.TimelineStep.Attempt;
import dk.kravbro.monitoring.TimelineStep.Source;
import dk.kravbro.submission.DeliveryState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A claim's history, put together from where each thing is kept: what FBS said (versions), what was told (deliveries and
 * their attempts), what came back (entries, events). The caller has made sure that the reader may see the claim.
 */
final class Timeline {

    /** What FBS said, compared with what it had said before. */
    private static final String SAID = """
            select v.said_at, v.amount_ore, v.withdrawn, v.reason, v.version,
              lag(v.amount_ore) over w as amount_before, lag(v.withdrawn) over w as withdrawn_before,
              exists (select 1 from deliveries d where d.claim_id = v.claim_id and d.version = v.version
                and d.kind = 'CHANGE_PARTY') as parties_changed
            from claim_versions v where v.claim_id = ? window w as (order by v.version) order by v.version limit 500
            """;

    private static final String TOLD = """
            select d.id, d.kind, d.state, d.amount_ore, d.reason, d.reason_text, d.receipt,
              coalesce(d.settled_at, greatest(d.queued_at, d.created_at)) as at
            from deliveries d where d.claim_id = ? order by d.sequence_no limit 500
            """;

    private static final String TRIED = """
            select a.delivery_id, a.call_id, a.started_at, a.ended_at, a.outcome, a.detail
            from delivery_attempts a join deliveries d on d.id = a.delivery_id
            where d.claim_id = ? order by a.id limit 500
            """;

    private static final String CAME_BACK = """
            select e.recorded_at, e.kind, e.amount_ore, e.detail
            from claim_entries e where e.claim_id = ? and e.kind in ('COVERAGE', 'WRITE_OFF') order by e.id limit 500
            """;

    private static final String STATUS = """
            select v.at, v.detail from events v
            where v.claim_id = ? and v.kind = 'ACCOUNT_STATUS' order by v.id limit 500
            """;

    /** How an event says that a newer status was known already. */
    private static final String OUTDATED = "OUTDATED ";

    private final Reads reads;

    Timeline(Reads reads) {
        this.reads = reads;
    }

    /** Everything, newest first. */
    List<TimelineStep> of(long claimId) {
        Map<Long, List<Attempt>> attempts = reads.list(TRIED, Timeline::tried, claimId).stream()
                .collect(Collectors.groupingBy(
                        Tried::deliveryId, Collectors.mapping(Tried::attempt, Collectors.toList())));
        List<TimelineStep> steps = new ArrayList<>();
        steps.addAll(reads.list(SAID, Timeline::said, claimId));
        steps.addAll(reads.list(TOLD, row -> told(row, attempts), claimId));
        steps.addAll(reads.list(CAME_BACK, Timeline::cameBack, claimId));
        steps.addAll(reads.list(STATUS, Timeline::status, claimId));
        // Stable: what bears the same time stays in the order it came about, and is then turned round as a whole.
        steps.sort(Comparator.comparing(TimelineStep::at));
        Collections.reverse(steps);
        return List.copyOf(steps);
    }

    private record Tried(long deliveryId, Attempt attempt) {}

    private static Tried tried(ResultSet row) throws SQLException {
        return new Tried(
                row.getLong("delivery_id"),
                new Attempt(
                        row.getObject("call_id", UUID.class),
                        Reads.instant(row, "started_at"),
                        Reads.instantOrNull(row, "ended_at"),
                        Reads.text(row, "outcome"),
                        Reads.text(row, "detail")));
    }

    private static TimelineStep said(ResultSet row) throws SQLException {
        long amount = row.getLong("amount_ore");
        Long before = Reads.longOrNull(row, "amount_before");
        boolean withdrawn = row.getBoolean("withdrawn") && !row.getBoolean("withdrawn_before");
        String what = saidWhat(before, amount, withdrawn, row.getBoolean("parties_changed"));
        Long shown = before != null && withdrawn ? before : Long.valueOf(amount);
        return step(Reads.instant(row, "said_at"), Source.FBS, what, shown, "", row.getString("reason"));
    }

    private static String saidWhat(@Nullable Long before, long amount, boolean withdrawn, boolean partiesChanged) {
        if (withdrawn) {
            return "WITHDRAWN";
        }
        if (before == null) {
            return "CREATED";
        }
        if (amount != before) {
            return amount > before ? "RAISED" : "LOWERED";
        }
        return partiesChanged ? "DEBTOR_CHANGED" : "REPEATED";
    }

    private static TimelineStep told(ResultSet row, Map<Long, List<Attempt>> attempts) throws SQLException {
        return new TimelineStep(
                Reads.instant(row, "at"),
                Source.KRAVBRO,
                row.getString("kind") + "." + row.getString("state"),
                Bucket.of(DeliveryState.valueOf(row.getString("state"))),
                row.getString("kind").equals("CHANGE_PARTY") ? null : Long.valueOf(row.getLong("amount_ore")),
                row.getString("reason"),
                row.getString("reason_text"),
                Reads.text(row, "receipt"),
                attempts.getOrDefault(row.getLong("id"), List.of()));
    }

    private static TimelineStep cameBack(ResultSet row) throws SQLException {
        long amount = row.getLong("amount_ore");
        String what = row.getString("kind") + (amount < 0 ? "_REVERSED" : "");
        return step(
                Reads.instant(row, "recorded_at"),
                Source.DEBTOR_SYSTEM,
                what,
                Math.abs(amount),
                row.getString("detail"),
                "");
    }

    private static TimelineStep status(ResultSet row) throws SQLException {
        String status = row.getString("detail");
        boolean outdated = status.startsWith(OUTDATED);
        String what = "ACCOUNT_STATUS." + (outdated ? status.substring(OUTDATED.length()) : status);
        return step(Reads.instant(row, "at"), Source.DEBTOR_SYSTEM, what, null, outdated ? OUTDATED.strip() : "", "");
    }

    private static TimelineStep step(
            Instant at, Source source, String what, @Nullable Long amountOre, String code, String detail) {
        return new TimelineStep(at, source, what, null, amountOre, code, detail, "", List.of());
    }
}
