package dk.kravbro.submission;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

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

    /** What FBS says of the locked claims: a statement of its own, since only the locked rows above are sure to be new. */
    private static final String SAID = """
            select c.id, c.amount_ore, c.withdrawn, c.version, v.parties::text as parties
            from claims c join claim_versions v on v.claim_id = c.id and v.version = (
              select max(p.version) from claim_versions p where p.claim_id = c.id and not p.withdrawn)
            where c.id = any (?)
            """;

    /** The unsent deliveries that nobody else holds: a prepared transaction of a dead node may hold some for long. */
    private static final String FREE = """
            select id from deliveries where claim_id = any (?) and state in ('WAITING', 'DUE')
            for no key update skip locked
            """;

    private static final String HISTORY = """
            select d.claim_id, d.id, d.sequence_no, d.kind, d.amount_ore, d.version, d.state, d.reason,
              exists (select 1 from deliveries k where k.corrects = d.id) as corrected, v.parties::text as parties
            from deliveries d join claim_versions v on v.claim_id = d.claim_id and v.version = d.version
            where d.claim_id = any (?) order by d.claim_id, d.sequence_no
            """;

    private static final String INSERT = """
            insert into deliveries (id, claim_id, municipality_code, sequence_no, kind, amount_ore, version, state,
              reason, run_id, conversation_id, request_id, corrects, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, now())
            """;

    private static final String NET = """
            update deliveries set state = 'NETTED', netted_into = null, run_id = ?, settled_at = now(), not_before = null
            where id = any (?)
            """;

    private static final String NETTED_EVENTS = """
            insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
            select municipality_code, claim_id, id, 'NETTED', amount_ore, now(), 'kravbro', kind
            from deliveries where id = any (?)
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

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
                    Map<Long, Candidate> chunk = said(connection, locked);
                    history(connection, chunk);
                    for (Candidate candidate : chunk.values()) {
                        Optional<List<Netting.Planned>> planned = candidate.replacement(free);
                        if (planned.isPresent()) {
                            replace(connection, municipality, run, candidate, planned.get());
                            replaced += candidate.unsent.size();
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

    private static Map<Long, Candidate> said(Connection connection, List<Long> claims) throws SQLException {
        Map<Long, Candidate> found = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(SAID)) {
            statement.setArray(1, connection.createArrayOf("bigint", claims.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Candidate candidate = new Candidate(
                            rows.getLong("id"),
                            new Netting.Said(
                                    rows.getBoolean("withdrawn"),
                                    rows.getLong("amount_ore"),
                                    rows.getString("parties")),
                            rows.getInt("version"));
                    found.put(candidate.claimId, candidate);
                }
            }
        }
        return found;
    }

    private static void history(Connection connection, Map<Long, Candidate> chunk) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
            statement.setArray(
                    1, connection.createArrayOf("bigint", chunk.keySet().toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Candidate candidate = chunk.get(rows.getLong("claim_id"));
                    if (candidate != null) {
                        candidate.add(rows);
                    }
                }
            }
        }
    }

    private static void replace(
            Connection connection, String municipality, long run, Candidate candidate, List<Netting.Planned> planned)
            throws SQLException {
        Object[] ids = candidate.unsent.stream().map(Netting.Unsent::id).toArray();
        try (PreparedStatement net = connection.prepareStatement(NET)) {
            net.setLong(1, run);
            net.setArray(2, connection.createArrayOf("bigint", ids));
            net.executeUpdate();
        }
        @Nullable Long first = null;
        for (int i = 0; i < planned.size(); i++) {
            long id = nextId(connection);
            if (first == null) {
                first = id;
            }
            insert(connection, municipality, run, candidate, planned.get(i), id, i);
        }
        if (first != null) {
            try (PreparedStatement link =
                    connection.prepareStatement("update deliveries set netted_into = ? where id = any (?)")) {
                link.setLong(1, first);
                link.setArray(2, connection.createArrayOf("bigint", ids));
                link.executeUpdate();
            }
        }
        try (PreparedStatement events = connection.prepareStatement(NETTED_EVENTS)) {
            events.setArray(1, connection.createArrayOf("bigint", ids));
            events.executeUpdate();
        }
    }

    private static void insert(
            Connection connection,
            String municipality,
            long run,
            Candidate candidate,
            Netting.Planned planned,
            long id,
            int position)
            throws SQLException {
        String waits = position > 0 ? WaitingFor.EARLIER_DELIVERY : candidate.waitingFor;
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, id);
            insert.setLong(2, candidate.claimId);
            insert.setString(3, municipality);
            insert.setInt(4, candidate.lastSequenceNo + 1 + position);
            insert.setString(5, planned.kind().name());
            insert.setLong(6, planned.amountOre());
            insert.setInt(7, candidate.version);
            insert.setString(8, waits.isEmpty() ? DeliveryState.DUE.name() : DeliveryState.WAITING.name());
            insert.setString(9, waits);
            insert.setLong(10, run);
            insert.setObject(11, UUID.randomUUID());
            insert.setObject(12, UUID.randomUUID());
            insert.setObject(13, position == 0 ? candidate.refused : null, java.sql.Types.BIGINT);
            insert.executeUpdate();
        }
    }

    private static long nextId(Connection connection) throws SQLException {
        // The sequence counts in fifties: Hibernate hands out the numbers below each value, we take the value alone.
        try (PreparedStatement statement = connection.prepareStatement("select nextval('deliveries_seq')");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A claim with its history, as netting looks at it. */
    private static final class Candidate {
        private final long claimId;
        private final Netting.Said said;
        private final int version;
        private final List<Netting.Unsent> unsent = new ArrayList<>();
        private Netting.Told told = new Netting.Told(false, 0, "");
        private @Nullable Long refused;
        private String waitingFor = "";
        private int lastSequenceNo;
        private boolean onItsWay;

        Candidate(long claimId, Netting.Said said, int version) {
            this.claimId = claimId;
            this.said = said;
            this.version = version;
        }

        void add(ResultSet row) throws SQLException {
            DeliveryKind kind = DeliveryKind.valueOf(row.getString("kind"));
            long amount = row.getLong("amount_ore");
            lastSequenceNo = row.getInt("sequence_no");
            switch (DeliveryState.valueOf(row.getString("state"))) {
                case ACCEPTED -> told = after(told, kind, amount, row.getString("parties"));
                case REFUSED -> {
                    if (!row.getBoolean("corrected")) {
                        refused = row.getLong("id");
                    }
                }
                case WAITING, DUE -> {
                    unsent.add(new Netting.Unsent(row.getLong("id"), kind, amount));
                    String reason = row.getString("reason");
                    if (reason.equals(WaitingFor.GO_LIVE) || reason.equals(WaitingFor.EARLIEST_DATE)) {
                        waitingFor = reason;
                    }
                }
                case NETTED -> {
                    // It never travelled.
                }
                default -> onItsWay = true;
            }
        }

        /** What takes the place of the unsent ones; empty if they stay, or somebody has got hold of one meanwhile. */
        Optional<List<Netting.Planned>> replacement(Set<Long> free) {
            boolean allFree = unsent.stream().allMatch(u -> free.contains(u.id()));
            return unsent.isEmpty() || onItsWay || !allFree
                    ? Optional.empty()
                    : Netting.replacement(told, said, unsent, refused);
        }

        private static Netting.Told after(Netting.Told told, DeliveryKind kind, long amount, String parties) {
            return switch (kind) {
                case REGISTER -> new Netting.Told(true, amount, parties);
                case WRITE_UP -> new Netting.Told(true, told.amountOre() + amount, told.parties());
                case WRITE_DOWN -> new Netting.Told(true, told.amountOre() - amount, told.parties());
                case WITHDRAW -> new Netting.Told(false, 0, told.parties());
                case CHANGE_PARTY -> new Netting.Told(true, told.amountOre(), parties);
            };
        }
    }
}
