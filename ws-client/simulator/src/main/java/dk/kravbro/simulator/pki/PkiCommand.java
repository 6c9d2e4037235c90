package dk.kravbro.simulator.pki;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code pki} on the command line: makes a directory of certificates, and says what is in it. */
public final class PkiCommand {

    /** How to call it. */
    static final String USAGE = "usage: java -jar kravbro-simulator.jar pki --dir DIR [--host localhost,127.0.0.1]"
            + " [--municipality CVR,...] [--platform CVR] [--creditor CVR] [--days 730]";

    private static final Set<String> OPTIONS =
            Set.of("--dir", "--host", "--municipality", "--platform", "--creditor", "--days");

    private PkiCommand() {}

    /** Runs it; the status the process shall end with: 0, 1 on trouble, 2 on wrong options. */
    public static int run(List<String> arguments, Clock clock, PrintStream out, PrintStream err) {
        try {
            Map<String, String> given = given(arguments);
            String directory = given.get("--dir");
            if (directory == null) {
                throw new IllegalArgumentException("--dir is missing");
            }
            RehearsalPki pki = RehearsalPki.create(Path.of(directory), request(given, clock));
            out.println("READY " + pki.directory() + " (for rehearsals only, never for production)");
            return 0;
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        } catch (FileAlreadyExistsException there) {
            err.println(
                    "there are certificates already in " + there.getFile() + "; delete the directory to make new ones");
            return 1;
        } catch (IOException trouble) {
            err.println("cannot make certificates: " + trouble.getMessage());
            return 1;
        }
    }

    private static Map<String, String> given(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i))) {
                throw new IllegalArgumentException("unknown option " + arguments.get(i));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(arguments.get(i) + " lacks its value");
            }
            given.put(arguments.get(i), arguments.get(i + 1));
        }
        return given;
    }

    private static PkiRequest request(Map<String, String> given, Clock clock) {
        return new PkiRequest(
                list(given.getOrDefault("--host", "localhost,127.0.0.1")),
                given.getOrDefault("--platform", PkiRequest.PLATFORM_CVR),
                given.getOrDefault("--creditor", PkiRequest.CREDITOR_CVR),
                list(given.getOrDefault("--municipality", "")),
                clock.instant(),
                days(given.getOrDefault("--days", "730")));
    }

    private static List<String> list(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" *, *"));
    }

    private static Duration days(String text) {
        try {
            return Duration.ofDays(Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("--days is a whole number", notANumber);
        }
    }
}
