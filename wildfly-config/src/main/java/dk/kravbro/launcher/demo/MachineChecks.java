package dk.kravbro.launcher.demo;

import com.sun.management.OperatingSystemMXBean;
import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.Ports;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Looks before anything is started whether this machine can carry the demo. */
final class MachineChecks {

    private static final long MEGABYTE = 1024L * 1024;
    private static final int OLDEST_JAVA = 17;
    /** WildFly up to 1.3 GB, simulator and PostgreSQL 0.5 GB. */
    private static final long MEMORY_MB = 2_000;

    private static final long MEMORY_MB_A_FURTHER_NODE = 1_300;

    private static final long DISK_MB = 1_000;

    private MachineChecks() {}

    /**
     * All that is in the way, not only the first.
     *
     * @throws LaunchFailure if anything is; the message says what to do about each
     */
    static void pass(DemoSettings settings) {
        List<String> obstacles = new ArrayList<>();
        system(obstacles);
        if (obstacles.isEmpty()) {
            room(obstacles, settings.directory(), MEMORY_MB + (settings.nodes() - 1) * MEMORY_MB_A_FURTHER_NODE);
            ports(obstacles, settings.ports(), settings.nodes());
        }
        if (!obstacles.isEmpty()) {
            throw new LaunchFailure("The demo was not started:\n  - " + String.join("\n  - ", obstacles));
        }
    }

    private static void system(List<String> obstacles) {
        String system = System.getProperty("os.name", "") + " " + System.getProperty("os.arch", "");
        if (!system.equals("Linux amd64") || Files.exists(Path.of("/etc/alpine-release"))) {
            obstacles.add("The demo brings its own PostgreSQL, and only for Linux on x86-64 with glibc; this is "
                    + system + ". Start it in such a container or virtual machine.");
        }
        if (Runtime.version().feature() < OLDEST_JAVA) {
            obstacles.add("Java 17 or later is needed; this is " + Runtime.version() + ".");
        }
        if ("root".equals(System.getProperty("user.name")) && !canHaveUserNamespace()) {
            obstacles.add(
                    "PostgreSQL refuses to run as root, and this machine allows no user namespaces (unshare -U) to get"
                            + " around it. Start the demo as another user, or allow user namespaces (in Docker: --security-opt"
                            + " seccomp=unconfined; else sysctl kernel.unprivileged_userns_clone=1).");
        }
    }

    private static void room(List<String> obstacles, Path directory, long needed) {
        long available = availableMemory().orElse(Long.MAX_VALUE) / MEGABYTE;
        if (available < needed) {
            obstacles.add("Too little memory: " + available + " MB are free, " + needed
                    + " MB are needed (WildFly, PostgreSQL, simulator). Close something large.");
        }
        try {
            Files.createDirectories(directory);
            long disk = Files.getFileStore(directory).getUsableSpace() / MEGABYTE;
            if (disk < DISK_MB) {
                obstacles.add("Too little disk space under " + directory + ": " + disk + " MB are free, " + DISK_MB
                        + " MB are needed.");
            }
        } catch (IOException e) {
            obstacles.add("Cannot write under " + directory + ": " + e.getMessage());
        }
    }

    private static void ports(List<String> obstacles, Ports ports, int nodes) {
        List<String> taken = new ArrayList<>(ports.taken());
        for (int i = 1; i < nodes; i++) {
            taken.addAll(ports.ofNode(i).takenByServer());
        }
        if (!taken.isEmpty()) {
            obstacles.add("In use by another program: " + String.join(", ", taken)
                    + ". Stop it, or move the demo's ports: " + ports.wayOut());
        }
    }

    private static boolean canHaveUserNamespace() {
        try {
            Process probe = new ProcessBuilder("unshare", "-U", "true")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException e) {
            // No such program is as good as no such right.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What could be had without swapping, in bytes: caches of the system count as free, a container's limit counts. */
    private static OptionalLong availableMemory() {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .map(free -> Math.min(free, limit))
                    .findFirst();
        } catch (IOException e) {
            // A system that does not say it is not refused for that.
            return OptionalLong.empty();
        }
    }
}
