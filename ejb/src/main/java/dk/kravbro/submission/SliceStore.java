package dk.kravbro.submission;

import dk.kravbro.archive.KeptCalls;
import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.claim.Said;
import dk.kravbro.secrets.SecretMissing;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Begin and finish of a slice: one SQL statement each, in one round trip, each a transaction of its own.
 *
 * <p>Finish looks up by primary key and is fenced by owner alone. It never repeats the predicate of a partial index on
 * states: the planner would then walk all open rows for every one of ours (measured: 25 times slower).
 */
@ApplicationScoped
class SliceStore {

    /**
     * QUEUED to SENDING, attempt rows, and everything the calls need. No rows: somebody else did it, or the municipality
     * was stopped since; the sweeper then takes its queued deliveries back. What a registration tells of its claim's type is
     * found at its first attempt and kept for the others: one request id, one message.
     */
    private static final String BEGIN = """
            with b as (
              update deliveries set state = 'SENDING', owner_node = ?, owner_incarnation = ?, attempts = attempts + 1,
                type_code = case when kind = 'REGISTER' then coalesce(type_code, (
                  select t.code from claims c
                  join claim_versions v on v.claim_id = c.id and v.version = deliveries.version
                  join claim_types t on t.id = case when c.version = v.version then c.claim_type_id
                    else v.claim_type_id end
                  where c.id = deliveries.claim_id)) end
              where slice_id = ? and state = 'QUEUED' and exists (select 1 from municipalities m
                join debtor_systems s on s.product = m.debtor_system
                where m.code = deliveries.municipality_code and not m.paused and not s.paused
                  and m.live_on <= %s)
              returning id, claim_id, municipality_code, kind, amount_ore, version, attempts, conversation_id,
                request_id, created_at, type_code),
            a as (
              insert into delivery_attempts (id, delivery_id, slice_id, call_id, node, incarnation, started_at)
              select nextval('delivery_attempts_seq'), b.id, ?, gen_random_uuid(), ?, ?, now() from b
              returning id, delivery_id, call_id)
            select b.id, a.id as attempt_id, b.attempts, a.call_id, b.kind, b.amount_ore, b.conversation_id,
              b.request_id, b.created_at, m.cvr, m.guardian_policy = 'GUARDIAN' as guardian_liable,
              c.agency_id || '-' || c.fee_id as claim_reference, coalesce(b.type_code, v.claim_type) as claim_type,
              v.incurred_on, v.due_on,
              v.period_from, v.period_to, v.reason,
              (v.said_at at time zone 'Europe/Copenhagen')::date as said_on,
              b.claim_id, b.version, v.said
            from b
            join a on a.delivery_id = b.id
            join claims c on c.id = b.claim_id
            left join claim_versions v on v.claim_id = b.claim_id and v.version = b.version
            join municipalities m on m.code = b.municipality_code
            order by b.id
            """.formatted(RunStore.TODAY);

    /**
     * Outcomes, attempts, events, answers and kept calls of a slice; counts the deliveries that were still ours. A call that was
     * withheld was no attempt.
     */
    private static final String FINISH = """
            with u as (
              select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                  ?::text[], ?::text[])
                as t (delivery_id, attempt_id, state, code, words, receipt, rest_ms, platform_call_id,
                  platform_received)),
            x as (
              update deliveries d set state = u.state, reason = u.code, reason_text = u.words,
                receipt = nullif(u.receipt, ''), owner_node = null, owner_incarnation = null,
                attempts = case when u.code = any (?) then d.attempts - 1 else d.attempts end,
                not_before = case when u.rest_ms > 0 then now() + u.rest_ms * interval '1 millisecond' end,
                settled_at = case when u.state in ('ACCEPTED', 'REFUSED') then now() end
              from u where d.id = u.delivery_id and d.owner_node = ? and d.owner_incarnation = ? and d.slice_id = ?
              returning d.id, d.claim_id, d.municipality_code, d.kind, d.amount_ore, u.attempt_id, u.state, u.code,
                u.words, u.receipt, u.platform_call_id, u.platform_received),
            y as (
              update delivery_attempts a set ended_at = now(), outcome = x.state, detail = x.code,
                platform_call_id = nullif(x.platform_call_id, ''),
                platform_received = nullif(x.platform_received, '')
              from x where a.id = x.attempt_id),
            z as (
              insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
              select municipality_code, claim_id, id, state, amount_ore, now(), 'kravbro',
                case state when 'ACCEPTED' then kind || ' ' || receipt else kind || ' ' || code || ' ' || words end
              from x where state <> 'DUE' returning id, kind),
            p as (
              insert into answers_pending (event_id) select id from z where kind in ('ACCEPTED', 'REFUSED')),
            %s
            select count(*) from x
            """.formatted(KeptCalls.PARTS);

    /** Classes of SQL states that say what is wrong with the rows or tables themselves; the database is there. */
    private static final Pattern OBJECTS = Pattern.compile("(22|23|42|54).*");

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    PoisonStore poison;

    @Inject
    PeopleSeal people;

    /**
     * Begins a slice: everything of it that is still queued is ours from here. A row that cannot be read is set aside for a
     * person and holds up nobody; one that was sealed with a key that this node has not got yet goes back.
     */
    List<BegunDelivery> begin(long slice, String node, UUID incarnation) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, node);
            statement.setObject(2, incarnation);
            statement.setLong(3, slice);
            statement.setLong(4, slice);
            statement.setString(5, node);
            statement.setObject(6, incarnation);
            List<BegunDelivery> begun = new ArrayList<>();
            List<Long> unreadable = new ArrayList<>();
            List<Long> lacking = new ArrayList<>();
            String why = "";
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    try {
                        begun.add(read(rows, people));
                    } catch (SecretMissing e) {
                        lacking.add(rows.getLong("id"));
                    } catch (RuntimeException e) {
                        // Named by its type: its message may repeat what stands in the row.
                        unreadable.add(rows.getLong("id"));
                        why = e.getClass().getSimpleName();
                    }
                }
            }
            if (!lacking.isEmpty()) {
                SubmissionLog.LOG.keyMissing(slice, poison.putBack(slice, node, incarnation, lacking));
            }
            if (!unreadable.isEmpty()) {
                SubmissionLog.LOG.poison(slice, poison.setAside(slice, node, incarnation, unreadable, why), why);
            }
            return begun;
        }
    }

    /**
     * Records what became of a slice's calls, and what is kept of them if that can be written: an outcome must not be lost for
     * the sake of its archive.
     *
     * @return how many were still ours; less than given: others settled them meanwhile
     * @throws SQLException if the database is away; to be tried again as it is
     */
    int record(long slice, String node, UUID incarnation, List<RecordedOutcome> outcomes) throws SQLException {
        try {
            return finish(slice, node, incarnation, outcomes);
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (!OBJECTS.matcher(state).matches()
                    || RecordedOutcome.kept(outcomes).isEmpty()) {
                throw e;
            }
            SubmissionLog.LOG.callsNotKept(slice, state);
            return finish(
                    slice,
                    node,
                    incarnation,
                    outcomes.stream().map(each -> each.with(null)).toList());
        }
    }

    /**
     * Records what became of a slice's calls.
     *
     * @return how many were still ours; less than given: others settled them meanwhile
     */
    int finish(long slice, String node, UUID incarnation, List<RecordedOutcome> outcomes) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(FINISH)) {
            statement.setArray(
                    1,
                    bigints(connection, outcomes.stream().map(o -> o.delivery().id())));
            statement.setArray(
                    2,
                    bigints(connection, outcomes.stream().map(o -> o.delivery().attemptId())));
            statement.setArray(
                    3, texts(connection, outcomes.stream().map(o -> o.state().name())));
            statement.setArray(4, texts(connection, outcomes.stream().map(RecordedOutcome::code)));
            statement.setArray(5, texts(connection, outcomes.stream().map(RecordedOutcome::text)));
            statement.setArray(6, texts(connection, outcomes.stream().map(RecordedOutcome::receipt)));
            statement.setArray(
                    7,
                    bigints(connection, outcomes.stream().map(o -> o.notBefore().toMillis())));
            statement.setArray(
                    8, texts(connection, outcomes.stream().map(o -> o.platform().callUuid())));
            statement.setArray(
                    9, texts(connection, outcomes.stream().map(o -> o.platform().received())));
            statement.setArray(10, texts(connection, RetrySchedule.WITHHELD.stream()));
            statement.setString(11, node);
            statement.setObject(12, incarnation);
            statement.setLong(13, slice);
            KeptCalls.bind(statement, 14, RecordedOutcome.kept(outcomes));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    static BegunDelivery read(ResultSet row, PeopleSeal people) throws SQLException {
        byte[] sealed = row.getBytes("said");
        if (sealed == null) {
            throw new IllegalStateException("the version that the delivery tells is missing");
        }
        Said said = people.said(row.getLong("claim_id"), row.getInt("version"), sealed);
        OffsetDateTime createdAt = row.getObject("created_at", OffsetDateTime.class);
        return new BegunDelivery(
                row.getLong("id"),
                row.getLong("attempt_id"),
                row.getInt("attempts"),
                row.getObject("call_id", UUID.class),
                DeliveryKind.valueOf(row.getString("kind")),
                row.getLong("amount_ore"),
                row.getObject("conversation_id", UUID.class),
                row.getObject("request_id", UUID.class),
                createdAt.toInstant(),
                row.getString("cvr"),
                row.getBoolean("guardian_liable"),
                row.getString("claim_reference"),
                row.getString("claim_type"),
                row.getObject("incurred_on", LocalDate.class),
                row.getObject("due_on", LocalDate.class),
                row.getObject("period_from", LocalDate.class),
                row.getObject("period_to", LocalDate.class),
                said.description(),
                row.getString("reason"),
                row.getObject("said_on", LocalDate.class),
                said.parties());
    }

    private static Array bigints(Connection connection, java.util.stream.Stream<Long> values) throws SQLException {
        return connection.createArrayOf("bigint", values.toArray());
    }

    private static Array texts(Connection connection, java.util.stream.Stream<String> values) throws SQLException {
        return connection.createArrayOf("text", values.toArray());
    }
}
