package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stored goes away under the server, for a while or for good. */
@Order(15)
class StorageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FEES = 400;
    private static final String SLOW = "{\"action\":\"DELAY\",\"delayMs\":200}";

    private static FaultInstallation faults;
    private static Installation all;
    private static String code;

    @BeforeAll
    static void start() {
        faults = FaultInstallation.shared();
        all = faults.all();
        code = faults.municipality("KOBENHAVN");
    }

    @AfterEach
    void calm() {
        faults.disarm();
        if (!all.server().isAlive()) {
            all.restartServer();
        }
        all.debtorSystems().faults();
    }

    static java.util.stream.Stream<Boolean> ends() {
        return FaultInstallation.isLong() ? java.util.stream.Stream.of(true, false) : java.util.stream.Stream.of(true);
    }

    @ParameterizedTest(name = "killed: {0}")
    @MethodSource("ends")
    void postgresql_goes_away_in_a_run_and_comes_back(boolean killed) {
        FaultTable.Played fault =
                FaultTable.play(killed ? "PostgreSQL killed in a run" : "PostgreSQL stopped and started in a run", all);
        long pid = all.server().pid();
        faults.load(code, FEES);
        all.debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":50}");
        long before = calls();
        all.startRuns(code);
        Await.until("the run is in its middle", PATIENCE, () -> calls() - before > FEES / 4);
        if (killed) {
            all.killDatabase();
        } else {
            all.stopDatabase();
        }
        try {
            Await.until(
                    "it is missed",
                    PATIENCE,
                    () -> all.management().get("/health/ready").status() == 503);
        } finally {
            all.startDatabase();
        }
        Await.until(
                "it is found again",
                PATIENCE,
                () -> all.management().get("/health/ready").status() == 200);
        all.settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        assertThat(all.server().pid()).as("without a restart").isEqualTo(pid);
        fault.judge();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = "activemq")
    void the_queues_journal_is_lost_while_slices_are_queued(String journal) {
        FaultTable.Played fault = FaultTable.play("the queue's journal lost with slices queued", all);
        faults.load(code, FEES);
        all.debtorSystems().faults(SLOW);
        all.startRuns(code);
        Await.until("slices are queued", PATIENCE, () -> all.states(code).getOrDefault("QUEUED", 0L) >= FEES / 4);
        all.killServer();
        assertThat(all.states(code).getOrDefault("QUEUED", 0L)).isPositive();
        lose(journal);
        all.debtorSystems().faults();
        all.restartServer();
        all.settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        fault.judge();
    }

    static java.util.stream.IntStream commits() {
        return FaultInstallation.isLong() ? java.util.stream.IntStream.of(1, 2) : java.util.stream.IntStream.empty();
    }

    @ParameterizedTest(name = "before commit {0}", allowZeroInvocations = true)
    @MethodSource("commits")
    void the_transaction_log_is_lost_with_a_transaction_prepared(int commit) {
        FaultTable.Played fault = FaultTable.play(
                "the transaction log lost " + (commit == 1 ? "before the first commit" : "between the two commits"),
                all);
        faults.load(code, FEES);
        faults.arm("committing", commit);
        try {
            all.startRuns(code);
        } catch (Api.Unanswered e) {
            System.out.println("[storage] the request for a run was not answered: " + e.getMessage());
        }
        faults.awaitDeath();
        assertThat(prepared()).as("prepared in PostgreSQL").isEqualTo(commit == 1 ? 1 : 0);
        lose("tx-object-store");
        all.restartServer();
        all.settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        Await.until("nothing is left prepared", PATIENCE, () -> prepared() == 0);
        fault.judge();
    }

    private static void lose(String directory) {
        Path lost = all.directory().resolve("wildfly").resolve("data").resolve(directory);
        assertThat(Files.isDirectory(lost)).as(lost.toString()).isTrue();
        Installation.delete(lost);
    }

    private static long calls() {
        return all.debtorSystems().health().getJsonNumber("effects").longValueExact();
    }

    private static long prepared() {
        return Sql.number(all.database(), "select count(*) from pg_prepared_xacts");
    }
}
