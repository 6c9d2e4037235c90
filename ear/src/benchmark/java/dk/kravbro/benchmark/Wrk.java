package dk.kravbro.benchmark;

import dk.kravbro.launcher.LaunchFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The load generator wrk: connections that stay open, each with one request at a time. A generator in Java would take
 * half of a small machine for itself and measure that.
 */
final class Wrk {

    /** Of wrk itself, where there are as many connections. */
    private static final int THREADS = 2;

    private static final Pattern RESULT =
            Pattern.compile("RESULT requests=(\\d+) us=(\\d+) p50=(\\d+) p99=(\\d+) refused=(\\d+) broken=(\\d+)");

    private final Path script;
    private final int connections;

    Wrk(Path script, int connections) {
        this.script = script;
        this.connections = connections;
    }

    int connections() {
        return connections;
    }

    /**
     * What it saw.
     *
     * @param rate answered requests per second
     * @param p50 half of the answers came within this many microseconds
     * @param p99 99 of 100 answers
     */
    record Result(double rate, long p50, long p99) {}

    /**
     * Says now, and not after the start of everything, that it is missing.
     *
     * @throws LaunchFailure if it is
     */
    static void requirePresent() {
        try {
            Process wrk = new ProcessBuilder("wrk", "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            wrk.waitFor();
        } catch (IOException e) {
            throw new LaunchFailure(
                    "The benchmark needs the load generator wrk on the PATH. Debian and Ubuntu: apt-get install wrk."
                            + " Elsewhere: https://github.com/wg/wrk",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted.", e);
        }
    }

    /** PUTs of new fees for that long, the first with this number. */
    Result putNewFees(int seconds, URI root, String path, long first, String body, String authorization)
            throws IOException {
        return run(seconds, root, body, authorization, "PUT", path, Long.toString(first));
    }

    /** POSTs to one address for that long. */
    Result post(int seconds, URI root, String path, String body, String authorization) throws IOException {
        return run(seconds, root, body, authorization, "POST", path);
    }

    private Result run(int seconds, URI root, String body, String authorization, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "wrk",
                "-t" + Math.min(THREADS, connections),
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "30s",
                "-s",
                script.toString(),
                root.toString(),
                "--"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Not as arguments: those can be read by everybody on the machine.
        builder.environment().put("BENCHMARK_AUTHORIZATION", authorization);
        builder.environment().put("BENCHMARK_BODY", body);
        Process wrk = builder.start();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher result = RESULT.matcher(said);
        if (!result.find() || number(result, 1) == 0 || number(result, 5) + number(result, 6) > 0) {
            throw new IOException("requests were refused or broke off; wrk said:\n" + said);
        }
        return new Result(number(result, 1) / (number(result, 2) / 1e6), number(result, 3), number(result, 4));
    }

    private static long number(Matcher result, int group) {
        return Long.parseLong(result.group(group));
    }
}
