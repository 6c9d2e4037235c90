package dk.kravbro.benchmark;

import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.Ports;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What the benchmark is told ({@code -Dbench.…}).
 *
 * @param seconds of one turn of single PUTs, at least 1
 * @param warmUp seconds of the first turn of single PUTs, which is thrown away
 * @param clients numbers of clients that put at once, one measurement each
 * @param stored claims that are written by SQL before single PUTs are measured again; 0: they are not
 * @param fees in one batch, at least 1
 * @param deliveries in one submission run, at least 1
 * @param rounds turns of each side that count, at least 3
 * @param longRun deliveries of the one long run, at least 1
 * @param lines of the one long batch, at least 20
 * @param sliceSize of the product, deliveries per slice
 * @param keep of which calls the product keeps raw messages: all, troubled or none
 * @param only what is measured: fees, puts, submissions, slow, long, lines
 * @param report where the result goes as JSON
 * @param ports away from a demo that may be running
 * @param directory of everything that is written
 */
record BenchmarkSettings(
        int seconds,
        int warmUp,
        List<Integer> clients,
        int stored,
        int fees,
        int deliveries,
        int rounds,
        int longRun,
        int lines,
        int sliceSize,
        String keep,
        Set<String> only,
        Optional<Path> report,
        Ports ports,
        Path directory,
        Path home,
        Path application,
        Path simulator,
        Path load) {

    static BenchmarkSettings of(Properties given) {
        String report = given.getProperty("bench.report", "");
        return new BenchmarkSettings(
                number(given, "bench.seconds", 10, 1),
                number(given, "bench.warm-up", 60, 1),
                numbers(given, "bench.clients", "16"),
                number(given, "bench.stored", 0, 0),
                number(given, "bench.fees", 20_000, 1),
                number(given, "bench.deliveries", 10_000, 1),
                number(given, "bench.rounds", 3, 3),
                number(given, "bench.long", 20_000, 1),
                number(given, "bench.lines", 100_000, 20),
                number(given, "bench.slice-size", 50, 1),
                given.getProperty("bench.keep", "all"),
                Set.of(given.getProperty("bench.only", "fees,puts,submissions,slow,long,lines")
                        .split(",")),
                report.isEmpty() ? Optional.empty() : Optional.of(Path.of(report)),
                new Ports(number(given, "bench.port-offset", 8000, 0)),
                path(given, "kravbro.benchmark.directory"),
                path(given, "kravbro.server.home"),
                path(given, "kravbro.application"),
                path(given, "kravbro.simulator"),
                path(given, "kravbro.benchmark.load"));
    }

    private static List<Integer> numbers(Properties given, String key, String standard) {
        try {
            List<Integer> numbers = Arrays.stream(
                            given.getProperty(key, standard).split(","))
                    .map(Integer::valueOf)
                    .toList();
            if (numbers.stream().allMatch(number -> number >= 1 && number <= 1_000)) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw new LaunchFailure("-D" + key + " is a list such as 1,16,64", e);
        }
        throw new LaunchFailure("-D" + key + " has numbers between 1 and 1,000");
    }

    private static int number(Properties given, String key, int standard, int least) {
        String text = given.getProperty(key, Integer.toString(standard));
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new LaunchFailure("-D" + key + " is a number, not " + text, e);
        }
        throw new LaunchFailure("-D" + key + " is at least " + least + ", not " + text);
    }

    private static Path path(Properties given, String key) {
        String text = given.getProperty(key);
        if (text == null) {
            throw new LaunchFailure("The benchmark is started by Maven: mvn -Pbenchmark (" + key + " is missing)");
        }
        return Path.of(text);
    }
}
