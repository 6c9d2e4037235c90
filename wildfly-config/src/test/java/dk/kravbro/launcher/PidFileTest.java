package dk.kravbro.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {

    @TempDir
    Path directory;

    private PidFile file;
    private ChildProcess child;

    @BeforeEach
    void start_a_process() {
        file = new PidFile(directory.resolve("child.pid"));
        child = ChildProcess.start(
                "sleeper", List.of("sleep", "61.5"), Map.of(), "61.5", file, directory.resolve("child.log"));
        // setsid gives way to the program itself; only then is the mark in the command line.
        assertThat(Waiting.until(() -> file.survivor().isPresent(), Duration.ofMillis(20), Duration.ofSeconds(10)))
                .isTrue();
    }

    @AfterEach
    void end_it() {
        child.kill();
    }

    @Test
    void a_process_is_found_again_by_number_start_and_mark() {
        assertThat(file.survivor()).map(ProcessHandle::pid).contains(child.pid());
    }

    @Test
    void a_number_that_belongs_to_another_process_now_is_not_taken_for_ours() throws IOException {
        Files.write(file.file(), List.of(Long.toString(child.pid()), "1000", "61.5"));
        assertThat(file.survivor()).as("another start time").isEmpty();

        file.remember(ProcessHandle.of(child.pid()).orElseThrow(), "something else");
        assertThat(file.survivor()).as("another command line").isEmpty();
    }

    @Test
    void a_half_written_file_proves_nothing() throws IOException {
        Files.writeString(file.file(), Long.toString(child.pid()));
        assertThat(file.survivor()).isEmpty();

        Files.writeString(file.file(), "x\ny\n");
        assertThat(file.survivor()).isEmpty();
    }

    @Test
    void a_survivor_is_stopped_once() {
        assertThat(ChildProcess.stopSurvivor(file, Duration.ofSeconds(5))).isTrue();

        assertThat(child.isAlive()).isFalse();
        assertThat(ChildProcess.stopSurvivor(file, Duration.ofSeconds(5))).isFalse();
    }

    @Test
    void an_early_end_is_told_with_the_last_words() {
        ChildProcess failing = ChildProcess.start(
                "shell",
                List.of("sh", "-c", "echo out of cheese; exit 3"),
                Map.of(),
                "cheese",
                new PidFile(directory.resolve("shell.pid")),
                directory.resolve("shell.log"));
        Waiting.until(() -> !failing.isAlive(), Duration.ofMillis(20), Duration.ofSeconds(10));

        assertThatThrownBy(failing::requireAlive)
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("status 3")
                .hasMessageContaining("out of cheese");
    }
}
