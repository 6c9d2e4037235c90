package dk.kravbro.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The TCP ports of one installation on this machine's loopback address, all moved by the same offset.
 *
 * @param offset 0 to 40000; added to each port
 */
public record Ports(int offset) {

    private static final int LARGEST_OFFSET = 40_000;

    /** From one server to the next on the same database; not the distance between two ports of one server. */
    private static final int NODE_STEP = 110;

    public Ports {
        if (offset < 0 || offset > LARGEST_OFFSET) {
            throw new LaunchFailure(
                    "The port offset must be a number from 0 to " + LARGEST_OFFSET + ", not " + offset + ".");
        }
    }

    /**
     * The ports of a further server on the same database and simulator.
     *
     * @param index 0 for the first server
     */
    public Ports ofNode(int index) {
        return new Ports(offset + NODE_STEP * index);
    }

    /** The application: API, status page. */
    public int http() {
        return 8080 + offset;
    }

    /** The application over TLS. */
    public int https() {
        return 8443 + offset;
    }

    /** The back channel: mutual TLS. */
    public int backChannel() {
        return 8543 + offset;
    }

    /** The API for clients that show a certificate: mutual TLS. */
    public int clientDoor() {
        return 8643 + offset;
    }

    /** Health, metrics, console. */
    public int management() {
        return 9990 + offset;
    }

    public int database() {
        return 15432 + offset;
    }

    /** The simulator's, for callers who show a certificate. */
    public int platform() {
        return 18443 + offset;
    }

    public int simulator() {
        return 18080 + offset;
    }

    /** What to add to the command to get away from these ports. */
    public String wayOut() {
        return "-Ddemo.port-offset=" + (offset + 1000);
    }

    /** A line for each port that somebody else listens on; empty if all are free. */
    public List<String> taken() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("PostgreSQL", database());
        all.put("simulator", simulator());
        all.put("simulator with certificates", platform());
        List<String> lines = taken(all);
        lines.addAll(takenByServer());
        return lines;
    }

    /** As {@link #taken}, of the ports of the server alone. */
    public List<String> takenByServer() {
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("application", http());
        all.put("application over TLS", https());
        all.put("back channel", backChannel());
        all.put("client door", clientDoor());
        all.put("management", management());
        all.put("transaction recovery", 4712 + offset);
        all.put("transaction status", 4713 + offset);
        return taken(all);
    }

    private static List<String> taken(Map<String, Integer> all) {
        List<String> lines = new ArrayList<>();
        all.forEach((purpose, port) -> {
            if (!isFree(port)) {
                lines.add("port " + port + " (" + purpose + ")");
            }
        });
        return lines;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            // As the servers do: a connection that was closed a moment ago (TIME_WAIT) does not occupy the port.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
