package dk.kravbro.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.flywaydb.core.api.output.MigrateResult;

/** Waits for the database, lets one node at a time migrate it, and checks how it is set up. Plain code under the door. */
final class Migration {

    /** Schema of all our tables. */
    static final String SCHEMA = "kravbro";

    /** How many migrations the database has. */
    static final String COUNT =
            "select count(*) from " + SCHEMA + ".flyway_schema_history where success and version is not null";

    /** Session lock that one migrating node holds; any number will do, as long as nobody else uses it. */
    private static final long ONE_NODE = 0x6B7261766272L;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource database;
    private final Clock clock;
    private final Duration patience;
    private final JavaMigration[] others;

    /**
     * A migration by the plain SQL of this release and these others.
     *
     * @param others what SQL alone cannot do, from the rooms
     */
    Migration(DataSource database, Clock clock, Duration patience, List<JavaMigration> others) {
        this.others = others.toArray(JavaMigration[]::new);
        this.database = database;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Brings the schema to this release's version.
     *
     * @return how many migrations the database has now
     * @throws UnusableDatabase if the database stays away, another node never finishes, or a setting of it is wrong
     */
    int run() {
        Instant end = clock.instant().plus(patience);
        try (Connection mine = connected(end)) {
            demandPreparedTransactions(mine);
            lock(mine, end);
            try {
                migrate();
                return Integer.parseInt(ask(mine, COUNT));
            } finally {
                ask(mine, "select pg_advisory_unlock(" + ONE_NODE + ")");
            }
        } catch (SQLException broken) {
            throw new UnusableDatabase("the database failed during the migration: " + broken.getMessage(), broken);
        }
    }

    private Connection connected(Instant end) {
        while (true) {
            try {
                return database.getConnection();
            } catch (SQLException away) {
                Duration left = Duration.between(clock.instant(), end);
                if (left.isNegative() || left.isZero()) {
                    throw new UnusableDatabase("the database did not answer within " + patience, away);
                }
                SchemaLog.LOG.databaseAway(String.valueOf(away.getSQLState()), left);
                pause();
            }
        }
    }

    /** Flyway's own lock does not cover the creation of schema and history table, so two first starts need this one. */
    private void lock(Connection mine, Instant end) throws SQLException {
        while (!"t".equals(ask(mine, "select pg_try_advisory_lock(" + ONE_NODE + ")"))) {
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative() || left.isZero()) {
                throw new UnusableDatabase("another node did not finish its migration within " + patience);
            }
            SchemaLog.LOG.anotherNodeMigrates(left);
            pause();
        }
    }

    private void migrate() {
        long begun = clock.millis();
        MigrateResult result = migrated();
        String version = result.targetSchemaVersion == null ? result.initialSchemaVersion : result.targetSchemaVersion;
        SchemaLog.LOG.migrated(String.valueOf(version), result.migrationsExecuted, clock.millis() - begun);
    }

    private MigrateResult migrated() {
        try {
            return Flyway.configure(Migration.class.getClassLoader())
                    .dataSource(database)
                    .defaultSchema(SCHEMA)
                    .schemas(SCHEMA)
                    .createSchemas(true)
                    .locations("classpath:db/migration")
                    .javaMigrations(others)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException broken) {
            throw unusable(broken);
        }
    }

    /** What was the matter; the database's own words only by their code, since they may repeat a row. */
    private static UnusableDatabase unusable(FlywayException broken) {
        Throwable root = broken;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String undone = "the migration failed and was undone: ";
        return root instanceof SQLException sql
                ? new UnusableDatabase(undone + "SQL state " + sql.getSQLState())
                : new UnusableDatabase(undone + root.getMessage(), root);
    }

    /** XA: rows and message of a run are committed together only if PostgreSQL may prepare transactions. */
    private static void demandPreparedTransactions(Connection mine) throws SQLException {
        if ("0".equals(ask(mine, "show max_prepared_transactions"))) {
            throw new UnusableDatabase("PostgreSQL's max_prepared_transactions is 0; submission runs need XA:"
                    + " set it to at least the size of the XA connection pool and restart PostgreSQL");
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return String.valueOf(answer.getString(1));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new UnusableDatabase("the start was interrupted", stopped);
        }
    }
}
