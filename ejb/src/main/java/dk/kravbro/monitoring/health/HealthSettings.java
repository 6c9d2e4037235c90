package dk.kravbro.monitoring.health;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The few settings that health needs. The table of settings checked them at the start; it cannot be seen from here.
 *
 * @param limit how long one check may take
 * @param selfCheck whether the doors are tried
 * @param base where this node's own doors are, such as http://127.0.0.1:8080
 * @param backChannel where its back channel is
 * @param clientDoor where clients show certificates
 */
record HealthSettings(
        Duration limit, boolean selfCheck, String base, InetSocketAddress backChannel, InetSocketAddress clientDoor) {

    static HealthSettings read() {
        Config config = ConfigProvider.getConfig();
        int offset = config.getOptionalValue("jboss.socket.binding.port-offset", Integer.class)
                .orElse(0);
        int standard = config.getOptionalValue("jboss.http.port", Integer.class).orElse(8080) + offset;
        int port = config.getOptionalValue("kravbro.http.port", Integer.class).orElse(standard);
        int backChannelPort = config.getOptionalValue("kravbro.back-channel.port", Integer.class)
                        .orElse(8543)
                + offset;
        int clientDoorPort = config.getOptionalValue("kravbro.client-door.port", Integer.class)
                        .orElse(8643)
                + offset;
        String bound =
                config.getOptionalValue("jboss.bind.address", String.class).orElse("127.0.0.1");
        return new HealthSettings(
                config.getOptionalValue("kravbro.health.wait", Duration.class).orElse(Duration.ofSeconds(2)),
                config.getOptionalValue("kravbro.health.self-check", Boolean.class)
                        .orElse(true),
                "http://" + reachable(bound) + ":" + port,
                new InetSocketAddress(reachable(bound), backChannelPort),
                new InetSocketAddress(reachable(bound), clientDoorPort));
    }

    /** An address that means "all of them" cannot be called; this machine's own can. */
    static String reachable(String bound) {
        String plain = bound.replace("[", "").replace("]", "");
        if (plain.equals("0.0.0.0") || plain.equals("::")) {
            return "127.0.0.1";
        }
        return plain.contains(":") ? "[" + plain + "]" : plain;
    }
}
