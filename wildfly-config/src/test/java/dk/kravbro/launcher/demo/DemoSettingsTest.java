package dk.kravbro.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.launcher.LaunchFailure;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class DemoSettingsTest {

    private static Properties properties(String... more) {
        Properties properties = new Properties();
        properties.setProperty("kravbro.server.home", "server");
        properties.setProperty("kravbro.application", "kravbro.ear");
        properties.setProperty("kravbro.simulator", "simulator.jar");
        properties.setProperty("kravbro.demo.directory", "target/demo");
        for (int i = 0; i < more.length; i += 2) {
            properties.setProperty(more[i], more[i + 1]);
        }
        return properties;
    }

    @Test
    void without_wishes_it_stays_up_on_the_standard_ports() {
        DemoSettings settings = DemoSettings.of(properties());

        assertThat(settings.exit()).isFalse();
        assertThat(settings.nodes()).isEqualTo(1);
        assertThat(settings.ports().http()).isEqualTo(8080);
        assertThat(settings.fees()).isEmpty();
        assertThat(settings.report()).isEmpty();
        assertThat(settings.password()).isEmpty();
    }

    @Test
    void the_switch_needs_no_value() {
        assertThat(DemoSettings.of(properties("demo.exit", "true")).exit()).isTrue();
        assertThat(DemoSettings.of(properties("demo.exit", "")).exit()).isTrue();
        assertThat(DemoSettings.of(properties("demo.exit", "false")).exit()).isFalse();
    }

    @Test
    void moved_ports_have_a_directory_of_their_own() {
        DemoSettings settings = DemoSettings.of(properties("demo.port-offset", "1000"));

        assertThat(settings.ports().database()).isEqualTo(16432);
        assertThat(settings.directory()).hasFileName("demo-1000");
    }

    @Test
    void further_servers_have_ports_of_their_own_and_share_the_database() {
        DemoSettings settings = DemoSettings.of(properties("demo.nodes", "2", "demo.port-offset", "1000"));

        assertThat(settings.nodes()).isEqualTo(2);
        assertThat(settings.ports().ofNode(0)).isEqualTo(settings.ports());
        assertThat(settings.ports().ofNode(1).http()).isEqualTo(9190);
        assertThat(settings.ports().ofNode(1).management()).isEqualTo(11100);
    }

    @Test
    void nonsense_is_refused_with_the_name_of_the_setting() {
        assertThatThrownBy(() -> DemoSettings.of(properties("demo.port-offset", "many")))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("demo.port-offset");
        for (String nodes : new String[] {"0", "5", "two"}) {
            assertThatThrownBy(() -> DemoSettings.of(properties("demo.nodes", nodes)))
                    .isInstanceOf(LaunchFailure.class)
                    .hasMessageContaining("demo.nodes");
        }
        assertThatThrownBy(() -> DemoSettings.of(properties("demo.fees", "no-such-file")))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("no-such-file");
        assertThatThrownBy(() -> DemoSettings.of(new Properties())).hasMessageContaining("mvn -Pdemo");
    }
}
