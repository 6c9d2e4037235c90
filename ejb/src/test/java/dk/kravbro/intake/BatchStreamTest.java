package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch whose sender hears of each line while others still arrive, and what a cut leaves. */
class BatchStreamTest {

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @BeforeEach
    void chunksOfFour() {
        store.set(Map.of("kravbro.intake.batch.chunk", "4"));
    }

    @Test
    void results_are_told_once_they_are_committed_and_before_more_is_waited_for() throws IOException {
        List<String> told = new ArrayList<>();
        // Gives three lines and then one more, but only once the first three have been told of.
        InputStream body = new Pieces(text(1, 3), text(4, 4)) {
            @Override
            void beforeNext() {
                assertThat(told).startsWith("1 committed 3", "2 committed 3", "3 committed 3");
            }
        };

        BatchOutcome outcome = work(
                body,
                "k",
                results -> results.forEach(line -> told.add(line.number()
                        + " committed "
                        + store.rows("select count(*) from kravbro.claims").get(0))));

        assertThat(told).hasSize(4).last().isEqualTo("4 committed 4");
        assertThat(((BatchOutcome.Taken) outcome).batch().taken()).isEqualTo(4);
    }

    @Test
    void a_chunk_ends_at_its_limit_though_more_is_there() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        work(new ByteArrayInputStream(text(1, 10)), "k", results -> sizes.add(results.size()));

        assertThat(sizes).containsExactly(4, 4, 2);
    }

    @ParameterizedTest(name = "cut after {0} bytes of line {1}")
    @CsvSource({"10, 3", "0, 5", "10, 5", "0, 9", "10, 9", "0, 11"})
    void a_cut_anywhere_loses_nothing_and_doubles_nothing(int bytes, int line) throws IOException {
        byte[] whole = text(1, 10);
        int cut = text(1, line - 1).length + bytes;
        List<Integer> told = new ArrayList<>();
        BatchResults listener = results -> results.forEach(result -> told.add(result.number()));
        InputStream broken = new Pieces(java.util.Arrays.copyOf(whole, cut)) {
            @Override
            void beforeNext() throws IOException {
                throw new IOException("cut");
            }
        };

        assertThatThrownBy(() -> work(broken, "k", listener)).isInstanceOf(IOException.class);
        assertThat(((BatchStart.Opened) start(new ByteArrayInputStream(whole), "k")).after())
                .as("all that came whole is dealt with, since the sender was waited for after it")
                .isEqualTo(line - 1);
        // That start was one more request, which went away before it took a line.
        store.run("update kravbro.fee_batches set progressed_at = null");
        BatchOutcome outcome = work(new ByteArrayInputStream(whole), "k", listener);

        FeeBatch batch = ((BatchOutcome.Taken) outcome).batch();
        assertThat(List.of(batch.taken(), batch.unchanged(), batch.refused())).containsExactly(10, 0, 0);
        assertThat(told).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(store.rows("select count(*), count(distinct fee_id) from kravbro.claims"))
                .containsExactly("10 10");
        assertThat(store.rows("select count(*) from kravbro.deliveries")).containsExactly("10");
    }

    @Test
    void a_text_that_ended_without_its_answer_is_answered_by_a_repeat() throws IOException {
        byte[] whole = text(1, 10);
        BatchResults gone = results -> {
            if (results.get(results.size() - 1).number() == 10) {
                throw new IOException("nobody listens any more");
            }
        };

        assertThatThrownBy(() -> work(new ByteArrayInputStream(whole), "k", gone))
                .isInstanceOf(IOException.class);
        assertThat(store.rows("select last_line, ended_at, progressed_at from kravbro.fee_batches"))
                .as("every line is committed, the end is not, and nobody is at work")
                .containsExactly("10 null null");
        List<Integer> told = new ArrayList<>();
        BatchOutcome again =
                work(new ByteArrayInputStream(whole), "k", results -> results.forEach(line -> told.add(line.number())));

        assertThat(told).isEmpty();
        assertThat(((BatchOutcome.Taken) again).batch().state()).isEqualTo(FeeBatch.State.DONE);
        assertThat(((BatchOutcome.Taken) again).batch().taken()).isEqualTo(10);
    }

    @Test
    void who_asks_while_it_runs_sees_how_far_it_is_and_how_fast() throws IOException {
        List<FeeBatch> seen = new ArrayList<>();
        byte[] whole = text(1, 8);
        BatchStart.Opened opened = (BatchStart.Opened) start(new ByteArrayInputStream(whole), "k");
        store.passes(java.time.Duration.ofSeconds(2));
        store.batches()
                .work(
                        opened,
                        results -> seen.add(store.batches()
                                .find(opened.batch(), IntakeStore.FBS)
                                .orElseThrow()));

        FeeBatch half = seen.get(0);
        assertThat(half.state()).isEqualTo(FeeBatch.State.RUNNING);
        assertThat(half.progress().lastLine()).isEqualTo(4);
        assertThat(half.progress().bytes()).isEqualTo(text(1, 4).length);
        assertThat(half.linesPerSecond()).hasValue(2);
        store.passes(java.time.Duration.ofSeconds(31));
        FeeBatch ended = store.batches().find(opened.batch(), IntakeStore.FBS).orElseThrow();
        assertThat(ended.state()).isEqualTo(FeeBatch.State.DONE);
        assertThat(ended.progress().bytes()).isEqualTo(whole.length);
        assertThat(ended.linesPerSecond()).hasValue(4);
    }

    @Test
    void a_batch_that_nobody_works_on_any_more_says_so() throws IOException {
        BatchStart.Opened opened = (BatchStart.Opened) start(new ByteArrayInputStream(text(1, 8)), "k");
        store.passes(java.time.Duration.ofSeconds(31));

        FeeBatch batch = store.batches().find(opened.batch(), IntakeStore.FBS).orElseThrow();
        assertThat(batch.state()).isEqualTo(FeeBatch.State.INTERRUPTED);
        assertThat(batch.linesPerSecond()).isEmpty();
    }

    private static BatchStart start(InputStream body, String key) throws IOException {
        return store.batches().start(body, Optional.of(key), IntakeStore.FBS, LinePace.FREE);
    }

    private static BatchOutcome work(InputStream body, String key, BatchResults results) throws IOException {
        return store.batches().work((BatchStart.Opened) start(body, key), results);
    }

    private static byte[] text(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int fee = from; fee <= to; fee++) {
            text.append("{\"op\": \"put\", \"agencyId\": \"DK-710100\", \"feeId\": ")
                    .append(fee)
                    .append(
                            ", \"version\": 1, \"type\": \"fee\", \"reasonMessage\": \"Gebyr\", \"amount\": 70.0, \"loan\":"
                                    + " {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\"}, \"creationDate\":"
                                    + " \"2026-10-19\", \"debtor\": {\"kind\": \"person\", \"cpr\": \"0206793776\", \"name\":"
                                    + " \"Mette Testrup\"}}\n");
        }
        return IntakeStore.utf8(text.toString());
    }

    /** A body that comes piece by piece: nothing more is there until it is read for. */
    private static class Pieces extends InputStream {

        private final List<byte[]> left;

        Pieces(byte[]... pieces) {
            left = new ArrayList<>(List.of(pieces));
        }

        void beforeNext() throws IOException {}

        private boolean begun;

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("the reader reads in blocks");
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (begun) {
                beforeNext();
            }
            begun = true;
            if (left.isEmpty()) {
                return -1;
            }
            byte[] piece = left.remove(0);
            System.arraycopy(piece, 0, bytes, from, piece.length);
            return piece.length;
        }
    }
}
