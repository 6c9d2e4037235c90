package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lints the published API document with Spectral's rules for OpenAPI, warnings included. */
class SpectralTest {

    private static final Path RULES = Path.of("src", "test", "resources", "spectral.yaml");

    /** Where .ci/run installs it. */
    private static final Path INSTALLED = Path.of("..", "target", "spectral", "node_modules", ".bin", "spectral");

    @TempDir
    Path folder;

    @Test
    void the_published_document_is_clean() throws Exception {
        assertThat(lint(Contract.FILE)).isEmpty();
    }

    @Test
    void a_fault_is_found() throws Exception {
        Path broken = Files.writeString(
                folder.resolve("broken.yaml"),
                Files.readString(Contract.FILE).replace("operationId: getAnswers", "operationId: putFee"));
        assertThat(lint(broken)).contains("operation-operationId-unique");
    }

    /** What Spectral objects to; empty if nothing. */
    private String lint(Path document) throws IOException, InterruptedException {
        Optional<String> program = program();
        Assumptions.assumeTrue(
                program.isPresent() || "true".equals(System.getenv("KRAVBRO_SPECTRAL_REQUIRED")),
                "Spectral is missing (docs/testing.md)");
        assertThat(program).as("Spectral").isPresent();
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(
                        program.get(),
                        "lint",
                        "--ruleset",
                        RULES.toAbsolutePath().toString(),
                        "--fail-severity=warn",
                        "--quiet",
                        document.toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        String words = Files.readString(said, StandardCharsets.UTF_8);
        return process.exitValue() == 0 ? "" : words + " (exit " + process.exitValue() + ")";
    }

    private static Optional<String> program() {
        return Stream.of(INSTALLED.toString(), "spectral")
                .filter(SpectralTest::runs)
                .findFirst();
    }

    private static boolean runs(String program) {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
