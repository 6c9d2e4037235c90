package dk.kravbro.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.simulator.pki.PkiCommand;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.security.Demand;
import dk.kravbro.simulator.security.PlatformSecurity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/rehearse-your-go-live.md as a reader would: its commands in a shell, in their order, against a simulator. */
@Timeout(180)
class RehearsalGuideTest {

    private static final Path GUIDE = Path.of("../../docs/rehearse-your-go-live.md");
    private static final Pattern STEP = Pattern.compile("```sh\n(.*?)```\n\nAnswer: ([^\n]+)\n", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern JAVA = Pattern.compile("(?m)^java -jar kravbro-simulator\\.jar (.+)$");
    private static final int STEPS = 11;

    @TempDir
    Path folder;

    /** A step's commands, and what their answers must hold. */
    private record Step(String commands, List<String> answers) {}

    @Test
    void every_command_runs_and_answers_as_the_guide_says() throws Exception {
        boolean shell = has("bash") && has("curl");
        Assumptions.assumeTrue(
                shell || "true".equals(System.getenv("KRAVBRO_CURL_REQUIRED")), "bash and curl are missing");
        assertThat(shell).as("bash and curl").isTrue();
        List<Step> steps = steps(Files.readString(GUIDE));
        assertThat(steps).hasSize(STEPS);
        RehearsalPki pki = RehearsalPki.create(folder.resolve("pki"), PkiRequest.forThisMachine(Conversation.NOW));
        try (Simulator simulator =
                        Simulator.start(SimulatorSettings.onFreePort(folder.resolve("store")), Conversation.CLOCK);
                Creditor creditor = new Creditor()) {
            simulator.protect(PlatformSecurity.of(pki, Demand.KOMBIT_TOKEN, Conversation.CLOCK), 0);
            // One shell for all, as at a desk: later steps use what earlier ones defined.
            StringBuilder script = new StringBuilder("set -euo pipefail\n");
            for (int i = 0; i < steps.size(); i++) {
                script.append("exec > answer-")
                        .append(i)
                        .append(".txt\n")
                        .append(steps.get(i).commands());
            }
            run(script.toString(), Map.of("SIM", simulator.address().toString(), "CALLBACK", creditor.address()));
            for (int i = 0; i < steps.size(); i++) {
                assertThat(Files.readString(folder.resolve("answer-" + i + ".txt")))
                        .as(steps.get(i).commands())
                        .contains(steps.get(i).answers());
            }
            assertThat(creditor.received).isNotEmpty();
            assertThat(folder.resolve("store.ndjson")).isNotEmptyFile();
        }
    }

    @Test
    void the_commands_that_start_it_are_understood() throws Exception {
        List<List<String>> commands = JAVA.matcher(Files.readString(GUIDE))
                .results()
                .map(each ->
                        List.of(each.group(1).replace("pki/", folder + "/pki/").split(" ")))
                .toList();
        assertThat(commands).hasSize(2);
        List<String> pki =
                new ArrayList<>(commands.get(0).subList(1, commands.get(0).size()));
        pki.replaceAll(each -> each.equals("pki") ? folder.resolve("pki").toString() : each);

        assertThat(PkiCommand.run(pki, Conversation.CLOCK, silent(), silent())).isZero();

        SimulatorSettings settings = SimulatorSettings.of(commands.get(1).toArray(String[]::new), Map.of());
        assertThat(settings.platform()).isNotNull();
        assertThat(settings.callback().certificate()).isNotNull().satisfies(each -> {
            assertThat(each.keyStore()).exists();
            assertThat(each.trustStore()).exists();
        });
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

    private void run(String script, Map<String, String> environment) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("guide.sh"), script);
        ProcessBuilder shell = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors.txt").toFile());
        shell.environment().putAll(environment);
        Process process = shell.start();
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors.txt")))
                .isZero();
    }

    private static boolean has(String program) throws IOException, InterruptedException {
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

    private static PrintStream silent() {
        return new PrintStream(java.io.OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
