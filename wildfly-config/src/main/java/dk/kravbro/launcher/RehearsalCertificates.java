package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Certificates of a demo or a test, made by the simulator's program, and the server's store with their password. Never for
 * production.
 */
public final class RehearsalCertificates {

    /** CVR number of the platform in a rehearsal: made up, with right check digits. */
    public static final String PLATFORM_CVR = "12345674";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path directory;
    private final String password;

    private RehearsalCertificates(Path directory, String password) {
        this.directory = directory.toAbsolutePath();
        this.password = password;
    }

    /**
     * Makes them, or takes those that are there.
     *
     * @param simulator the simulator's program
     * @param directory for them alone; only its owner can read it
     * @throws LaunchFailure if they cannot be made
     */
    public static RehearsalCertificates in(Path directory, Path simulator) {
        try {
            if (!Files.exists(directory.resolve("password"))) {
                make(directory, simulator);
            }
            RehearsalCertificates certificates = new RehearsalCertificates(
                    directory, Files.readString(directory.resolve("password")).strip());
            CredentialStoreFile.write(
                    certificates.credentialStore(),
                    certificates.password,
                    Map.of(
                            "back-channel-keys", certificates.password,
                            "back-channel-senders", certificates.password,
                            "platform-keys", certificates.password,
                            "platform-trust", certificates.password,
                            "platform-signers", certificates.password));
            return certificates;
        } catch (IOException e) {
            throw new LaunchFailure("Cannot make certificates in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void make(Path directory, Path simulator) throws IOException {
        List<String> command = List.of(
                ChildProcess.java(),
                "-jar",
                simulator.toString(),
                "pki",
                "--dir",
                directory.toAbsolutePath().toString(),
                "--platform",
                PLATFORM_CVR);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new LaunchFailure("The certificates were not made within " + PATIENCE.toSeconds() + " s.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new LaunchFailure("Interrupted while certificates were made.", e);
        }
        if (process.exitValue() != 0) {
            throw new LaunchFailure("The certificates could not be made; try it by hand: " + String.join(" ", command));
        }
    }

    /** Somebody's certificate and key: server, platform, fagsystem … (docs/simulator.md). */
    public Path keyStore(String name) {
        return directory.resolve(name + ".p12");
    }

    /** The authority that all of them trust. */
    public Path trustStore() {
        return directory.resolve("trust.p12");
    }

    /** Holds the one password of all these files. */
    public Path passwordFile() {
        return directory.resolve("password");
    }

    /** What the server reads passwords from; its own is the same. */
    Path credentialStore() {
        return directory.resolve("credentials.p12");
    }

    /** Where it all lies. */
    public Path directory() {
        return directory;
    }

    /** Of every file here. */
    public String password() {
        return password;
    }
}
