package dk.kravbro.submission;

import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/** Deliveries that nobody knows the end of: found, claimed for asking, and settled. */
@ApplicationScoped
class DoubtStore {

    /**
     * Claims deliveries for asking by moving their rest time on: another node asks about them only if this one does
     * not come back. An answer is written down only if the delivery is still in the same doubt (same attempt).
     */
    private static final String CLAIM = """
            with p as (
              select id from deliveries where state = 'IN_DOUBT' and municipality_code = ? and not_before <= now()
              order by not_before limit ? for update skip locked)
            update deliveries d set not_before = now() + ? * interval '1 millisecond' from p, claims c
            where d.id = p.id and c.id = d.claim_id
            returning d.id, d.request_id, d.attempts, d.kind, d.amount_ore, c.agency_id || '-' || c.fee_id
            """;

    private static final String SETTLE = """
            with x as (
              update deliveries set state = ?, reason = ?, reason_text = ?, receipt = nullif(?, ''),
                not_before = case when ? > 0 then now() + ? * interval '1 millisecond' end,
                settled_at = case when ? in ('ACCEPTED', 'REFUSED') then now() end
              where id = ? returning id, claim_id, municipality_code, kind, amount_ore, state),
            z as (
              insert into events (municipality_code, claim_id, delivery_id, kind, amount_ore, at, actor, detail)
              select municipality_code, claim_id, id, case state when 'DUE' then 'NOT_FOUND' else state end,
                amount_ore, now(), 'kravbro', kind || ' ' || ? from x returning id, kind)
            insert into answers_pending (event_id) select id from z where kind in ('ACCEPTED', 'REFUSED')
            """;

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** A delivery in doubt. */
    record InDoubt(long id, UUID requestId, int attempts, DeliveryKind kind, long amountOre, String claimReference) {}

    /** How doubts ended. */
    record Settled(int found, int notFound, int refused, int differ, List<Long> differing) {
        int all() {
            return found + notFound + refused + differ;
        }
    }

    /** Municipalities that have deliveries to ask about now, with their CVR numbers. */
    Map<String, String> municipalities() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select code, cvr from municipalities m"
                        + " where exists (select 1 from deliveries d where d.municipality_code = m.code"
                        + " and d.state = 'IN_DOUBT' and d.not_before <= now())");
                ResultSet rows = statement.executeQuery()) {
            Map<String, String> found = new HashMap<>();
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
            return found;
        }
    }

    /** Claims some of a municipality's doubts; they are nobody else's for that long. */
    List<InDoubt> claim(String municipality, int limit, Duration length) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            statement.setString(1, municipality);
            statement.setInt(2, limit);
            statement.setLong(3, length.toMillis());
            List<InDoubt> claimed = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    claimed.add(new InDoubt(
                            rows.getLong(1),
                            rows.getObject(2, UUID.class),
                            rows.getInt(3),
                            DeliveryKind.valueOf(rows.getString(4)),
                            rows.getLong(5),
                            rows.getString(6)));
                }
            }
            return claimed;
        }
    }

    /**
     * Asks again later about what got no answer, if it is still in the same doubt: a delivery that was sent again since has
     * a longer quiet time than this rest.
     */
    void postpone(List<InDoubt> doubts, Duration rest) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update deliveries d set not_before = now() + ? * interval '1 millisecond'"
                                + " from unnest(?::bigint[], ?::int[]) as u (id, attempts)"
                                + " where d.id = u.id and d.attempts = u.attempts and d.state = 'IN_DOUBT'")) {
            statement.setLong(1, rest.toMillis());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", doubts.stream().map(InDoubt::id).toArray()));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "int", doubts.stream().map(InDoubt::attempts).toArray()));
            statement.executeUpdate();
        }
    }

    /** Writes down what the debtor system said of each, if the delivery is still in the same doubt. */
    Settled settle(List<InDoubt> doubts, Map<UUID, Finding> findings, RetrySchedule retry) throws SQLException {
        int found = 0;
        int notFound = 0;
        int refused = 0;
        List<Long> differing = new ArrayList<>();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Map<Long, Integer> still = stillInDoubt(connection, doubts);
                for (InDoubt doubt : doubts) {
                    Finding finding = findings.get(doubt.requestId());
                    Integer attempts = still.get(doubt.id());
                    if (finding == null || attempts == null || attempts != doubt.attempts()) {
                        continue;
                    }
                    Optional<Ending> ending = ending(doubt, finding);
                    if (ending.isEmpty()) {
                        continue;
                    }
                    write(connection, doubt, ending.get(), retry);
                    switch (ending.get().state()) {
                        case ACCEPTED -> found++;
                        case DUE -> notFound++;
                        case REFUSED -> refused++;
                        default -> differing.add(doubt.id());
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
        return new Settled(found, notFound, refused, differing.size(), differing);
    }

    private static Map<Long, Integer> stillInDoubt(Connection connection, List<InDoubt> doubts) throws SQLException {
        Map<Long, Integer> still = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "select id, attempts, state from deliveries where id = any (?) order by id for update")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "bigint", doubts.stream().map(InDoubt::id).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (rows.getString(3).equals(DeliveryState.IN_DOUBT.name())) {
                        still.put(rows.getLong(1), rows.getInt(2));
                    }
                }
            }
        }
        return still;
    }

    /** What was not found the first time goes out at once; after further doubts it rests longer each time. */
    private static Duration restOf(InDoubt doubt, RetrySchedule retry) {
        return doubt.attempts() <= 1 ? Duration.ZERO : retry.after(doubt.attempts() - 1, ThreadLocalRandom.current());
    }

    private static void write(Connection connection, InDoubt doubt, Ending ending, RetrySchedule retry)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            statement.setString(1, ending.state().name());
            statement.setString(2, ending.code());
            statement.setString(3, ending.words());
            statement.setString(4, ending.receipt());
            long rest =
                    ending.state() == DeliveryState.DUE ? restOf(doubt, retry).toMillis() : 0;
            statement.setLong(5, rest);
            statement.setLong(6, rest);
            statement.setString(7, ending.state().name());
            statement.setLong(8, doubt.id());
            statement.setString(9, ending.words());
            statement.executeUpdate();
        }
    }

    /** How a doubt ends. */
    record Ending(DeliveryState state, String code, String words, String receipt) {}

    /** How a doubt ends by what was found; empty if that says too little. */
    static Optional<Ending> ending(InDoubt doubt, Finding finding) {
        if (finding instanceof Finding.Found found) {
            boolean amountMatters = doubt.kind() != DeliveryKind.CHANGE_PARTY;
            if (amountMatters && found.amountOre().isEmpty()) {
                return Optional.empty();
            }
            boolean same = found.claimReference().equals(doubt.claimReference())
                    && (!amountMatters || found.amountOre().getAsLong() == doubt.amountOre());
            return Optional.of(
                    same
                            ? new Ending(DeliveryState.ACCEPTED, "", "found by inquiry", found.receiptId())
                            : new Ending(
                                    DeliveryState.ON_WORKLIST,
                                    "DIFFERS",
                                    "the debtor system has " + found.amountOre().orElse(0) + " øre on "
                                            + found.claimReference(),
                                    found.receiptId()));
        }
        if (finding instanceof Finding.FoundRefused refused) {
            return Optional.of(new Ending(DeliveryState.REFUSED, refused.code(), refused.text(), ""));
        }
        return Optional.of(new Ending(DeliveryState.DUE, "NOT_FOUND", "the debtor system never had it", ""));
    }
}
