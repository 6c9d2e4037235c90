package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.EmbeddedDatabase;
import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.SimulatorProcess;
import dk.kravbro.launcher.WildFlyProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * The demo: starts everything, sends fees through it, shows what became of them, and stays up until Ctrl-C, or ends by
 * itself with {@code -Ddemo.exit}.
 *
 * <p>Runs inside Maven's own process ({@code mvn -Pdemo}), so that Maven ends only when everything is stopped.
 */
public final class Demo {

    private static final Duration READY = Duration.ofMinutes(5);
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final DemoSettings settings;
    private final Progress progress;
    private final List<Municipality> municipalities = Municipality.all();
    private final DemoUsers users;

    private Demo(DemoSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.users =
                DemoUsers.of(municipalities.stream().map(Municipality::code).toList(), settings.password());
    }

    /**
     * Runs the demo; what it can be told is in docs/operations.md.
     *
     * @throws LaunchFailure if it could not be started, or something does not add up
     */
    public static void main(String[] arguments) {
        Progress progress = new Progress(System.out);
        try {
            new Demo(DemoSettings.of(System.getProperties()), progress).run();
        } catch (LaunchFailure e) {
            progress.print("\n" + e.getMessage() + "\n");
            throw e;
        }
    }

    private void run() {
        Installation installation = new Installation(settings, progress);
        AtomicBoolean isToldToStop = new AtomicBoolean();
        Thread onCtrlC = new Thread(
                () -> {
                    isToldToStop.set(true);
                    installation.close();
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(onCtrlC);
        try {
            installation.takeOver();
            MachineChecks.pass(settings);
            installation.clear();
            List<WildFlyProcess> servers = start(installation);
            List<String> faults = show(story().tell());
            if (settings.exit()) {
                judge(faults);
            } else {
                progress.print("Everything stays up. Ctrl-C stops it.\n");
                stayWith(servers, isToldToStop);
            }
        } catch (LaunchFailure e) {
            // After Ctrl-C in the middle of a step, what the step then says is of no interest.
            if (!isToldToStop.get()) {
                throw e;
            }
        } finally {
            installation.close();
            forget(onCtrlC);
        }
    }

    private List<WildFlyProcess> start(Installation installation) {
        EmbeddedDatabase[] database = new EmbeddedDatabase[1];
        SimulatorProcess[] simulator = new SimulatorProcess[1];
        List<WildFlyProcess> servers = new ArrayList<>();
        progress.step("Starting PostgreSQL", () -> {
            database[0] = installation.startDatabase();
            return "port " + database[0].port();
        });
        progress.step(
                "Making the back channel's certificates",
                () -> installation.certificates().directory().toString());
        progress.step("Starting the simulator of debtor systems", () -> {
            simulator[0] = installation.startSimulator();
            return simulator[0].address().toString();
        });
        // All at once: the first to come migrates the database, the others wait for it.
        progress.step("Starting " + servers() + " and the application", () -> {
            for (int i = 0; i < settings.nodes(); i++) {
                servers.add(installation.startServer(i, database[0], simulator[0], users.all()));
            }
            servers.forEach(server -> server.awaitReady(READY));
            return servers.stream().map(server -> server.address().toString()).collect(Collectors.joining("  "));
        });
        return servers;
    }

    private String servers() {
        return settings.nodes() == 1 ? "WildFly" : settings.nodes() + " WildFlys";
    }

    private Story story() {
        KravbroApi api = new KravbroApi(as(DemoUsers.FBS), as(DemoUsers.OPERATOR));
        URI simulator = URI.create("http://127.0.0.1:" + settings.ports().simulator());
        return new Story(settings, progress, api, new SimulatorControl(new JsonHttp(simulator)), municipalities);
    }

    private JsonHttp as(String user) {
        URI root = URI.create("http://127.0.0.1:" + settings.ports().http());
        return new JsonHttp(root, user, users.login(user).password());
    }

    private List<String> show(Report report) {
        Map<String, String> names =
                municipalities.stream().collect(Collectors.toMap(Municipality::code, Municipality::name));
        progress.print("\n" + MoneyProofTable.of(report.municipalities(), names));
        progress.print("Lines of fees: " + report.lines());
        progress.slowest().ifPresent(step -> progress.print("Slowest step:  " + step));
        progress.fastest().ifPresent(step -> progress.print("Fastest step:  " + step));
        List<String> faults = report.faults();
        faults.forEach(fault -> progress.print("DOES NOT ADD UP  " + fault));
        settings.report().ifPresent(file -> {
            report.write(file);
            progress.print("Report:        " + file.toAbsolutePath());
        });
        progress.print(new Addresses(settings.ports(), settings.nodes(), users).toString());
        return faults;
    }

    private static void judge(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new LaunchFailure(faults.size() + " things do not add up or are left over; they are listed above.");
        }
    }

    /** Until the last server is gone: one of several may be killed to see the others go on. */
    private void stayWith(List<WildFlyProcess> servers, AtomicBoolean isToldToStop) {
        List<WildFlyProcess> alive = new ArrayList<>(servers);
        while (!isToldToStop.get()) {
            for (WildFlyProcess server : servers) {
                if (!server.isAlive() && alive.remove(server) && !isToldToStop.get()) {
                    leave(server, alive.size());
                }
            }
            try {
                Thread.sleep(WATCH.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void leave(WildFlyProcess server, int others) {
        String what = "The WildFly at " + server.address() + " ended by itself; its log is " + server.serverLog();
        if (others == 0) {
            throw new LaunchFailure(what);
        }
        progress.print(what + "\n" + others + " still up.");
    }

    private static void forget(Thread onCtrlC) {
        try {
            Runtime.getRuntime().removeShutdownHook(onCtrlC);
        } catch (IllegalStateException e) {
            // The process is already ending, and the hook does its work.
            onCtrlC.setName("stopping");
        }
    }
}
