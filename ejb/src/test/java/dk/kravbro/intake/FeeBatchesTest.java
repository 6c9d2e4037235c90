package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FeeBatchesTest {

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    private static byte[] sample;

    @BeforeAll
    static void open() throws IOException {
        Path packed = Path.of("../wildfly-config/src/main/resources/demo/fees-sample.ndjson.gz");
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(packed))) {
            sample = unpacked.readAllBytes();
        }
    }

    @Test
    void the_sample_is_taken_but_for_its_twenty_bad_lines() throws IOException {
        FeeBatch batch = taken(send(sample, "sample"));

        assertThat(batch.lines()).isEqualTo(4_575);
        assertThat(batch.taken()).isEqualTo(4_533);
        assertThat(store.rows("select distinct rule from kravbro.claim_findings where severity = 'ERROR'"))
                .as("nothing in the sample is held back")
                .isEmpty();
        assertThat(store.rows("select distinct rule from kravbro.claim_findings order by rule"))
                .contains("SUBSTITUTE_CPR", "IDENTITY_AT_AUTHORITY");
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

    @Test
    void a_finished_batch_is_answered_again_and_its_key_is_good_for_nothing_else() throws IOException {
        byte[] text = lines(1, 10);
        FeeBatch first = taken(send(text, "k"));
        FeeBatch again = taken(send(text, "k"));

        assertThat(again).isEqualTo(first);
        assertThat(refusal(send(lines(2, 10), "k"))).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
        assertThat(store.rows("select count(*) from kravbro.claims")).containsExactly("10");
    }

    @Test
    void another_key_brings_the_same_fees_again_and_nothing_happens() throws IOException {
        send(lines(1, 10), "k1");
        FeeBatch again = taken(send(lines(1, 10), "k2"));

        assertThat(List.of(again.taken(), again.unchanged(), again.refused())).containsExactly(0, 10, 0);
        assertThat(store.rows("select count(*) from kravbro.deliveries")).containsExactly("10");
    }

    @Test
    void a_batch_demands_a_key() throws IOException {
        InputStream text = new ByteArrayInputStream(lines(1, 1));

        assertThat(refusal(store.batches().take(text, Optional.empty(), IntakeStore.FBS, LinePace.FREE)))
                .isEqualTo(ProblemType.IDEMPOTENCY_KEY_MISSING);
        assertThat(refusal(send(lines(1, 1), "a b"))).isEqualTo(ProblemType.IDEMPOTENCY_KEY_MALFORMED);
    }

    @Test
    void a_batch_that_broke_off_goes_on_where_it_stopped() throws IOException {
        store.set(Map.of("kravbro.intake.batch.chunk", "4"));
        byte[] text = lines(1, 10);
        InputStream broken =
                new SequenceInputStream(new ByteArrayInputStream(text, 0, text.length / 2), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });

        assertThatThrownBy(() -> store.batches().take(broken, Optional.of("k"), IntakeStore.FBS, LinePace.FREE))
                .isInstanceOf(IOException.class);
        assertThat(store.rows("select last_line, taken, ended_at from kravbro.fee_batches"))
                .containsExactly("4 4 null");
        assertThat(refusal(send(lines(2, 10), "k"))).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED);
        FeeBatch batch = taken(send(text, "k"));

        assertThat(List.of(batch.lines(), batch.taken(), batch.unchanged())).containsExactly(10, 10, 0);
        assertThat(store.rows("select count(*) from kravbro.claims")).containsExactly("10");
    }

    @Test
    void a_batch_whose_server_died_is_still_running_until_it_has_been_silent() throws IOException {
        store.set(Map.of("kravbro.intake.batch.chunk", "4"));
        byte[] text = lines(1, 10);
        BatchChunks chunks = store.batches().chunks;
        chunks.open("k", IntakeStore.FBS);

        assertThat(refusal(send(text, "k"))).isEqualTo(ProblemType.STILL_RUNNING);
        store.passes(Duration.ofSeconds(31));
        assertThat(taken(send(text, "k")).taken()).isEqualTo(10);
    }

    @Test
    void who_was_overtaken_stops() throws IOException {
        store.set(Map.of("kravbro.intake.batch.chunk", "1"));
        byte[] text = lines(1, 3);
        BatchChunks chunks = store.batches().chunks;
        BatchChunks.Opening slow = chunks.open("k", IntakeStore.FBS);
        store.passes(Duration.ofSeconds(31));
        send(text, "k");

        assertThatThrownBy(() -> chunks.take(
                        slow.batch(),
                        slow.lastLine(),
                        List.of(new BatchLine(1, text, false, "hash", 0)),
                        IntakeStore.FBS))
                .isInstanceOf(BatchChunks.Overtaken.class);
    }

    @Test
    void a_chunk_that_fails_is_taken_line_by_line() throws IOException {
        store.run("alter table kravbro.claims add constraint trouble check (fee_id <> 1005)");
        try {
            assertThatThrownBy(() -> send(lines(1, 10), "k")).isInstanceOf(RuntimeException.class);
            assertThat(store.rows("select last_line, taken from kravbro.fee_batches"))
                    .containsExactly("4 4");
        } finally {
            store.run("alter table kravbro.claims drop constraint trouble");
        }

        assertThat(taken(send(lines(1, 10), "k")).taken()).isEqualTo(10);
    }

    @Test
    void lines_come_with_any_end_and_blank_ones_only_count() throws IOException {
        String one = line(1, 1);
        String text = "\uFEFF" + one + "\r\n\n  \n" + line(1, 2) + "\r\n" + line(1, 3);
        FeeBatch batch = taken(send(IntakeStore.utf8(text), "k"));

        assertThat(List.of(batch.lines(), batch.taken())).containsExactly(3, 3);
        assertThat(store.rows("select line_no from kravbro.fee_batch_lines order by 1"))
                .containsExactly("1", "4", "5");
    }

    @Test
    void a_line_above_the_limit_is_refused_and_its_neighbours_are_taken() throws IOException {
        store.set(Map.of("kravbro.intake.batch.max-line-bytes", "1024"));
        String exactly = line(1, 2) + " ".repeat(1024 - line(1, 2).length());
        String text = line(1, 1) + "\n" + exactly + "\r\n" + exactly + " \n" + "x".repeat(200_000) + "\n" + line(1, 3);
        FeeBatch batch = taken(send(IntakeStore.utf8(text), "k"));

        assertThat(List.of(batch.taken(), batch.unchanged(), batch.refused())).containsExactly(3, 0, 2);
        assertThat(store.rows("select line_no, problem_type from kravbro.fee_batch_lines where outcome = 'REFUSED'"
                        + " order by 1"))
                .containsExactly("3 line-too-long", "4 line-too-long");
    }

    @Test
    void a_batch_above_the_limit_of_lines_is_cut_off_and_says_so() throws IOException {
        store.set(Map.of("kravbro.intake.batch.max-lines", "5"));
        BatchOutcome first = send(lines(1, 9), "k");
        BatchOutcome again = send(lines(1, 9), "k");

        assertThat(((BatchOutcome.Taken) first).cutOff()).isTrue();
        assertThat(((BatchOutcome.Taken) again).cutOff()).isTrue();
        assertThat(taken(again).taken()).isEqualTo(5);
        assertThat(((BatchOutcome.Taken) send(lines(3, 5), "k5")).cutOff()).isFalse();
    }

    @Test
    void a_batch_without_lines_is_done_at_once() throws IOException {
        assertThat(taken(send(new byte[0], "k")).lines()).isZero();
        assertThat(taken(send(new byte[0], "k")).endedAt()).isPresent();
    }

    @Test
    void a_chunk_may_begin_with_a_change_of_a_known_fee_and_go_on_with_new_ones() throws IOException {
        send(lines(1, 1), "k1");
        String change = line(1, 1).replace("\"version\": 1", "\"version\": 2").replace("70.0", "90");
        BatchChunks chunks = store.batches().chunks;
        BatchChunks.Opening opening = chunks.open("k2", IntakeStore.FBS);

        chunks.take(
                opening.batch(),
                opening.lastLine(),
                List.of(
                        new BatchLine(1, IntakeStore.utf8(change), false, "h1", 0),
                        new BatchLine(2, IntakeStore.utf8(line(2, 1)), false, "h2", 0)),
                IntakeStore.FBS);

        assertThat(store.rows("select count(*) from kravbro.claims")).containsExactly("2");
    }

    @Test
    void one_fee_may_come_many_times_in_a_chunk() throws IOException {
        String text = line(1, 1)
                + "\n" + line(1, 1)
                + "\n" + line(1, 1).replace("\"version\": 1", "\"version\": 2").replace("70.0", "90")
                + "\n" + line(1, 1)
                + "\n{\"op\": \"cancel\", \"agencyId\": \"DK-710100\", \"feeId\": 1001, \"version\": 3,"
                + " \"reason\": \"wrong\", \"date\": \"2026-11-20\"}"
                + "\n" + line(1, 1).replace("\"version\": 1", "\"version\": 4");
        FeeBatch batch = taken(send(IntakeStore.utf8(text), "k"));

        assertThat(store.batches().lines(batch, 0, Optional.empty(), 100, IntakeStore.FBS).stream()
                        .map(line -> line.number() + " " + line.outcome()
                                + line.problems().stream()
                                        .map(problem -> " " + problem.type().slug())
                                        .collect(Collectors.joining())))
                .containsExactly(
                        "1 TAKEN",
                        "2 UNCHANGED",
                        "3 TAKEN",
                        "4 REFUSED version-outdated",
                        "5 TAKEN",
                        "6 REFUSED fee-cancelled");
        assertThat(store.rows("select sequence_no, kind, amount_ore, state from kravbro.deliveries order by 1"))
                .containsExactly("1 REGISTER 7000 DUE", "2 WRITE_UP 2000 WAITING", "3 WITHDRAW 9000 WAITING");
    }

    @Test
    void a_refused_line_keeps_all_its_problems() throws IOException {
        FeeBatch batch =
                taken(send(IntakeStore.utf8(line(1, 1).replace("70.0", "-0.001").replace("0206793776", "1")), "k"));

        assertThat(store.batches()
                        .lines(batch, 0, Optional.of(BatchLineResult.Outcome.REFUSED), 100, IntakeStore.FBS)
                        .get(0)
                        .problems())
                .extracting(problem -> problem.type().slug())
                .containsExactly("too-many-decimals", "amount-not-positive", "bad-cpr");
        assertThat(store.batches().lines(batch, 1, Optional.empty(), 100, IntakeStore.FBS))
                .isEmpty();
    }

    @Test
    void a_line_about_another_s_library_is_refused_alone() throws IOException {
        Actor own =
                new Actor("own", Set.of(Role.FBS), Set.of(), new Reach(false, Set.of("DK-775100"), Set.of()), "test");
        String text = line(1, 1) + "\n" + line(1, 2).replace("DK-710100", "DK-775100");

        FeeBatch batch = taken(store.batches()
                .take(new ByteArrayInputStream(IntakeStore.utf8(text)), Optional.of("k"), own, LinePace.FREE));

        assertThat(store.batches().lines(batch, 0, Optional.empty(), 10, own))
                .extracting(BatchLineResult::outcome)
                .containsExactly(BatchLineResult.Outcome.REFUSED, BatchLineResult.Outcome.TAKEN);
        assertThat(store.batches()
                        .lines(batch, 0, Optional.empty(), 1, own)
                        .get(0)
                        .problems())
                .extracting(problem -> problem.type().slug())
                .containsExactly("unknown-agency");
    }

    @Test
    void a_batch_that_comes_too_fast_is_interrupted_and_a_repeat_costs_only_what_is_new() throws IOException {
        store.set(Map.of("kravbro.intake.batch.chunk", "50"));
        byte[] text = lines(1, 120);
        AtomicInteger allowed = new AtomicInteger(60);
        LinePace pace = lines -> {
            if (allowed.get() < lines) {
                throw new LinePace.TooFast(7);
            }
            allowed.addAndGet(-lines);
        };

        assertThatThrownBy(() -> store.batches().take(stream(text), Optional.of("k"), IntakeStore.FBS, pace))
                .isInstanceOfSatisfying(
                        LinePace.TooFast.class,
                        refused -> assertThat(refused.waitSeconds()).isEqualTo(7));
        assertThat(store.rows("select count(*) from kravbro.claims")).containsExactly("50");
        allowed.set(70);

        FeeBatch batch = taken(store.batches().take(stream(text), Optional.of("k"), IntakeStore.FBS, pace));
        assertThat(batch.taken()).isEqualTo(120);
        assertThat(allowed).hasValue(0);
    }

    @Test
    void a_chunk_is_no_larger_than_what_the_caller_may_send_at_once() throws IOException {
        List<Integer> spent = new ArrayList<>();
        LinePace pace = new LinePace() {
            @Override
            public void spend(int lines) {
                spent.add(lines);
            }

            @Override
            public int most() {
                return 30;
            }
        };

        store.batches().take(stream(lines(1, 70)), Optional.of("k"), IntakeStore.FBS, pace);

        assertThat(spent).containsExactly(30, 30, 10);
    }

    private static InputStream stream(byte[] text) {
        return new ByteArrayInputStream(text);
    }

    @Test
    void somebody_else_s_batch_is_not_there() throws IOException {
        FeeBatch batch = taken(send(lines(1, 1), "k"));
        Actor other = new Actor("other", Set.of(Role.FBS), Set.of(), "test");
        Actor operator = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "test");

        assertThat(store.batches().find(batch.id(), other)).isEmpty();
        assertThat(store.batches().find(batch.id(), operator)).contains(batch);
    }

    @Test
    void two_batches_with_the_same_fees_in_opposite_order_both_end() throws Exception {
        store.set(Map.of("kravbro.intake.batch.chunk", "50"));
        List<String> up = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            up.add(line(1, i));
        }
        List<String> down = new ArrayList<>(up);
        Collections.reverse(down);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<BatchOutcome> first = callers.submit(() -> send(IntakeStore.utf8(String.join("\n", up)), "up"));
            Future<BatchOutcome> second = callers.submit(() -> send(IntakeStore.utf8(String.join("\n", down)), "down"));
            int taken = taken(first.get()).taken() + taken(second.get()).taken();

            assertThat(taken).isEqualTo(200);
        } finally {
            callers.shutdownNow();
        }
        assertThat(store.rows("select count(*) from kravbro.deliveries")).containsExactly("200");
    }

    private static byte[] lines(int thousand, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= count; i++) {
            text.append(line(thousand, i)).append('\n');
        }
        return IntakeStore.utf8(text.toString());
    }

    private static String line(int thousand, int number) {
        return "{\"op\": \"put\", \"agencyId\": \"DK-710100\", \"feeId\": " + (thousand * 1000 + number)
                + ", \"version\": 1, \"type\": \"fee\", \"reasonMessage\": \"Gebyr\", \"amount\": 70.0, \"loan\":"
                + " {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\"}, \"creationDate\": \"2026-10-19\","
                + " \"debtor\": {\"kind\": \"person\", \"cpr\": \"0206793776\", \"name\": \"Mette Testrup\"}}";
    }

    private static ProblemType refusal(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(BatchOutcome.Refused.class);
        return ((BatchOutcome.Refused) outcome).problem().type();
    }

    private static BatchOutcome send(byte[] text, String key) throws IOException {
        return store.batches().take(new ByteArrayInputStream(text), Optional.of(key), IntakeStore.FBS, LinePace.FREE);
    }

    private static FeeBatch taken(BatchOutcome outcome) {
        assertThat(outcome).isInstanceOf(BatchOutcome.Taken.class);
        return ((BatchOutcome.Taken) outcome).batch();
    }
}
