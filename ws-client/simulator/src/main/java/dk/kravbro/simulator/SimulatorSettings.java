package dk.kravbro.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is started.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for a free one
 * @param store directory of the journal
 * @param strictRoutes whether only municipalities that were given a profile have a route
 * @param callback where the back channel goes unless a play says otherwise
 */
public record SimulatorSettings(
        String host,
        int port,
        Path store,
        boolean strictRoutes,
        @Nullable Callback callback) {

    /** How to call the simulator. */
    static final String USAGE = "usage: java -jar kravbro-simulator.jar --store DIR [--port 18080] [--host 127.0.0.1]"
            + " [--strict-routes true] [--callback-url URL --callback-user U --callback-password P]";

    private static final Set<String> OPTIONS = Set.of(
            "--host",
            "--port",
            "--store",
            "--strict-routes",
            "--callback-url",
            "--callback-user",
            "--callback-password");

    /** The back channel's address and credentials. */
    public record Callback(URI url, String user, String password) {

        /** Never prints the password. */
        @Override
        public String toString() {
            return "Callback[" + url + "]";
        }
    }

    /** On the loopback address, a free port, without a back channel of its own. */
    public static SimulatorSettings onFreePort(Path store) {
        return new SimulatorSettings("127.0.0.1", 0, store, false, null);
    }

    /**
     * Reads command line options; the password may also come from the environment (KRAVBRO_SIMULATOR_CALLBACK_PASSWORD).
     *
     * @throws IllegalArgumentException with words for the person at the keyboard
     */
    static SimulatorSettings of(String[] arguments, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i])) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " lacks its value");
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        String store = given.get("--store");
        if (store == null) {
            throw new IllegalArgumentException("--store is missing");
        }
        return new SimulatorSettings(
                given.getOrDefault("--host", "127.0.0.1"),
                port(given.getOrDefault("--port", "18080")),
                Path.of(store),
                Boolean.parseBoolean(given.getOrDefault("--strict-routes", "false")),
                callback(given, environment));
    }

    private static @Nullable Callback callback(Map<String, String> given, Map<String, String> environment) {
        String url = given.get("--callback-url");
        if (url == null) {
            return null;
        }
        String password = given.getOrDefault(
                "--callback-password", environment.getOrDefault("KRAVBRO_SIMULATOR_CALLBACK_PASSWORD", ""));
        return new Callback(URI.create(url), given.getOrDefault("--callback-user", ""), password);
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--port is a number from 0 to 65535", notANumber);
        }
        throw new IllegalArgumentException("--port is a number from 0 to 65535");
    }
}
