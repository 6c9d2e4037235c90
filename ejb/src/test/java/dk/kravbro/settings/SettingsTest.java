package dk.kravbro.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingsTest {

    @Test
    void without_any_value_the_defaults_hold() {
        Settings settings = Settings.of(Map.of());

        assertThat(settings.sliceSize()).isEqualTo(50);
        assertThat(settings.callDeadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(settings.registrationUrl().getPort()).isEqualTo(18080);
        assertThat(settings.settlementMaxBody()).isEqualTo(1_048_576);
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void every_default_is_within_its_own_range(Setting setting) {
        assertThat(setting.objection(setting.standard())).isEmpty();
        assertThat(setting.key()).startsWith("kravbro.");
    }

    @ParameterizedTest
    @CsvSource({
        "kravbro.submission.slice-size, 1",
        "kravbro.submission.slice-size, 1000",
        "kravbro.oir.peer-limit, PT0S",
        "kravbro.oir.registration.url, https://debitor.example.dk/service",
        "kravbro.oir.soap-version, 1.2",
        "kravbro.callback.platform-cvrs, ''",
        "kravbro.callback.platform-cvrs, '12345674 , 98765433,12345674'",
    })
    void a_value_at_the_edge_of_its_range_is_taken(String key, String value) {
        assertThat(Settings.of(Map.of(key, value))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "kravbro.submission.slice-size, 0",
        "kravbro.submission.slice-size, 1001",
        "kravbro.submission.slice-size, fifty",
        "kravbro.submission.slice-size, ''",
        "kravbro.submission.slice-size, 9999999999999",
        "kravbro.oir.connect-timeout, 5",
        "kravbro.oir.connect-timeout, PT0S",
        "kravbro.oir.connect-timeout, -PT5S",
        "kravbro.oir.registration.url, ftp://debitor.example.dk/",
        "kravbro.oir.registration.url, not an address",
        "kravbro.oir.registration.url, https://user:word@debitor.example.dk/",
        "kravbro.health.self-check, yes",
        "kravbro.oir.soap-version, 1.3",
        "kravbro.callback.platform-cvrs, 1234567",
        "kravbro.callback.platform-cvrs, '12345674,'",
        "kravbro.callback.platform-cvrs, 12345674 98765433",
    })
    void a_value_beyond_its_range_stops_the_start_and_is_named_with_its_key(String key, String value) {
        assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
                .isInstanceOf(WrongSettings.class)
                .hasMessageContaining(key)
                .hasMessageContaining('"' + value + '"')
                .hasMessageContaining("must be");
    }

    @Test
    void the_platform_may_have_several_numbers_or_none() {
        assertThat(Settings.of(Map.of()).platformCvrs()).isEmpty();
        assertThat(Settings.of(Map.of("kravbro.callback.platform-cvrs", "12345674 , 98765433,12345674"))
                        .platformCvrs())
                .containsExactlyInAnyOrder("12345674", "98765433");
    }

    @Test
    void all_wrong_values_are_named_at_once() {
        assertThatThrownBy(() -> Settings.of(
                        Map.of("kravbro.submission.slice-size", "0", "kravbro.oir.receive-timeout", "soon")))
                .hasMessageContaining("slice-size")
                .hasMessageContaining("receive-timeout");
    }

    @ParameterizedTest
    @CsvSource({
        "kravbro.oir.call-deadline, PT20S, must not be above",
        "kravbro.submission.retry.first, PT1H, ''",
        "kravbro.submission.retry.max, PT5S, must not be above",
        "kravbro.submission.frozen-gap, PT8S, must be below",
        "kravbro.submission.heartbeat, PT4S, must be below",
        "kravbro.callback.security, signed-token, 'needs kravbro.oir.security kombit-token, not none'",
    })
    void values_that_contradict_each_other_stop_the_start(String key, String value, String complaint) {
        if (complaint.isEmpty()) {
            assertThat(Settings.of(Map.of(key, value)).retryFirst()).isEqualTo(Duration.ofHours(1));
        } else {
            assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
                    .isInstanceOf(WrongSettings.class)
                    .hasMessageContaining(complaint);
        }
    }

    /** When this fails, the message holds the table as it should be. */
    @Test
    void the_documentation_lists_every_setting_as_it_is() throws IOException {
        String table = Arrays.stream(Setting.values())
                .map(setting -> "| `" + setting.key() + "` | " + setting.kind().unit() + " | `" + setting.standard()
                        + "` | " + setting.range() + " | " + setting.meaning() + " |")
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../docs/settings.md"))).contains(table);
    }
}
