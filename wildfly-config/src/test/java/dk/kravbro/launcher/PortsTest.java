package dk.kravbro.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_port_in_use_is_named_with_its_purpose() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int offset = other.getLocalPort() - 8080;
            if (offset >= 0 && offset <= 40_000) {
                assertThat(new Ports(offset).taken()).contains("port " + other.getLocalPort() + " (application)");
            }
        }
    }

    @Test
    void no_server_of_an_installation_takes_anothers_port() {
        List<Integer> all = new ArrayList<>();
        for (int node = 0; node < 4; node++) {
            Ports ports = new Ports(0).ofNode(node);
            all.addAll(
                    List.of(ports.http(), ports.https(), ports.backChannel(), ports.clientDoor(), ports.management()));
        }
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void an_offset_that_leads_out_of_the_ports_is_refused() {
        assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(LaunchFailure.class);
        assertThatThrownBy(() -> new Ports(40_001)).isInstanceOf(LaunchFailure.class);
    }
}
