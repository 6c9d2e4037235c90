package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The disk of the queue's journal fills up in a run: a small file system of its own lies where the journal is. That
 * wants the right to mount (root); without it the test is aborted and says so, or fails with {@code
 * KRAVBRO_FAULTS_REQUIRED=true}. In the long form only.
 */
@Order(16)
class FullDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int FEES = 600;
    private static final int BLOCK = 4096;

    /** So small that a run of one delivery per message fills many files of the journal. */
    private static final long JOURNAL_FILE = 50 * 1024;

    private static FaultInstallation faults;
    private static Path journal;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        assumeTrue(FaultInstallation.isLong(), "the full disk is played with -Pfaults");
        demandTheRightToMount();
        faults = FaultInstallation.with("disk", "kravbro.submission.slice-size", "1");
        journal = faults.all().directory().resolve("wildfly").resolve("data").resolve("activemq");
        try (Console console =
                new Console(faults.all().managementPort(), Installation.ADMINISTRATOR, Installation.PASSWORD)) {
            console.write(
                    Console.address("subsystem", "messaging-activemq", "server", "default"),
                    "journal-file-size",
                    new ModelNode(JOURNAL_FILE));
        }
        faults.all().server().close();
        Installation.delete(journal);
        Files.createDirectories(journal);
        assertThat(run("mount", "-t", "tmpfs", "-o", "size=8m", "kravbro-journal", journal.toString()))
                .as("mount")
                .isZero();
        faults.all().restartServer();
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        if (faults != null) {
            faults.all().close();
            run("umount", journal.toString());
        }
    }

    @Test
    void a_full_disk_under_the_journal_loses_and_doubles_nothing() throws IOException {
        FaultTable.Played fault = FaultTable.play("the journal's disk full in a run", faults.all());
        String code = faults.municipality("OPUS");
        faults.load(code, FEES);
        faults.all().debtorSystems().faults("{\"action\":\"DELAY\",\"delayMs\":100}");
        faults.all().startRuns(code);
        Await.until("the run goes", PATIENCE, () -> faults.all().states(code).getOrDefault("ACCEPTED", 0L) > FEES / 20);
        Path filler = journal.resolve("filler");
        long filled = fill(filler);
        Await.until("the server says that it cannot write", PATIENCE, FullDiskIT::isMissed);
        System.out.println(
                "[disk] " + filled + " bytes filled it; left " + faults.all().states(code) + "; server alive: "
                        + faults.all().server().isAlive());

        Files.delete(filler);
        if (faults.all().server().isAlive()) {
            faults.all().server().close();
        }
        faults.all().debtorSystems().faults();
        faults.all().restartServer();
        faults.all().settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        fault.judge();
    }

    /** In the server's log, since a server without its queue may still be there. */
    private static boolean isMissed() {
        if (!faults.all().server().isAlive()) {
            return true;
        }
        try {
            String log = Files.readString(faults.all().server().serverLog());
            return log.contains("No space left on device") || log.contains("AMQ222010");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long fill(Path file) {
        long written = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[BLOCK];
            while (true) {
                out.write(block);
                written += BLOCK;
            }
        } catch (IOException e) {
            // The only way to know that a disk is full.
            return written;
        }
    }

    private static void demandTheRightToMount() throws IOException, InterruptedException {
        Path place = Files.createTempDirectory("kravbro-mount");
        try {
            if (run("mount", "-t", "tmpfs", "-o", "size=1m", "kravbro-try", place.toString()) == 0) {
                run("umount", place.toString());
                return;
            }
        } finally {
            Files.delete(place);
        }
        String why = "a file system cannot be mounted here: run it as root";
        if ("true".equals(System.getenv("KRAVBRO_FAULTS_REQUIRED"))) {
            fail(why);
        }
        abort(why);
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + " does not end");
        }
        return process.exitValue();
    }
}
