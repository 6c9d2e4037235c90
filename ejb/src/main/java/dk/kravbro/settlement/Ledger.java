package dk.kravbro.settlement;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of claims that the back channel writes: ledger lines, account status, events, answers to be numbered. */
final class Ledger {

    /** Line, event and answer in one statement: a copy writes none of the three. */
    private static final String WRITE_ENTRY = """
            with entry as (
                insert into kravbro.claim_entries
                    (id, claim_id, municipality_code, kind, amount_ore, effective_on, recorded_at, notice_key, detail)
                values (nextval('kravbro.claim_entries_seq'), ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (notice_key) do nothing
                returning *),
            event as (
                insert into kravbro.events (municipality_code, claim_id, kind, amount_ore, at, actor, detail)
                select municipality_code, claim_id, kind, amount_ore, recorded_at, ?, detail from entry
                returning id)
            insert into kravbro.answers_pending (event_id) select id from event
            """;

    /** A status older than the one we have becomes history (and says so), but not the claim's state. */
    private static final String WRITE_STATUS = """
            with event as (
                insert into kravbro.events
                    (municipality_code, claim_id, kind, amount_ore, at, actor, detail, notice_key)
                select c.municipality_code, c.id, 'ACCOUNT_STATUS', null, ?, ?,
                       case when c.account_status_on > ? then 'OUTDATED ' || ? else ? end, ?
                from kravbro.claims c where c.id = ?
                on conflict (notice_key) where notice_key is not null do nothing
                returning id, claim_id),
            state as (
                update kravbro.claims c set account_status = ?, account_status_on = ?
                from event where c.id = event.claim_id
                    and (c.account_status_on is null or c.account_status_on <= ?))
            insert into kravbro.answers_pending (event_id) select id from event
            """;

    private final Connection connection;
    private final OffsetDateTime now;

    Ledger(Connection connection, Instant now) {
        this.connection = connection;
        this.now = now.atOffset(ZoneOffset.UTC);
    }

    /** Code of the municipality with this CVR number. */
    Optional<String> municipality(String cvr) throws SQLException {
        try (PreparedStatement find =
                connection.prepareStatement("select code from kravbro.municipalities where cvr = ?")) {
            find.setString(1, cvr);
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Locks the municipality's own claims among these, in one order for everybody; their ids by reference. */
    Map<String, Long> lock(Map<String, ClaimReference> asked, String municipalityCode) throws SQLException {
        Map<ClaimReference, Long> found = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement("select c.agency_id, c.fee_id, c.id"
                + " from kravbro.claims c"
                + " join unnest(?::text[], ?::bigint[]) as asked (agency_id, fee_id)"
                + " on c.agency_id = asked.agency_id and c.fee_id = asked.fee_id"
                + " where c.municipality_code = ? order by c.id for no key update of c")) {
            bind(lock, asked.values());
            lock.setString(3, municipalityCode);
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    found.put(new ClaimReference(rows.getString(1), rows.getLong(2)), rows.getLong(3));
                }
            }
        }
        Map<String, Long> ids = new HashMap<>();
        asked.forEach(
                (said, reference) -> Optional.ofNullable(found.get(reference)).ifPresent(id -> ids.put(said, id)));
        return ids;
    }

    /** How many of these name a claim of another municipality: for the log, never for the sender. */
    int ownedByOthers(List<Said> all, String municipalityCode) throws SQLException {
        List<ClaimReference> references = all.stream()
                .map(said -> ClaimReference.read(said.reference()))
                .flatMap(Optional::stream)
                .toList();
        try (PreparedStatement count = connection.prepareStatement("select count(*) from kravbro.claims c"
                + " join unnest(?::text[], ?::bigint[]) as asked (agency_id, fee_id)"
                + " on c.agency_id = asked.agency_id and c.fee_id = asked.fee_id"
                + " where c.municipality_code <> ?")) {
            bind(count, references);
            count.setString(3, municipalityCode);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    /** Writes what was said; false if its key was used before, and nothing is written. */
    boolean write(Said said, long claim, String municipalityCode, String sender) throws SQLException {
        return Said.ACCOUNT_STATUS.equals(said.kind())
                ? writeStatus(said, claim, sender)
                : writeEntry(said, claim, municipalityCode, sender);
    }

    private boolean writeEntry(Said said, long claim, String municipalityCode, String sender) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE_ENTRY)) {
            write.setLong(1, claim);
            write.setString(2, municipalityCode);
            write.setString(3, said.kind());
            write.setObject(4, said.ore(), Types.BIGINT);
            write.setObject(5, said.valueOn());
            write.setObject(6, now);
            write.setString(7, said.key());
            write.setString(8, said.detail());
            write.setString(9, sender);
            return write.executeUpdate() == 1;
        }
    }

    private boolean writeStatus(Said said, long claim, String sender) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE_STATUS)) {
            write.setObject(1, now);
            write.setString(2, sender);
            write.setObject(3, said.valueOn());
            write.setString(4, said.detail());
            write.setString(5, said.detail());
            write.setString(6, said.key());
            write.setLong(7, claim);
            write.setString(8, said.detail());
            write.setObject(9, said.valueOn());
            write.setObject(10, said.valueOn());
            return write.executeUpdate() == 1;
        }
    }

    /** Whether the earlier use of this key said the very same of the same claim. */
    boolean saysTheSame(Said said, long claim) throws SQLException {
        try (PreparedStatement compare = connection.prepareStatement("select 1 from kravbro.claim_entries"
                + " where notice_key = ? and claim_id = ? and kind = ? and amount_ore = ? and effective_on = ?"
                + " union all select 1 from kravbro.events"
                + " where notice_key = ? and claim_id = ? and kind = ?"
                + " and detail in (?, 'OUTDATED ' || ?)")) {
            compare.setString(1, said.key());
            compare.setLong(2, claim);
            compare.setString(3, said.kind());
            compare.setObject(4, said.ore(), Types.BIGINT);
            compare.setObject(5, said.valueOn());
            compare.setString(6, said.key());
            compare.setLong(7, claim);
            compare.setString(8, said.kind());
            compare.setString(9, said.detail());
            compare.setString(10, said.detail());
            try (ResultSet row = compare.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Brings claims to the top of the lists that people look at. */
    void touch(Collection<Long> claims) throws SQLException {
        Array ids = connection.createArrayOf("bigint", claims.toArray());
        try (PreparedStatement touch =
                connection.prepareStatement("update kravbro.claims set changed_at = ? where id = any (?)")) {
            touch.setObject(1, now);
            touch.setArray(2, ids);
            touch.executeUpdate();
        } finally {
            ids.free();
        }
    }

    private void bind(PreparedStatement statement, Collection<ClaimReference> references) throws SQLException {
        statement.setArray(
                1,
                connection.createArrayOf(
                        "text",
                        references.stream().map(ClaimReference::agencyId).toArray()));
        statement.setArray(
                2,
                connection.createArrayOf(
                        "bigint", references.stream().map(ClaimReference::feeId).toArray()));
    }
}
