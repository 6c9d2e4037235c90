package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/for-fbs-developers.md as a reader would: its commands in a shell, in their order, against a server. */
@Order(3)
class DeveloperGuideIT {

    private static final Path GUIDE = Path.of("..", "docs", "for-fbs-developers.md");
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n\nAnswer: ([^\n]+)\n", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final int STEPS = 19;

    @TempDir
    Path folder;

    /** A step's commands, and what their answers must hold. */
    private record Step(String commands, List<String> answers) {}

    @Test
    void every_command_runs_and_answers_as_the_page_says() throws Exception {
        boolean shell = has("bash") && has("curl");
        Assumptions.assumeTrue(
                shell || "true".equals(System.getenv("KRAVBRO_CURL_REQUIRED")), "bash and curl are missing");
        assertThat(shell).as("bash and curl").isTrue();
        List<Step> steps = steps(Files.readString(GUIDE));
        assertThat(steps).hasSize(STEPS);
        // One shell for all, as at a desk: later steps use what earlier ones defined.
        StringBuilder script = new StringBuilder("set -euo pipefail\n");
        for (int i = 0; i < steps.size(); i++) {
            script.append("exec > answer-")
                    .append(i)
                    .append(".txt\n")
                    .append(steps.get(i).commands());
        }
        run(script.toString());
        for (int i = 0; i < steps.size(); i++) {
            assertThat(Files.readString(folder.resolve("answer-" + i + ".txt")))
                    .as(steps.get(i).commands())
                    .contains(steps.get(i).answers());
        }
    }

    private static List<Step> steps(String guide) {
        List<Step> steps = new ArrayList<>();
        Matcher each = STEP.matcher(guide);
        while (each.find()) {
            steps.add(new Step(
                    each.group(1),
                    QUOTED.matcher(each.group(2))
                            .results()
                            .map(quoted -> quoted.group(1))
                            .toList()));
        }
        assertThat(guide.split("```sh\n", -1)).hasSize(steps.size() + 1);
        return steps;
    }

    private void run(String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("guide.sh"), script);
        ProcessBuilder shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        shell.environment().put("KRAVBRO", Installation.shared().address().toString());
        shell.environment().put("PASSWORD", Installation.PASSWORD);
        Process process = shell.start();
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors.txt")))
                .isZero();
    }

    private static boolean has(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
