package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * What the person who starts the demo chose, and where the build put the parts.
 *
 * @param home the configured server
 * @param application the EAR
 * @param simulator the simulator's program
 * @param directory all that the demo writes, but for the report
 * @param ports moved by {@code demo.port-offset}
 * @param nodes how many servers on the one database ({@code demo.nodes}), 1 to 4
 * @param exit end by itself ({@code demo.exit})
 * @param fees another file of fees ({@code demo.fees}), NDJSON, plain or .gz
 * @param report where to write the result as JSON ({@code demo.report})
 * @param password the same for all users ({@code demo.password}); else each start makes up new ones
 */
record DemoSettings(
        Path home,
        Path application,
        Path simulator,
        Path directory,
        Ports ports,
        int nodes,
        boolean exit,
        Optional<Path> fees,
        Optional<Path> report,
        Optional<String> password) {

    static final int MOST_NODES = 4;

    /** Reads them from the system properties. An empty value is as none, except for the switch demo.exit. */
    static DemoSettings of(Properties properties) {
        Ports ports = new Ports(number(properties, "demo.port-offset", 0));
        int nodes = number(properties, "demo.nodes", 1);
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new LaunchFailure("demo.nodes must be 1 to " + MOST_NODES + ", not " + nodes + ".");
        }
        Path directory = Path.of(required(properties, "kravbro.demo.directory"));
        String exit = properties.getProperty("demo.exit", "false");
        Optional<Path> fees = value(properties, "demo.fees").map(Path::of);
        if (fees.isPresent() && !Files.isReadable(fees.get())) {
            throw new LaunchFailure(
                    "The file of fees cannot be read: " + fees.get().toAbsolutePath());
        }
        return new DemoSettings(
                Path.of(required(properties, "kravbro.server.home")),
                Path.of(required(properties, "kravbro.application")),
                Path.of(required(properties, "kravbro.simulator")),
                ports.offset() == 0
                        ? directory
                        : directory.resolveSibling(directory.getFileName() + "-" + ports.offset()),
                ports,
                nodes,
                !exit.equalsIgnoreCase("false"),
                fees,
                value(properties, "demo.report").map(Path::of),
                value(properties, "demo.password"));
    }

    private static int number(Properties properties, String key, int otherwise) {
        String text = value(properties, key).orElse(Integer.toString(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LaunchFailure(key + " must be a number, not \"" + text + "\".", e);
        }
    }

    private static String required(Properties properties, String key) {
        return value(properties, key)
                .orElseThrow(
                        () -> new LaunchFailure("The system property " + key + " is missing; start with mvn -Pdemo."));
    }

    private static Optional<String> value(Properties properties, String key) {
        return Optional.ofNullable(properties.getProperty(key)).filter(text -> !text.isBlank());
    }
}
