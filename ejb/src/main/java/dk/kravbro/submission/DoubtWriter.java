package dk.kravbro.submission;

import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the answer to an inquiry in its caller's transaction: two reads and one statement, whatever the number of
 * deliveries asked about.
 */
final class DoubtWriter {

    /**
     * The answers and what follows from them: every answer is kept, also one that settles nothing; what settles nothing
     * only rests. The rows are locked by {@link #LOCK}, so nobody has moved them since.
     */
    private static final String SETTLE = """
            with u as (
              select * from unnest(?::bigint[], ?::int[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                  ?::text[], ?::text[], ?::text[], ?::bigint[])
                as t (delivery_id, attempt, finding, claim_reference, amount_ore, receipt, finding_code,
                  state, code, words, rest_ms)),
            i as (
              insert into inquiries (delivery_id, attempt, asked_at, finding, claim_reference, amount_ore, receipt, code)
              select delivery_id, attempt, now(), finding, nullif(claim_reference, ''), amount_ore, nullif(receipt, ''),
                nullif(finding_code, '') from u order by delivery_id),
            s as (
              update deliveries d set not_before = now() + u.rest_ms * interval '1 millisecond'
              from u where d.id = u.delivery_id and u.state = 'IN_DOUBT'),
            x as (
              update deliveries d set state = u.state, reason = u.code, reason_text = u.words,
                receipt = nullif(u.receipt, ''),
                not_before = case when u.rest_ms > 0 then now() + u.rest_ms * interval '1 millisecond' end,
                settled_at = case when u.state in ('ACCEPTED', 'REFUSED') then now() end
              from u where d.id = u.delivery_id and u.state <> 'IN_DOUBT'
              returning d.id, d.claim_id, d.municipality_code, d.kind, d.amount_ore, u.state, u.words),
            z as (
              insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
              select municipality_code, claim_id, id, case state when 'DUE' then 'NOT_FOUND' else state end,
                amount_ore, now(), 'kravbro', kind || ' ' || words from x returning id, kind)
            insert into answers_pending (event_id) select id from z where kind in ('ACCEPTED', 'REFUSED')
            """;

    private static final String LOCK =
            "select id, attempts, state from deliveries where id = any (?) order by id for update";

    /** What was said before of deliveries that are locked now: a statement of its own, so that it sees the latest. */
    private static final String EARLIER = """
            select delivery_id, bool_or(finding = 'FOUND' or finding = 'UNUSABLE' and claim_reference is not null),
              bool_or(finding = 'REFUSED'), count(*)
            from inquiries where delivery_id = any (?) group by delivery_id
            """;

    private final Connection connection;

    DoubtWriter(Connection connection) {
        this.connection = connection;
    }

    /** What is written down of a delivery. */
    record Written(DoubtStore.InDoubt doubt, DoubtEnding ending, Duration rest) {}

    /** What was said of a delivery before, and how often it was asked about. */
    private record Asked(DoubtEnding.Earlier earlier, int times) {
        static final Asked NEVER = new Asked(DoubtEnding.Earlier.NOTHING, 0);
    }

    /** Writes down what was said of those that are still in the same doubt. */
    List<Written> write(List<DoubtStore.InDoubt> doubts, Map<UUID, Finding> findings, RetrySchedule retry)
            throws SQLException {
        List<DoubtStore.InDoubt> still = stillInDoubt(doubts);
        Map<Long, Asked> asked = asked(still);
        List<Written> written = new ArrayList<>(still.size());
        for (DoubtStore.InDoubt doubt : still) {
            written.add(written(doubt, findings, asked.getOrDefault(doubt.id(), Asked.NEVER), retry));
        }
        if (!written.isEmpty()) {
            write(written);
        }
        return written;
    }

    private List<DoubtStore.InDoubt> stillInDoubt(List<DoubtStore.InDoubt> doubts) throws SQLException {
        Map<Long, Integer> still = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, DoubtStore.array(connection, "bigint", doubts, DoubtStore.InDoubt::id));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(3).equals(DeliveryState.IN_DOUBT.name())) {
                        still.put(rows.getLong(1), rows.getInt(2));
                    }
                }
            }
        }
        return doubts.stream()
                .filter(doubt -> still.getOrDefault(doubt.id(), -1) == doubt.attempts())
                .toList();
    }

    private Map<Long, Asked> asked(List<DoubtStore.InDoubt> doubts) throws SQLException {
        Map<Long, Asked> asked = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(EARLIER)) {
            statement.setArray(1, DoubtStore.array(connection, "bigint", doubts, DoubtStore.InDoubt::id));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    asked.put(
                            rows.getLong(1),
                            new Asked(new DoubtEnding.Earlier(rows.getBoolean(2), rows.getBoolean(3)), rows.getInt(4)));
                }
            }
        }
        return asked;
    }

    private static Written written(
            DoubtStore.InDoubt doubt, Map<UUID, Finding> findings, Asked asked, RetrySchedule retry) {
        DoubtEnding ending = DoubtEnding.of(doubt, findings.get(doubt.requestId()), asked.earlier());
        Duration rest = switch (ending.state()) {
            // What was not found the first time goes out at once; after further doubts it rests longer each
            // time.
            case DUE ->
                doubt.attempts() <= 1 ? Duration.ZERO : retry.after(doubt.attempts() - 1, ThreadLocalRandom.current());
            case IN_DOUBT -> InquiryRest.atMost(retry.after(asked.times() + 1, ThreadLocalRandom.current()));
            default -> Duration.ZERO;
        };
        return new Written(doubt, ending, rest);
    }

    private void write(List<Written> written) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setArray(
                    1,
                    DoubtStore.array(
                            connection, "bigint", written, each -> each.doubt().id()));
            statement.setArray(
                    2,
                    DoubtStore.array(
                            connection, "int", written, each -> each.doubt().attempts()));
            statement.setArray(3, inquiries("text", written, DoubtEnding.Inquiry::finding));
            statement.setArray(4, inquiries("text", written, DoubtEnding.Inquiry::claimReference));
            statement.setArray(5, inquiries("bigint", written, DoubtEnding.Inquiry::amountOre));
            statement.setArray(6, inquiries("text", written, DoubtEnding.Inquiry::receipt));
            statement.setArray(7, inquiries("text", written, DoubtEnding.Inquiry::code));
            statement.setArray(
                    8,
                    DoubtStore.array(
                            connection,
                            "text",
                            written,
                            each -> each.ending().state().name()));
            statement.setArray(
                    9,
                    DoubtStore.array(
                            connection, "text", written, each -> each.ending().code()));
            statement.setArray(
                    10,
                    DoubtStore.array(
                            connection, "text", written, each -> each.ending().words()));
            statement.setArray(
                    11,
                    DoubtStore.array(
                            connection, "bigint", written, each -> each.rest().toMillis()));
            statement.executeUpdate();
        }
    }

    private Array inquiries(
            String type, List<Written> written, Function<DoubtEnding.Inquiry, ? extends @Nullable Object> value)
            throws SQLException {
        return DoubtStore.array(
                connection, type, written, each -> value.apply(each.ending().inquiry()));
    }
}
