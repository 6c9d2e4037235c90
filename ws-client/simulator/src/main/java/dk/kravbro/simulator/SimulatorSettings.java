package dk.kravbro.simulator;

import dk.kravbro.simulator.security.Demand;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 * @param callback where the back channel goes, and with which certificate
 * @param platform the listener for callers with a certificate; null for none
 */
public record SimulatorSettings(
        String host,
        int port,
        Path store,
        boolean strictRoutes,
        Callback callback,
        @Nullable Platform platform) {

    /** How to call the simulator. */
    static final String USAGE = "usage: java -jar kravbro-simulator.jar --store DIR [--port 18080] [--host 127.0.0.1]"
            + " [--strict-routes true] [--callback-url URL] [--callback-key-store FILE --callback-trust-store FILE"
            + " --callback-password-file FILE] [--callback-entity-id URI] [--platform-pki DIR --platform-port 18443 --platform-security"
            + " kombit-token|authority-context|invocation-context]; or pki --dir DIR …, which makes certificates";

    private static final Set<String> OPTIONS = Set.of(
            "--host",
            "--port",
            "--store",
            "--strict-routes",
            "--callback-url",
            "--callback-key-store",
            "--callback-trust-store",
            "--callback-password-file",
            "--callback-entity-id",
            "--platform-pki",
            "--platform-port",
            "--platform-security");

    /**
     * The back channel.
     *
     * @param url where it is unless a play says otherwise; null if each has to
     * @param certificate what it shows there; null if only http addresses are called
     * @param entityId of the creditor's system: messages are signed, with a token for it; null if they are not
     */
    public record Callback(
            @Nullable URI url,
            @Nullable Certificate certificate,
            @Nullable String entityId) {}

    /**
     * What the simulator shows to a back channel, and whom it trusts there. PKCS#12 files with one password.
     *
     * @param keyStore one key with its certificate
     * @param trustStore the authorities of the other side
     */
    public record Certificate(Path keyStore, Path trustStore, String password) {

        /** Never prints the password. */
        @Override
        public String toString() {
            return "Certificate[" + keyStore + ", " + trustStore + "]";
        }
    }

    /**
     * The listener for callers who show a certificate.
     *
     * @param pki directory of certificates, made by {@code pki}
     * @param port port to listen on, 0 for a free one
     * @param demand what is demanded beyond a certificate
     */
    public record Platform(Path pki, int port, Demand demand) {}

    /** On the loopback address, a free port, without a back channel of its own. */
    public static SimulatorSettings onFreePort(Path store) {
        return new SimulatorSettings("127.0.0.1", 0, store, false, new Callback(null, null, null), null);
    }

    /**
     * Reads command line options; the certificate's password comes from a file or, without one, from the environment
     * (KRAVBRO_SIMULATOR_CALLBACK_PASSWORD), never from the command line, which every user of a machine can read.
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
                port("--port", given.getOrDefault("--port", "18080")),
                Path.of(store),
                Boolean.parseBoolean(given.getOrDefault("--strict-routes", "false")),
                callback(given, environment),
                platform(given));
    }

    private static @Nullable Platform platform(Map<String, String> given) {
        String pki = given.get("--platform-pki");
        if (pki == null) {
            if (given.containsKey("--platform-port") || given.containsKey("--platform-security")) {
                throw new IllegalArgumentException("--platform-port and --platform-security need --platform-pki");
            }
            return null;
        }
        return new Platform(
                Path.of(pki),
                port("--platform-port", given.getOrDefault("--platform-port", "18443")),
                demand(given.getOrDefault("--platform-security", "kombit-token")));
    }

    private static Demand demand(String word) {
        return Arrays.stream(Demand.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--platform-security is kombit-token, authority-context or invocation-context"));
    }

    private static Callback callback(Map<String, String> given, Map<String, String> environment) {
        String url = given.get("--callback-url");
        URI address = url == null ? null : URI.create(url);
        String entityId = given.get("--callback-entity-id");
        if (entityId != null
                && (!given.containsKey("--platform-pki")
                        || !given.getOrDefault("--platform-security", "kombit-token")
                                .equals("kombit-token"))) {
            throw new IllegalArgumentException("--callback-entity-id needs --platform-pki with kombit-token");
        }
        String keyStore = given.get("--callback-key-store");
        String trustStore = given.get("--callback-trust-store");
        if (keyStore == null && trustStore == null) {
            if (address != null && !"http".equals(address.getScheme())) {
                throw new IllegalArgumentException(
                        "--callback-url with https needs --callback-key-store and" + " --callback-trust-store");
            }
            return new Callback(address, null, entityId);
        }
        if (keyStore == null || trustStore == null) {
            throw new IllegalArgumentException("--callback-key-store and --callback-trust-store go together");
        }
        return new Callback(
                address,
                new Certificate(Path.of(keyStore), Path.of(trustStore), password(given, environment)),
                entityId);
    }

    private static String password(Map<String, String> given, Map<String, String> environment) {
        String file = given.get("--callback-password-file");
        if (file == null) {
            String password = environment.get("KRAVBRO_SIMULATOR_CALLBACK_PASSWORD");
            if (password == null) {
                throw new IllegalArgumentException(
                        "--callback-password-file or KRAVBRO_SIMULATOR_CALLBACK_PASSWORD is missing");
            }
            return password;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("--callback-password-file cannot be read: " + file, unreadable);
        }
    }

    private static int port(String option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " is a number from 0 to 65535", notANumber);
        }
        throw new IllegalArgumentException(option + " is a number from 0 to 65535");
    }
}
