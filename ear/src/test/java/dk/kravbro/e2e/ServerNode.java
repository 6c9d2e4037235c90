package dk.kravbro.e2e;

import dk.kravbro.launcher.WildFlyProcess;
import dk.kravbro.launcher.WildFlySettings;
import java.io.IOException;
import java.time.Duration;

/** One server of an installation: to be killed, frozen, woken and started again. */
final class ServerNode implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(240);

    private final String name;
    private final WildFlyProcess process;
    private boolean frozen;

    ServerNode(WildFlySettings settings) {
        this.name = settings.node();
        this.process = WildFlyProcess.prepare(settings);
    }

    /** The node's name, as it stands in the database. */
    String name() {
        return name;
    }

    WildFlyProcess process() {
        return process;
    }

    /** Starts it and returns at once. */
    void begin() {
        process.start();
    }

    void awaitReady() {
        process.awaitReady(READY);
    }

    /** Starts it again on what it left behind, and waits until it is ready. */
    void restart() {
        begin();
        awaitReady();
    }

    /** kill -9 of its JVM. */
    void kill() {
        process.kill();
    }

    /** Stops it where it stands (SIGSTOP): nothing of it runs, its connections stay open. */
    void freeze() {
        signal("-STOP");
        frozen = true;
    }

    /** Lets it go on (SIGCONT), as if no time had passed. */
    void thaw() {
        signal("-CONT");
        frozen = false;
    }

    private void signal(String signal) {
        try {
            int status = new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IllegalStateException("kill " + signal + " of " + name + " ended with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException("kill " + signal + " of " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops it in an orderly way. */
    @Override
    public void close() {
        if (frozen && process.isAlive()) {
            thaw();
        }
        process.close();
    }
}
