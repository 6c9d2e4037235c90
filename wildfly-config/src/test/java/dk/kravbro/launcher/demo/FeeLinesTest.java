package dk.kravbro.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.launcher.LaunchFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeLinesTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"'',0", "'a',1", "'a|',1", "'a|b',2", "'a|b|',2", "'a||b|',3", "'|',1"})
    void lines_are_counted_with_or_without_a_last_end_of_line(String text, long lines) throws IOException {
        Path file = Files.writeString(directory.resolve("fees.ndjson"), text.replace('|', '\n'));

        try (FeeLines fees = FeeLines.open(Optional.of(file))) {
            assertThat(fees.count()).isEqualTo(lines);
        }
    }

    @Test
    void parts_follow_one_another_without_loss() throws IOException {
        Path file = Files.writeString(directory.resolve("fees.ndjson"), "én\nto\n\nfire");

        try (FeeLines fees = FeeLines.open(Optional.of(file))) {
            assertThat(text(fees, 2)).isEqualTo("én\nto\n");
            assertThat(text(fees, 1)).isEqualTo("\n");
            assertThat(text(fees, 5)).isEqualTo("fire");
            assertThat(text(fees, 1)).isEmpty();
        }
    }

    @Test
    void a_packed_file_is_unpacked() throws IOException {
        Path file = directory.resolve("fees.ndjson.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("a\nb\n".getBytes(StandardCharsets.UTF_8));
        }

        try (FeeLines fees = FeeLines.open(Optional.of(file))) {
            assertThat(text(fees, 2)).isEqualTo("a\nb\n");
        }
    }

    @Test
    void the_sample_comes_with_the_program() {
        try (FeeLines fees = FeeLines.open(Optional.empty())) {
            assertThat(fees.count()).isEqualTo(4575);
        }
    }

    @Test
    void a_missing_file_is_said_to_be_missing() {
        assertThatThrownBy(() -> FeeLines.open(Optional.of(directory.resolve("none"))))
                .isInstanceOf(LaunchFailure.class)
                .hasMessageContaining("none");
    }

    private static String text(FeeLines fees, long lines) throws IOException {
        return new String(fees.next(lines).readAllBytes(), StandardCharsets.UTF_8);
    }
}
