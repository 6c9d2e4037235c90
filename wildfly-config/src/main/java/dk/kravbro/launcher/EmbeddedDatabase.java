package dk.kravbro.launcher;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL on the loopback address, durable as in production, with a database and a user named kravbro.
 *
 * <p>It is a process in a session of its own: it outlives a killed launcher, and the next one stops it first.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** Name of the database, its user and its password. It listens on the loopback address only. */
    public static final String NAME = "kravbro";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private final Path data;
    private final int port;
    private final EmbeddedPostgres postgres;

    private EmbeddedDatabase(Path data, int port, EmbeddedPostgres postgres) {
        this.data = data;
        this.port = port;
        this.postgres = postgres;
    }

    /**
     * Starts a PostgreSQL on a directory: on what is there, or on a new database if there is nothing. Returns when it
     * answers. What an earlier launcher left running on this directory is stopped first.
     *
     * @param directory its data directory; its log stands beside it
     * @throws LaunchFailure if it cannot be started
     */
    public static EmbeddedDatabase start(Path directory, int port) {
        Path data = directory.toAbsolutePath();
        stopOrphan(data);
        try {
            Files.createDirectories(data.getParent());
            ProcessBuilder.Redirect log =
                    ProcessBuilder.Redirect.appendTo(log(data).toFile());
            // The library's own defaults are fast and unsafe (no fsync); these are what production has.
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    // PostgreSQL's default is 0: no XA transaction could be prepared.
                    .setServerConfig("max_prepared_transactions", "100")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setOutputRedirector(log)
                    .setErrorRedirector(log)
                    .setPGStartupWait(START)
                    .setPort(port)
                    .start();
            EmbeddedDatabase database = new EmbeddedDatabase(data, port, postgres);
            database.createIfNew();
            return database;
        } catch (IOException | SQLException | IllegalStateException e) {
            stopOrphan(data);
            throw new LaunchFailure(
                    "PostgreSQL could not be started: " + e.getMessage() + " (its log is " + log(data) + ")", e);
        }
    }

    /** Stops a PostgreSQL that an earlier launcher left running on this directory. True if there was one. */
    public static boolean stopOrphan(Path directory) {
        Optional<ProcessHandle> orphan = PidFile.ofPostgres(directory.toAbsolutePath());
        orphan.ifPresent(process -> ChildProcess.stop(process, STOP));
        return orphan.isPresent();
    }

    public int port() {
        return port;
    }

    /** For JDBC, with the schema kravbro as the current one. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME + "?currentSchema=" + NAME;
    }

    /** Gives a new connection as the application's user each time; there is no pool. */
    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(NAME);
        source.setPassword(NAME);
        return source;
    }

    /** Stops it in an orderly way: open transactions are rolled back. The directory can be started on again. */
    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new LaunchFailure("PostgreSQL could not be asked to stop: " + e.getMessage(), e);
        } finally {
            stopOrphan(data);
        }
    }

    /** As kill -9 of its main process; its other processes follow by themselves. */
    public void kill() {
        PidFile.ofPostgres(data).ifPresent(ChildProcess::kill);
        // What is left for the library to do is to let go of its lock on the directory.
        close();
    }

    private void createIfNew() throws SQLException {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!statement
                    .executeQuery("select 1 from pg_roles where rolname = 'kravbro'")
                    .next()) {
                statement.execute("create role kravbro login password 'kravbro'");
            }
            if (!statement
                    .executeQuery("select 1 from pg_database where datname = 'kravbro'")
                    .next()) {
                statement.execute("create database kravbro owner kravbro encoding 'UTF8' template template0");
            }
        }
    }

    private static Path log(Path data) {
        return data.resolveSibling(data.getFileName() + ".log");
    }
}
