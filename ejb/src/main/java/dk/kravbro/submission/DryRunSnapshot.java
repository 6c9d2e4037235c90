package dk.kravbro.submission;

import dk.kravbro.claim.PeopleSeal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A municipality's deliveries as they stand at one moment, read some claims at a time. Read-only and without a row lock:
 * it holds up nobody, and sees nothing that happens after it was opened. Holds one connection. Not thread-safe.
 */
final class DryRunSnapshot implements AutoCloseable {

    /** Claims read at a time. */
    static final int CHUNK = 200;

    private static final String RULES = "select live_on is not null and live_on <= " + RunStore.TODAY
            + " as live, earliest_fee_on, (select count(distinct claim_id) from deliveries d"
            + " where d.municipality_code = m.code and d.state in ('WAITING', 'DUE')) as claims"
            + " from municipalities m where m.code = ?";

    /** One sort, read as it is asked for: a keyset would walk all due rows again for every chunk. */
    private static final String CLAIMS = """
            select distinct claim_id from deliveries
            where municipality_code = ? and state in ('WAITING', 'DUE') order by claim_id
            """;

    /** What a slice's begin reads, for deliveries that are there and for those that netting would make. */
    private static final String MESSAGES = """
            select w.line as id, 0::bigint as attempt_id, 0 as attempts, gen_random_uuid() as call_id, w.kind,
              w.amount_ore, coalesce(d.conversation_id, gen_random_uuid()) as conversation_id,
              coalesce(d.request_id, gen_random_uuid()) as request_id, coalesce(d.created_at, now()) as created_at,
              m.cvr, m.guardian_policy = 'GUARDIAN' as guardian_liable,
              c.agency_id || '-' || c.fee_id as claim_reference, coalesce(d.type_code, t.code, v.claim_type) as claim_type,
              v.incurred_on, v.due_on,
              v.period_from, v.period_to, v.reason,
              (v.said_at at time zone 'Europe/Copenhagen')::date as said_on,
              w.claim_id, w.version, v.said
            from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[])
              as w (line, claim_id, version, kind, amount_ore, delivery_id)
            join claims c on c.id = w.claim_id
            join claim_versions v on v.claim_id = w.claim_id and v.version = w.version
            left join claim_types t on t.id = case when c.version = v.version then c.claim_type_id
              else v.claim_type_id end
            join municipalities m on m.code = ?
            left join deliveries d on d.id = w.delivery_id
            order by w.line
            """;

    private final Connection connection;
    private final PeopleSeal people;
    private final String municipality;
    private final PreparedStatement cursor;
    private final ResultSet claims;
    private final RunForecast.Rules rules;
    private final long claimCount;

    /** Opens the snapshot: what is committed now is what it shows. */
    DryRunSnapshot(DataSource database, String municipality, PeopleSeal people) throws SQLException {
        this.people = people;
        this.municipality = municipality;
        this.connection = database.getConnection();
        try {
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute("set transaction isolation level repeatable read, read only");
            }
            try (PreparedStatement statement = connection.prepareStatement(RULES)) {
                statement.setString(1, municipality);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    this.rules = new RunForecast.Rules(
                            row.getBoolean("live"), row.getObject("earliest_fee_on", LocalDate.class));
                    this.claimCount = row.getLong("claims");
                }
            }
            this.cursor = connection.prepareStatement(CLAIMS);
            cursor.setString(1, municipality);
            cursor.setFetchSize(CHUNK);
            this.claims = cursor.executeQuery();
        } catch (SQLException | RuntimeException e) {
            giveBack();
            throw e;
        }
    }

    RunForecast.Rules rules() {
        return rules;
    }

    /** Claims with something that has not left. */
    long claimCount() {
        return claimCount;
    }

    /** The next claims with their deliveries; none: all have been read. */
    Map<Long, ClaimHistory> next() throws SQLException {
        List<Long> ids = new ArrayList<>(CHUNK);
        while (ids.size() < CHUNK && claims.next()) {
            ids.add(claims.getLong(1));
        }
        Map<Long, ClaimHistory> found = ids.isEmpty() ? Map.of() : ClaimHistories.read(connection, ids, people);
        if (found.size() != ids.size()) {
            // Whoever has a delivery has a version that is no withdrawal; a total without it would be a wrong one.
            throw new IllegalStateException("a claim of " + municipality + " has no version to tell");
        }
        return found;
    }

    /** All that the messages of these deliveries need; the id of each is its place in the list. */
    List<BegunDelivery> messages(List<RunForecast.Sent> sent) throws SQLException {
        Long[] places = new Long[sent.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = (long) i;
        }
        try (PreparedStatement statement = connection.prepareStatement(MESSAGES)) {
            setBigints(statement, 1, places);
            setBigints(
                    statement, 2, sent.stream().map(RunForecast.Sent::claimId).toArray());
            setBigints(
                    statement,
                    3,
                    sent.stream().map(s -> (long) s.delivery().version()).toArray());
            statement.setArray(
                    4,
                    connection.createArrayOf(
                            "text",
                            sent.stream().map(s -> s.delivery().kind().name()).toArray()));
            setBigints(
                    statement,
                    5,
                    sent.stream().map(s -> s.delivery().amountOre()).toArray());
            setBigints(statement, 6, sent.stream().map(s -> s.delivery().id()).toArray());
            statement.setString(7, municipality);
            List<BegunDelivery> messages = new ArrayList<>(sent.size());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    messages.add(SliceStore.read(rows, people));
                }
            }
            return messages;
        }
    }

    private void setBigints(PreparedStatement statement, int place, Object[] values) throws SQLException {
        statement.setArray(place, connection.createArrayOf("bigint", values));
    }

    @Override
    public void close() throws SQLException {
        try (cursor;
                claims) {
            connection.rollback();
        } finally {
            giveBack();
        }
    }

    private void giveBack() throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }
}
