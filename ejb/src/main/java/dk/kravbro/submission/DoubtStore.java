package dk.kravbro.submission;

import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Deliveries that nobody knows the end of: found, claimed for asking, and settled, up to an inquiry's 500 at a time. */
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

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    /** A delivery in doubt. */
    record InDoubt(long id, UUID requestId, int attempts, DeliveryKind kind, long amountOre, String claimReference) {}

    /** How doubts ended; the rest got no usable answer, or had moved on meanwhile. */
    record Settled(int found, int notFound, int refused, int unusable, List<Long> differing, List<Long> contradicting) {

        int differ() {
            return differing.size();
        }

        int all() {
            return found + notFound + refused + differing.size() + contradicting.size();
        }

        static Settled of(List<DoubtWriter.Written> written) {
            return new Settled(
                    count(written, DeliveryState.ACCEPTED),
                    count(written, DeliveryState.DUE),
                    count(written, DeliveryState.REFUSED),
                    count(written, DeliveryState.IN_DOUBT),
                    withCode(written, DoubtEnding.DIFFERS),
                    withCode(written, DoubtEnding.CONTRADICTS));
        }

        private static int count(List<DoubtWriter.Written> written, DeliveryState state) {
            return (int) written.stream()
                    .filter(each -> each.ending().state() == state)
                    .count();
        }

        private static List<Long> withCode(List<DoubtWriter.Written> written, String code) {
            return written.stream()
                    .filter(each -> each.ending().state() == DeliveryState.ON_WORKLIST
                            && each.ending().code().equals(code))
                    .map(each -> each.doubt().id())
                    .toList();
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
                                + " from unnest(?::bigint[], ?::int[]) as t (id, attempts)"
                                + " where d.id = t.id and d.attempts = t.attempts and d.state = 'IN_DOUBT'")) {
            statement.setLong(1, rest.toMillis());
            statement.setArray(2, array(connection, "bigint", doubts, InDoubt::id));
            statement.setArray(3, array(connection, "int", doubts, InDoubt::attempts));
            statement.executeUpdate();
        }
    }

    /**
     * Writes down what the debtor system said of each, if the delivery is still in the same doubt: every answer, and what
     * follows from it. A delivery without a finding was asked about in vain and rests longer each time.
     */
    Settled settle(List<InDoubt> doubts, Map<UUID, Finding> findings, RetrySchedule retry) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Settled settled = Settled.of(new DoubtWriter(connection).write(doubts, findings, retry));
                connection.commit();
                return settled;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    static <T> Array array(
            Connection connection, String type, List<T> of, Function<T, ? extends @Nullable Object> value)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>(of.size());
        of.forEach(each -> values.add(value.apply(each)));
        return connection.createArrayOf(type, values.toArray());
    }
}
