package dk.kravbro.submission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what netting decided about a claim, in the caller's transaction. */
final class NettingWriter {

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

    /** A registration that takes another's place tells what FBS says now, so nothing was changed after it. */
    private static final String TOLD_ANEW =
            "delete from claim_findings where claim_id = ? and rule = 'CHANGED_AFTER_TRANSFER'";

    private NettingWriter() {}

    /** Puts the planned deliveries in the place of the claim's pending ones. */
    static void replace(
            Connection connection, String municipality, long run, ClaimHistory claim, List<Netting.Planned> planned)
            throws SQLException {
        Object[] ids = claim.pending().stream().map(ClaimHistory.Pending::id).toArray();
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
            insert(connection, municipality, run, claim, planned.get(i), id, i);
        }
        if (planned.stream().anyMatch(each -> each.kind() == DeliveryKind.REGISTER)) {
            try (PreparedStatement told = connection.prepareStatement(TOLD_ANEW)) {
                told.setLong(1, claim.claimId());
                told.executeUpdate();
            }
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
            ClaimHistory claim,
            Netting.Planned planned,
            long id,
            int position)
            throws SQLException {
        String waits = position > 0 ? WaitingFor.EARLIER_DELIVERY : claim.waitingFor();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, id);
            insert.setLong(2, claim.claimId());
            insert.setString(3, municipality);
            insert.setInt(4, claim.lastSequenceNo() + 1 + position);
            insert.setString(5, planned.kind().name());
            insert.setLong(6, planned.amountOre());
            insert.setInt(7, claim.version());
            insert.setString(8, waits.isEmpty() ? DeliveryState.DUE.name() : DeliveryState.WAITING.name());
            insert.setString(9, waits);
            insert.setLong(10, run);
            insert.setObject(11, UUID.randomUUID());
            insert.setObject(12, UUID.randomUUID());
            insert.setObject(13, position == 0 ? claim.refused() : null, java.sql.Types.BIGINT);
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
}
