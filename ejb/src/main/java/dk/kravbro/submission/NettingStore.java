package dk.kravbro.submission;

import dk.kravbro.claim.PeopleSeal;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Carries {@link Netting} out in the database, some claims at a time. The claims' rows are locked, so that FBS cannot
 * change one meanwhile; a claim that is locked already, or has a delivery on its way, is left for the next time.
 */
@ApplicationScoped
class NettingStore {

    /** Claims netted in one transaction. */
    static final int CHUNK = 200;

    /**
     * Claims with several unsent deliveries, or with some behind a refused one that nothing has corrected; none with a
     * delivery on its way, nor with one that was in doubt before: that one's request id is the last guard against a call
     * that arrives very late, so it goes out as it is.
     */
    private static final String CANDIDATES = """
            select c.id from claims c
            where c.id in (
              (select claim_id from deliveries where municipality_code = ? and state in ('WAITING', 'DUE')
                group by claim_id having count(*) > 1)
              union
              (select w.claim_id from deliveries r join deliveries w on w.claim_id = r.claim_id
                  and w.sequence_no > r.sequence_no and w.state = 'WAITING'
                where r.municipality_code = ? and r.state = 'REFUSED'
                  and not exists (select 1 from deliveries k where k.corrects = r.id)))
              and c.id > ?
              and not exists (select 1 from deliveries o where o.claim_id = c.id
                and (o.state in ('QUEUED', 'SENDING', 'IN_DOUBT', 'ON_WORKLIST')
                  or (o.state = 'DUE' and exists (select 1 from delivery_attempts t
                    where t.delivery_id = o.id and t.outcome = 'IN_DOUBT'))))
            order by c.id limit ? for no key update of c skip locked
            """;

    /** The unsent deliveries that nobody else holds: a prepared transaction of a dead node may hold some for long. */
    private static final String FREE = """
            select id from deliveries where claim_id = any (?) and state in ('WAITING', 'DUE')
            for no key update skip locked
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Inject
    PeopleSeal people;

    /** What a pass did: deliveries netted, of how many claims, and how many took their place. */
    record Netted(int replaced, int claims, int replacements) {}

    /** Nets all claims of a municipality. */
    Netted net(String municipality, long run) throws SQLException {
        int replaced = 0;
        int claims = 0;
        int replacements = 0;
        long after = 0;
        while (true) {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    List<Long> locked = lock(connection, municipality, after);
                    if (locked.isEmpty()) {
                        connection.rollback();
                        return new Netted(replaced, claims, replacements);
                    }
                    after = locked.get(locked.size() - 1);
                    Set<Long> free = free(connection, locked);
                    for (ClaimHistory claim :
                            ClaimHistories.read(connection, locked, people).values()) {
                        Optional<List<Netting.Planned>> planned = replacement(claim, free);
                        if (planned.isPresent()) {
                            NettingWriter.replace(connection, municipality, run, claim, planned.get());
                            replaced += claim.pending().size();
                            replacements += planned.get().size();
                            claims++;
                        }
                    }
                    connection.commit();
                } catch (SQLException | RuntimeException e) {
                    connection.rollback();
                    throw e;
                } finally {
                    connection.setAutoCommit(true);
                }
            }
        }
    }

    /** What takes the place of the pending ones; empty if they stay, or somebody has got hold of one meanwhile. */
    private static Optional<List<Netting.Planned>> replacement(ClaimHistory claim, Set<Long> free) {
        boolean allFree = claim.pending().stream().allMatch(p -> free.contains(p.id()));
        return allFree ? claim.replacement() : Optional.empty();
    }

    private static List<Long> lock(Connection connection, String municipality, long after) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(CANDIDATES)) {
            statement.setString(1, municipality);
            statement.setString(2, municipality);
            statement.setLong(3, after);
            statement.setInt(4, CHUNK);
            return ids(statement);
        }
    }

    private static Set<Long> free(Connection connection, List<Long> claims) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FREE)) {
            statement.setArray(1, connection.createArrayOf("bigint", claims.toArray()));
            return new HashSet<>(ids(statement));
        }
    }

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
