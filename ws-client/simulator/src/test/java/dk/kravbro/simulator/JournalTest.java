package dk.kravbro.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path store;

    @Test
    void what_was_awaited_is_there_after_a_restart() throws IOException {
        write("1", "2");

        assertThat(read()).containsExactly("1", "2");
    }

    @Test
    void a_torn_last_line_is_cut_off_and_the_next_line_is_whole() throws IOException {
        write("1");
        Files.writeString(store.resolve("journal.ndjson"), "{\"type\":\"sent\",\"mess", StandardOpenOption.APPEND);

        write("2");

        assertThat(read()).containsExactly("1", "2");
    }

    @Test
    void damage_in_the_middle_stops_the_start() throws IOException {
        write("1");
        Files.writeString(store.resolve("journal.ndjson"), "rubbish\n", StandardOpenOption.APPEND);
        Files.writeString(store.resolve("journal.ndjson"), "more\n", StandardOpenOption.APPEND);

        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    private void write(String... ids) throws IOException {
        try (Journal journal = new Journal(store, entry -> {})) {
            for (String each : ids) {
                journal.append(new JournalEntry.Sent(each, "RECEIPTED", null, 1))
                        .await();
            }
        }
    }

    private List<String> read() throws IOException {
        List<String> ids = new ArrayList<>();
        new Journal(store, entry -> ids.add(((JournalEntry.Sent) entry).messageId())).close();
        return ids;
    }
}
