package dk.kravbro.privacy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Claims whose time is over, and what is erased of them: the people, the fee, the words. What is counted stays: the claim with
 * its ids and amounts, its ledger, its deliveries and their states.
 *
 * <p>A claim's time begins when the year ends in which anything last happened to it: that is the year in which it was settled, or
 * a later one. Never is a claim erased that owes or is owed something, has a delivery that is not at its end or waits for a person,
 * is at enforcement, or has an answer that waits for a person.
 */
final class ErasureRows {

    /** Claims erased in one transaction. */
    static final int CHUNK = 500;

    /** Needs aliases c of claims and t of {@link #TIME}. */
    private static final String OVER = """
              c.erased_at is null and c.changed_at < t.before
              and c.account_status is distinct from 'AT_ENFORCEMENT'
              and (select coalesce(sum(case when e.kind in ('PRINCIPAL', 'WRITE_UP') then e.amount_ore else -e.amount_ore end), 0)
                from claim_entries e where e.claim_id = c.id) = 0
              and not exists (select 1 from claim_entries e where e.claim_id = c.id and e.recorded_at >= t.before)
              and not exists (select 1 from events v where v.claim_id = c.id and v.at >= t.before)
              and not exists (select 1 from deliveries d where d.claim_id = c.id
                and (d.state not in ('ACCEPTED', 'REFUSED', 'NETTED') or d.settled_at >= t.before
                  or d.state = 'REFUSED' and not c.withdrawn
                    and not exists (select 1 from deliveries k where k.corrects = d.id)))
              and not exists (select 1 from parked_notices p
                where p.resolved_at is null and p.claim_reference = c.agency_id || '-' || c.fee_id)
            """;

    /** Each municipality with the moment before which a claim must have come to rest. */
    private static final String TIME = """
            (select code, keeps_settled_years,
               make_timestamptz(? - keeps_settled_years, 1, 1, 0, 0, 0, 'Europe/Copenhagen') as before
             from municipalities) t
            """;

    private static final String FIGURES =
            "select t.code, t.keeps_settled_years, t.before, (select count(*) from claims c"
                    + " where c.municipality_code = t.code and " + OVER + ") as over, (select count(*) from claims c"
                    + " where c.municipality_code = t.code and c.erased_at is not null) as erased from " + TIME
                    + " order by t.code";

    /** A claim that somebody else holds is no claim at rest. */
    private static final String LOCK = "select c.id from " + TIME + " join claims c on c.municipality_code = t.code"
            + " where t.code = ? and c.id > ? and " + OVER + " order by c.id limit " + CHUNK
            + " for no key update of c skip locked";

    /** Asked once more of the locked: what was committed between the look and the lock counts. */
    private static final String STILL = "select c.id from " + TIME + " join claims c on c.municipality_code = t.code"
            + " where t.code = ? and c.id = any (?) and " + OVER + " order by c.id";

    private static final String ERASE = """
            with gone as (
              update claims set debtor = null, debtor_key = null, name_key = null, erased_at = ? where id = any (?)
              returning id, municipality_code),
            versions as (
              update claim_versions v set said = null, erased = true from gone where v.claim_id = gone.id),
            told as (
              update deliveries d set reason_text = '' from gone where d.claim_id = gone.id and d.reason_text <> ''),
            words as (
              update events v set detail = split_part(v.detail, ' ', 1)
                || case when split_part(v.detail, ' ', 2) ~ '^[A-Z0-9_.:-]{1,60}$' then ' ' || split_part(v.detail, ' ', 2)
                   else '' end
              from gone where v.claim_id = gone.id and v.delivery_id is not null),
            said as (
              insert into events (municipality_code, claim_id, kind, at, actor)
              select municipality_code, id, 'ERASED', ?, 'kravbro' from gone)
            select count(*) from gone
            """;

    private final Connection connection;
    private final int year;

    /**
     * On that connection.
     *
     * @param year the present one, in Denmark
     */
    ErasureRows(Connection connection, int year) {
        this.connection = connection;
        this.year = year;
    }

    /** How many claims' time is over, by municipality. */
    List<Erasures.Figure> figures() throws SQLException {
        List<Erasures.Figure> figures = new ArrayList<>();
        try (PreparedStatement count = connection.prepareStatement(FIGURES)) {
            count.setQueryTimeout(Erasures.COUNT_SECONDS);
            count.setInt(1, year);
            try (ResultSet row = count.executeQuery()) {
                while (row.next()) {
                    figures.add(new Erasures.Figure(
                            row.getString("code"),
                            row.getInt("keeps_settled_years"),
                            year - row.getInt("keeps_settled_years") - 1,
                            row.getLong("over"),
                            row.getLong("erased")));
                }
            }
        }
        return figures;
    }

    /** All municipalities. */
    List<String> municipalities() throws SQLException {
        List<String> codes = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement("select code from municipalities order by code");
                ResultSet row = read.executeQuery()) {
            while (row.next()) {
                codes.add(row.getString(1));
            }
        }
        return codes;
    }

    /**
     * Erases a municipality's next claims whose time is over.
     *
     * @param after the last claim that was looked at; 0 to begin
     * @return what was done
     */
    Erased erase(String municipality, long after, Instant now) throws SQLException {
        List<Long> locked;
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setInt(1, year);
            lock.setString(2, municipality);
            lock.setLong(3, after);
            locked = ids(lock);
        }
        if (locked.isEmpty()) {
            return new Erased(0, 0, false);
        }
        List<Long> still;
        try (PreparedStatement again = connection.prepareStatement(STILL)) {
            again.setInt(1, year);
            again.setString(2, municipality);
            again.setArray(3, connection.createArrayOf("bigint", locked.toArray()));
            still = ids(again);
        }
        try (PreparedStatement erase = connection.prepareStatement(ERASE)) {
            erase.setObject(1, now.atOffset(ZoneOffset.UTC));
            erase.setArray(2, connection.createArrayOf("bigint", still.toArray()));
            erase.setObject(3, now.atOffset(ZoneOffset.UTC));
            try (ResultSet row = erase.executeQuery()) {
                row.next();
                return new Erased(row.getInt(1), locked.get(locked.size() - 1), locked.size() == CHUNK);
            }
        }
    }

    /**
     * What a step did.
     *
     * @param claims how many were erased
     * @param last the last one looked at
     * @param more whether there may be more
     */
    record Erased(int claims, long last, boolean more) {}

    private static List<Long> ids(PreparedStatement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
        }
        return ids;
    }
}
