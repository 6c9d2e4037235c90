package dk.kravbro.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {

    @TempDir
    Path directory;

    private Path data;
    private int port;
    private EmbeddedDatabase database;

    @BeforeEach
    void start() throws IOException {
        data = directory.resolve("postgresql");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        database = EmbeddedDatabase.start(data, port);
    }

    @AfterEach
    void stop() {
        EmbeddedDatabase.stopOrphan(data);
    }

    @Test
    void it_is_as_durable_as_production() throws SQLException {
        assertThat(answer("show fsync")).isEqualTo("on");
        assertThat(answer("show synchronous_commit")).isEqualTo("on");
        assertThat(answer("show full_page_writes")).isEqualTo("on");
        assertThat(answer("show max_prepared_transactions")).isEqualTo("100");
        assertThat(answer("select current_user")).isEqualTo("kravbro");
    }

    @Test
    void what_was_committed_is_there_after_a_kill_and_a_new_start() throws SQLException {
        answer("create table public.t (x text); insert into public.t values ('kept') returning x");

        database.kill();
        database = EmbeddedDatabase.start(data, port);

        assertThat(answer("select x from public.t")).isEqualTo("kept");
    }

    @Test
    void a_start_stops_what_a_killed_launcher_left_running() throws Exception {
        database.close();
        Process launcher = new ProcessBuilder(
                        ChildProcess.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledLauncher.class.getName(),
                        data.toString(),
                        Integer.toString(port))
                .inheritIO()
                .start();
        assertThat(launcher.waitFor()).isEqualTo(KilledLauncher.STATUS);
        long orphan = PidFile.ofPostgres(data).orElseThrow().pid();

        database = EmbeddedDatabase.start(data, port);

        assertThat(ProcessHandle.of(orphan)).isEmpty();
        assertThat(answer("select 'answers'")).isEqualTo("answers");
    }

    /** Starts a database and ends at once, without stopping it, as a killed launcher does. */
    static final class KilledLauncher {

        static final int STATUS = 9;

        private KilledLauncher() {}

        public static void main(String[] arguments) {
            EmbeddedDatabase.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            Runtime.getRuntime().halt(STATUS);
        }
    }

    private String answer(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            String last = "";
            do {
                ResultSet rows = statement.getResultSet();
                if (rows != null && rows.next()) {
                    last = rows.getString(1);
                }
            } while (statement.getMoreResults() || statement.getUpdateCount() != -1);
            return last;
        }
    }
}
