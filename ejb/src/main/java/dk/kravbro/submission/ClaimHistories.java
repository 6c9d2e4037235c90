package dk.kravbro.submission;

import dk.kravbro.claim.PeopleSeal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads claims' histories: for netting, which has locked the claims, and for the dry run, which reads in a snapshot. */
final class ClaimHistories {

    /** What FBS says: a statement of its own, since only rows locked before it are sure to be new. */
    private static final String SAID = """
            select c.id, c.amount_ore, c.withdrawn, c.version, v.version as said_version, v.said, l.incurred_on,
              claim_is_stopped(c.id) as stopped
            from claims c join claim_versions v on v.claim_id = c.id and v.version = (
              select max(p.version) from claim_versions p where p.claim_id = c.id and not p.withdrawn)
            join claim_versions l on l.claim_id = c.id and l.version = c.version
            where c.id = any (?) order by c.id
            """;

    private static final String HISTORY = """
            select d.claim_id, d.id, d.sequence_no, d.kind, d.amount_ore, d.version, d.state, d.reason,
              exists (select 1 from deliveries k where k.corrects = d.id) as corrected,
              d.state = 'DUE' and exists (select 1 from delivery_attempts t
                where t.delivery_id = d.id and t.outcome = 'IN_DOUBT') as was_in_doubt,
              v.said, v.incurred_on
            from deliveries d join claim_versions v on v.claim_id = d.claim_id and v.version = d.version
            where d.claim_id = any (?) order by d.claim_id, d.sequence_no
            """;

    private ClaimHistories() {}

    /** These claims with their deliveries, by id and in order of it. */
    static Map<Long, ClaimHistory> read(Connection connection, Collection<Long> claims, PeopleSeal people)
            throws SQLException {
        Map<Long, ClaimHistory> found = said(connection, claims, people);
        try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setArray(
                    1, connection.createArrayOf("bigint", found.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ClaimHistory history = found.get(rows.getLong("claim_id"));
                    if (history != null) {
                        history.add(rows, parties(rows, history.claimId(), rows.getInt("version"), people));
                    }
                }
            }
        }
        return found;
    }

    private static Map<Long, ClaimHistory> said(Connection connection, Collection<Long> claims, PeopleSeal people)
            throws SQLException {
        Map<Long, ClaimHistory> found = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SAID)) {
            statement.setArray(1, connection.createArrayOf("bigint", claims.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    long id = rows.getLong("id");
                    ClaimHistory history = new ClaimHistory(
                            id,
                            new Netting.Said(
                                    rows.getBoolean("withdrawn"),
                                    rows.getLong("amount_ore"),
                                    parties(rows, id, rows.getInt("said_version"), people)),
                            rows.getInt("version"),
                            rows.getObject("incurred_on", LocalDate.class),
                            rows.getBoolean("stopped"));
                    found.put(history.claimId(), history);
                }
            }
        }
        return found;
    }

    private static String parties(ResultSet row, long claim, int version, PeopleSeal people) throws SQLException {
        return people.said(claim, version, row.getBytes("said")).parties();
    }
}
