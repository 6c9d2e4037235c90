package dk.kravbro.testsupport;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Claims as intake leaves them, and questions about them, in an empty {@link TestDatabase}. */
public final class ClaimRows {

    private final DataSource source = TestDatabase.fresh();

    public DataSource source() {
        return source;
    }

    public int execute(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** First column of the first row; null if there is no row. */
    public Object value(String sql, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = prepared(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getObject(1) : null;
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    public long number(String sql, Object... values) {
        return ((Number) value(sql, values)).longValue();
    }

    /** A claim as intake leaves it, with its principal. */
    public long claim(String municipalityCode, String agencyId, long feeId, long ore) {
        long id = number("select nextval('kravbro.claims_seq')");
        execute(
                "insert into kravbro.claims (id, municipality_code, agency_id, fee_id, version,"
                        + " claim_type, amount_ore, debtor, debtor_key, name_key, created_at, changed_at)"
                        + " values (?, ?, ?, ?, 1, 'LATE_FEE', ?, "
                        + TestPeople.debtor(agencyId + "-" + feeId, "CPR", "identity", "name") + ", now(), now())",
                id,
                municipalityCode,
                agencyId,
                feeId,
                ore);
        execute(
                "insert into kravbro.claim_entries (id, claim_id, municipality_code, kind, amount_ore, effective_on,"
                        + " recorded_at, fbs_version)"
                        + " values (nextval('kravbro.claim_entries_seq'), ?, ?, 'PRINCIPAL', ?, current_date, now(), 1)",
                id,
                municipalityCode,
                ore);
        return id;
    }

    /** What is still owed on a claim, in øre. */
    public long outstanding(long claimId) {
        return number(
                "select coalesce(sum(case when kind in ('PRINCIPAL', 'WRITE_UP') then amount_ore else -amount_ore end), 0)"
                        + " from kravbro.claim_entries where claim_id = ?",
                claimId);
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int at = 0; at < values.length; at++) {
            statement.setObject(at + 1, values[at]);
        }
        return statement;
    }
}
