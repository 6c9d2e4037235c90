package dk.kravbro.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** All batches and their lines' results, in plain SQL: they are written in bulk and never changed as objects. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class FeeBatchRows {

    private static final String COLUMNS = "id, client, received_at, ended_at, lines, taken, unchanged, refused,"
            + " last_line, bytes, working_since, last_line - working_from, progressed_at";

    private static final String ADD_LINES = "insert into kravbro.fee_batch_lines"
            + " (batch_id, line_no, outcome, agency_id, fee_id, problem_type, pointer, detail, problems)"
            + " select ?, l, o, a, f, t, p, d, cast(j as jsonb) from unnest(?::int[], ?::text[], ?::text[], ?::bigint[],"
            + " ?::text[], ?::text[], ?::text[], ?::text[]) x(l, o, a, f, t, p, d, j)";

    /** How far a batch has come: the last line whose result is committed, and the text's mark up to there. */
    record Progress(int lastLine, String mark, Optional<Instant> progressedAt, boolean ended) {}

    private static final String FORGET = """
            with old as (
              select id from (
                select id, sum(lines) over (order by received_at, id) as until,
                  row_number() over (order by received_at, id) as place
                from kravbro.fee_batches b where received_at < :before
                  and not exists (select 1 from kravbro.idempotency_keys k where k.location = cast(b.id as text))) aged
              where until <= :most or place = 1),
            lines as (delete from kravbro.fee_batch_lines where batch_id in (select id from old))
            delete from kravbro.fee_batches where id in (select id from old)
            """;

    @PersistenceContext(unitName = "kravbro")
    EntityManager entities;

    public void add(UUID id, String client, Instant now) {
        entities.createNativeQuery(
                        "insert into kravbro.fee_batches (id, client, received_at, progressed_at, working_since)"
                                + " values (:id, :client, :now, :now, :now)")
                .setParameter("id", id)
                .setParameter("client", client)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** How far it has come; its row is locked until the transaction ends. */
    public Progress lock(UUID id) {
        Object[] row = (Object[]) entities.createNativeQuery(
                        "select last_line, line_hash, progressed_at, ended_at is not null from kravbro.fee_batches"
                                + " where id = :id for no key update")
                .setParameter("id", id)
                .getSingleResult();
        return new Progress((Integer) row[0], (String) row[1], Optional.ofNullable((Instant) row[2]), (Boolean) row[3]);
    }

    /** Moves on to that line, with these results on the way. */
    public void progress(UUID id, BatchLine last, String mark, List<BatchLineResult> results, Instant now) {
        addLines(id, results);
        entities.createNativeQuery("update kravbro.fee_batches set last_line = :line, line_hash = :hash,"
                        + " bytes = :bytes, progressed_at = :now, lines = lines + :lines, taken = taken + :taken,"
                        + " unchanged = unchanged + :unchanged, refused = refused + :refused where id = :id")
                .setParameter("line", last.number())
                .setParameter("hash", mark)
                .setParameter("bytes", last.end())
                .setParameter("now", now)
                .setParameter("lines", results.size())
                .setParameter("taken", count(results, BatchLineResult.Outcome.TAKEN))
                .setParameter("unchanged", count(results, BatchLineResult.Outcome.UNCHANGED))
                .setParameter("refused", count(results, BatchLineResult.Outcome.REFUSED))
                .setParameter("id", id)
                .executeUpdate();
    }

    private static int count(List<BatchLineResult> results, BatchLineResult.Outcome outcome) {
        return (int) results.stream().filter(line -> line.outcome() == outcome).count();
    }

    /** Somebody is at work on it from now on. */
    public void resumed(UUID id, Instant now) {
        entities.createNativeQuery("update kravbro.fee_batches set progressed_at = :now, working_since = :now,"
                        + " working_from = last_line where id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Nobody is at work on it any more; a repeat goes on with it. */
    public void interrupted(UUID id) {
        entities.createNativeQuery("update kravbro.fee_batches set progressed_at = null where id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    public void ended(UUID id, Instant now) {
        entities.createNativeQuery(
                        "update kravbro.fee_batches set ended_at = :now, progressed_at = null where id = :id")
                .setParameter("now", now)
                .setParameter("id", id)
                .executeUpdate();
    }

    /**
     * Removes batches that nobody can ask for by their key any more, oldest first; tells how many.
     *
     * @param receivedBefore those that came before
     * @param most lines in one go, beyond the first batch's
     */
    public int forget(Instant receivedBefore, int most) {
        return entities.createNativeQuery(FORGET)
                .setParameter("before", receivedBefore)
                .setParameter("most", most)
                .executeUpdate();
    }

    /** Batches that still have their text's hash, from before there were marks, with it; at most so many. */
    public Map<UUID, String> unmarked(int most) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select id, line_hash from kravbro.fee_batches where length(line_hash) = 64 limit :most")
                .setParameter("most", most)
                .getResultList();
        return found.stream().collect(Collectors.toMap(row -> (UUID) row[0], row -> (String) row[1]));
    }

    /** Puts a mark in the place of a batch's hash, and of its key's. */
    public void mark(UUID id, String hash, String mark) {
        for (String place : List.of(
                "fee_batches set line_hash = :mark where id = :id and line_hash = :hash",
                "idempotency_keys set request_hash = :mark where location = cast(:id as text) and request_hash = :hash")) {
            entities.createNativeQuery("update kravbro." + place)
                    .setParameter("mark", mark)
                    .setParameter("id", id)
                    .setParameter("hash", hash)
                    .executeUpdate();
        }
    }

    /**
     * A batch.
     *
     * @param aliveSince who has made no progress since then does not work on it any more
     */
    public Optional<FeeBatch> find(UUID id, Instant aliveSince) {
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select " + COLUMNS + " from kravbro.fee_batches where id = :id")
                .setParameter("id", id)
                .getResultList();
        return found.stream().map(row -> batch(row, aliveSince)).findFirst();
    }

    private static FeeBatch batch(Object[] row, Instant aliveSince) {
        return new FeeBatch(
                (UUID) row[0],
                (String) row[1],
                (Instant) row[2],
                Optional.ofNullable((Instant) row[3]),
                (Integer) row[4],
                (Integer) row[5],
                (Integer) row[6],
                (Integer) row[7],
                new FeeBatch.Progress(
                        (Integer) row[8],
                        (Long) row[9],
                        Optional.ofNullable((Instant) row[10]),
                        (Integer) row[11],
                        Optional.ofNullable((Instant) row[12]).filter(aliveSince::isBefore)));
    }

    /** Results after that line, in order. */
    public List<BatchLineResult> lines(UUID id, int after, Optional<BatchLineResult.Outcome> outcome, int limit) {
        // Two texts, so that the refused ones are found by their own index.
        String which =
                outcome.map(wanted -> " and outcome = '" + wanted.name() + "'").orElse("");
        @SuppressWarnings("unchecked")
        List<Object[]> found = entities.createNativeQuery(
                        "select line_no, outcome, agency_id, fee_id, cast(problems as text)"
                                + " from kravbro.fee_batch_lines where batch_id = :id and line_no > :after" + which
                                + " order by line_no")
                .setParameter("id", id)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
        return found.stream()
                .map(row -> new BatchLineResult(
                        (Integer) row[0],
                        BatchLineResult.Outcome.valueOf((String) row[1]),
                        Optional.ofNullable((String) row[2]),
                        Optional.ofNullable((Long) row[3]),
                        problems((String) row[4])))
                .toList();
    }

    private void addLines(UUID id, List<BatchLineResult> results) {
        if (results.isEmpty()) {
            return;
        }
        entities.unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(ADD_LINES)) {
                insert.setObject(1, id);
                column(insert, connection, 2, "int4", results, BatchLineResult::number);
                column(
                        insert,
                        connection,
                        3,
                        "text",
                        results,
                        line -> line.outcome().name());
                column(
                        insert,
                        connection,
                        4,
                        "text",
                        results,
                        line -> line.agencyId().orElse(null));
                column(
                        insert,
                        connection,
                        5,
                        "int8",
                        results,
                        line -> line.feeId().orElse(null));
                column(
                        insert,
                        connection,
                        6,
                        "text",
                        results,
                        line -> first(line, p -> p.type().slug()));
                column(insert, connection, 7, "text", results, line -> first(line, Problem::pointer));
                column(insert, connection, 8, "text", results, line -> first(line, Problem::detail));
                column(insert, connection, 9, "text", results, line -> first(line, p -> written(line.problems())));
                insert.executeUpdate();
            }
        });
    }

    private static void column(
            PreparedStatement insert,
            Connection connection,
            int index,
            String type,
            List<BatchLineResult> results,
            Function<BatchLineResult, @Nullable Object> value)
            throws SQLException {
        Object[] values = new Object[results.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(results.get(i));
        }
        insert.setArray(index, connection.createArrayOf(type, values));
    }

    private static @Nullable Object first(BatchLineResult line, Function<Problem, Object> value) {
        return line.problems().isEmpty() ? null : value.apply(line.problems().get(0));
    }

    private static String written(List<Problem> problems) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("type", problem.type().slug());
            fields.put("pointer", problem.pointer());
            fields.put("detail", problem.detail());
            list.add(fields);
        }
        return JsonText.write(Map.of("problems", list));
    }

    private static List<Problem> problems(@Nullable String kept) {
        if (kept == null) {
            return List.of();
        }
        try {
            List<?> list = (List<?>) JsonText.object(kept).getOrDefault("problems", List.of());
            return list.stream().map(FeeBatchRows::problem).toList();
        } catch (JsonText.NotJson broken) {
            throw new IllegalStateException("what was kept of a line's problems is not JSON", broken);
        }
    }

    private static Problem problem(Object kept) {
        Map<?, ?> fields = (Map<?, ?>) kept;
        ProblemType type = ProblemType.withSlug(String.valueOf(fields.get("type")))
                .orElseThrow(() -> new IllegalStateException("a problem type's name never changes"));
        return new Problem(type, String.valueOf(fields.get("pointer")), String.valueOf(fields.get("detail")));
    }
}
