package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that we started: its number is on disk while it lives, what it says goes to a file. */
final class ChildProcess {

    private static final int TAIL_LINES = 15;
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final String name;
    private final Process process;
    private final PidFile pidFile;
    private final Path log;

    private ChildProcess(String name, Process process, PidFile pidFile, Path log) {
        this.name = name;
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
    }

    /**
     * Starts a process in a session of its own, so that Ctrl-C does not reach it (rule L3).
     *
     * @param mark a text that the command line contains, by which the process is known again
     * @param environment added to ours
     */
    static ChildProcess start(
            String name,
            List<String> command,
            Map<String, String> environment,
            String mark,
            PidFile pidFile,
            Path log) {
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            words.add(SETSID.toString());
        }
        words.addAll(command);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Settings of another WildFly on this machine are not ours.
            builder.environment().keySet().removeIf(key -> key.startsWith("JBOSS_") || key.equals("JAVA_OPTS"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            pidFile.remember(process.toHandle(), mark);
            return new ChildProcess(name, process, pidFile, log);
        } catch (IOException e) {
            throw new LaunchFailure("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** The java of the launcher's own JDK. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Says that the process ended by itself.
     *
     * @throws LaunchFailure if it does not run any more; the message has the last lines it said
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new LaunchFailure(name + " ended by itself with status " + process.exitValue() + ". It last said:\n"
                    + tail() + "\n(all of it is in " + log + ")");
        }
    }

    /** The last lines that the process said. */
    String tail() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Asks the process to end and waits; ends it by force when the patience is over. */
    void stop(Duration patience) {
        stop(process.toHandle(), patience);
        pidFile.forget();
    }

    /** As kill -9: at once, without a last word. Returns when the process is gone. */
    void kill() {
        kill(process.toHandle());
        pidFile.forget();
    }

    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        await(process, Duration.ofSeconds(30));
    }

    /** Stops what a killed launcher left. True if there was something. */
    static boolean stopSurvivor(PidFile pidFile, Duration patience) {
        boolean found = pidFile.survivor()
                .map(process -> {
                    stop(process, patience);
                    return true;
                })
                .orElse(false);
        pidFile.forget();
        return found;
    }

    static void stop(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!await(process, patience)) {
            kill(process);
        }
    }

    private static boolean await(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process failed", e);
        }
    }
}
