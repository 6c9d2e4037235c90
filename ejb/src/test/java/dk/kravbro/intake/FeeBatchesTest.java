package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FeeBatchesTest {

    private static IntakeStore store;
    private static byte[] sample;

    @BeforeAll
    static void open() throws IOException {
        store = new IntakeStore();
        Path packed = Path.of("../wildfly-config/src/main/resources/demo/fees-sample.ndjson.gz");
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(packed))) {
            sample = unpacked.readAllBytes();
        }
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void empty() {
        store.empty();
    }

    @Test
    void the_sample_is_taken_but_for_its_twenty_bad_lines() throws IOException {
        FeeBatch batch = taken(send(sample, "sample"));

        assertThat(batch.lines()).isEqualTo(4_575);
        assertThat(batch.taken()).isEqualTo(4_533);
        assertThat(batch.unchanged()).isEqualTo(22);
        assertThat(batch.refused()).isEqualTo(20);
        assertThat(batch.endedAt()).isPresent();
        assertThat(store.rows("select problem_type, pointer, count(*) from kravbro.fee_batch_lines"
                        + " where outcome = 'REFUSED' group by 1, 2 order by 1"))
                .containsExactly(
                        "amount-not-positive /amount 4",
                        "bad-cvr /debtor/cvr 4",
                        "identity-in-text /reasonMessage 1",
                        "malformed-json  2",
                        "missing-field /debtor 2",
                        "version-conflict /version 7");
    }

    private static BatchOutcome send(byte[] text, String key) throws IOException {
        return store.batches().take(new ByteArrayInputStream(text), Optional.of(key), IntakeStore.FBS);
    }

    private static FeeBatch taken(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(BatchOutcome.Taken.class);
        return ((BatchOutcome.Taken) outcome).batch();
    }
}
