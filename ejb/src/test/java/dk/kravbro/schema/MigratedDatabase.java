package dk.kravbro.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL, one per JVM, migrated once; each call gives a fresh copy of the migrated database. */
public final class MigratedDatabase {

    private static final AtomicInteger COPIES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private final DataSource source;

    private MigratedDatabase(DataSource source) {
        this.source = source;
    }

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_prepared_transactions", "20")
                    .start();
            new Migration(server.getPostgresDatabase(), Clock.systemUTC(), Duration.ofSeconds(30)).run();
            return server;
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
    }

    public static synchronized MigratedDatabase fresh() {
        String name = "copy_" + COPIES.incrementAndGet();
        try (Connection admin = SERVER.getTemplateDatabase().getConnection()) {
            admin.createStatement().execute("create database " + name + " template postgres");
        } catch (SQLException noCopy) {
            throw new IllegalStateException(noCopy);
        }
        return new MigratedDatabase(SERVER.getDatabase("postgres", name));
    }

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
                "insert into kravbro.claims (id, municipality_code, agency_id, fee_id, version, content_hash,"
                        + " claim_type, amount_ore, debtor_identity, debtor_name, created_at, changed_at)"
                        + " values (?, ?, ?, ?, 1, 'hash', 'fee', ?, 'identity', 'name', now(), now())",
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
