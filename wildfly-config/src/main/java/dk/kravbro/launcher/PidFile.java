package dk.kravbro.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers a process beyond the launcher's own life, so that a later launcher can stop what a killed one left.
 *
 * <p>Numbers of processes are used again. A process is only taken for the remembered one if it began at the remembered
 * time and has the remembered mark in its command line (rule L2).
 *
 * @param file where it is remembered: number, start time in milliseconds, mark, a line each
 */
record PidFile(Path file) {

    /** The machine's clock may be corrected between two looks at a start time. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /**
     * Remembers a process.
     *
     * @param mark a text that its command line contains; empty: the start time alone decides
     */
    void remember(ProcessHandle process, String mark) {
        long began = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, List.of(Long.toString(process.pid()), Long.toString(began), mark));
        } catch (IOException e) {
            throw new LaunchFailure("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The remembered process, if it still runs and is proven to be the same. */
    Optional<ProcessHandle> survivor() {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                return Optional.empty();
            }
            long pid = Long.parseLong(lines.get(0));
            Instant began = Instant.ofEpochMilli(Long.parseLong(lines.get(1)));
            String mark = lines.size() > 2 ? lines.get(2) : "";
            return ProcessHandle.of(pid).filter(p -> isSame(p, began, mark));
        } catch (NumberFormatException e) {
            // A half-written file proves nothing, and without proof nothing is stopped.
            return Optional.empty();
        } catch (IOException e) {
            throw new LaunchFailure("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** PostgreSQL's own note in its data directory: number, then directory. */
    static Optional<ProcessHandle> ofPostgres(Path data) {
        Path note = data.resolve("postmaster.pid");
        try {
            List<String> lines = Files.isRegularFile(note) ? Files.readAllLines(note) : List.of();
            String mark = data.toAbsolutePath().toString();
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                            .filter(p -> p.info().commandLine().orElse("").contains(mark));
        } catch (NumberFormatException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new LaunchFailure("Cannot read " + note + ": " + e.getMessage(), e);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LaunchFailure("Cannot delete " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isSame(ProcessHandle process, Instant began, String mark) {
        @Nullable Instant start = process.info().startInstant().orElse(null);
        return process.isAlive()
                && start != null
                && Duration.between(start, began).abs().compareTo(TOLERANCE) <= 0
                && (mark.isEmpty() || process.info().commandLine().orElse("").contains(mark));
    }
}
