package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a repeated request is answered with: the cases of the IETF draft on the Idempotency-Key header, on PostgreSQL. */
class IdempotencyTest {

    private static final String AGENCY = "DK-710100";
    private static final Actor OTHER = new Actor("other", Set.of(Role.FBS), Set.of(), "test");
    private static final int AT_ONCE = 50;

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @BeforeEach
    void twoFees() {
        store.put(AGENCY, "7", fee());
        store.put(AGENCY, "8", fee());
    }

    /** A key as the header has it; * stands for so many letters. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "empty                          | ''           | ''",
                "one character                  | k            | k",
                "128 characters                 | 128*         | 128*",
                "129 characters                 | 129*         | ''",
                "128 characters, quoted         | \"128*\"     | 128*",
                "129 characters, quoted         | \"129*\"     | ''",
                "a million characters           | 1000000*     | ''",
                "a million characters, quoted   | \"1000000*\" | ''",
                "UUID                           | 8e03978e-40d5-43dd-bc93-6894a57f9324 | 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "UUID as the draft writes it    | \"8e03978e-40d5-43dd-bc93-6894a57f9324\" | 8e03978e-40d5-43dd-bc93-6894a57f9324",
                "blank within                   | 'a b'        | ''",
                "blank within, quoted           | \"a b\"      | a b",
                "nothing in quotes              | \"\"         | ''",
                "blanks in quotes               | \"  \"       | ''",
                "never closed                   | \"abc        | ''",
                "never opened                   | abc\"        | abc\"",
                "escaped quote                  | \"a\\\"b\"   | a\"b",
                "escaped backslash              | \"a\\\\b\"   | a\\b",
                "escaped letter                 | \"a\\bc\"    | ''",
                "quoted, with a parameter       | \"a\";v=1    | ''",
                "two of them                    | \"a\", \"b\" | ''",
                "beyond ASCII                   | nøgle        | ''",
                "beyond ASCII, quoted           | \"nøgle\"    | ''",
            })
    void a_key_is_bare_or_quoted(String what, String header, String key) {
        assertThat(RequestKey.read(spelledOut(header)))
                .isEqualTo(Optional.of(spelledOut(key)).filter(k -> !k.isEmpty()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            // first request: key, fee, reason | second: caller, key, fee, reason, days later | its answer
            value = {
                "the same again                   | k  | 7 | waived | fbs   | k     | 7 | waived | 0  | taken",
                "the same, quoted                 | k  | 7 | waived | fbs   | \"k\" | 7 | waived | 0  | taken",
                "the same without a key           | k  | 7 | waived | fbs   |       | 7 | waived | 0  | unchanged",
                "other body                       | k  | 7 | waived | fbs   | k     | 7 | wrong  | 0  | 422 idempotency-key-reused",
                "same body at another address     | k  | 7 | waived | fbs   | k     | 8 | waived | 0  | 422 idempotency-key-reused",
                "other body under another key     | k  | 7 | waived | fbs   | k2    | 7 | wrong  | 0  | 409 version-conflict",
                "same body under another key      | k  | 7 | waived | fbs   | k2    | 7 | waived | 0  | unchanged",
                "the same key of another caller   | k  | 7 | waived | other | k     | 8 | waived | 0  | taken",
                "after 90 days                    | k  | 7 | waived | fbs   | k     | 7 | waived | 90 | taken",
                "after 91 days: as good as new    | k  | 7 | waived | fbs   | k     | 8 | waived | 91 | taken",
                "after 91 days, the same          | k  | 7 | waived | fbs   | k     | 7 | waived | 91 | unchanged",
                "malformed                        | k  | 7 | waived | fbs   | a b   | 7 | waived | 0  | 400 idempotency-key-malformed",
                "a refusal is not kept: other fee | k  | 9 | waived | fbs   | k     | 8 | waived | 0  | taken",
                "a refusal is given again         | k  | 9 | waived | fbs   | k     | 9 | waived | 0  | 404 fee-unknown",
                "no body is kept: mended          | k  | 7 | mislaid | fbs  | k     | 7 | waived | 0  | taken",
            })
    void a_cancellation_again(
            String what,
            String key,
            String fee,
            String reason,
            String caller,
            String keyAgain,
            String feeAgain,
            String reasonAgain,
            int daysLater,
            String answer) {
        cancel(fee, reason, Optional.of(key), IntakeStore.FBS);
        store.passes(Duration.ofDays(daysLater));

        FeeOutcome again = cancel(
                feeAgain, reasonAgain, Optional.ofNullable(keyAgain), caller.equals("fbs") ? IntakeStore.FBS : OTHER);

        assertThat(words(again)).isEqualTo(answer);
        assertThat(store.rows(
                        "select count(*) - count(distinct claim_id) from kravbro.deliveries where kind = 'WITHDRAW'"))
                .as("no fee is withdrawn twice")
                .containsExactly("0");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            // the first batch has lines 1 to 3 | caller, key, lines, days later | the answer to the second
            value = {
                "without a key                    | fbs   |       | 3 | 0  | 400 idempotency-key-missing",
                "malformed                        | fbs   | a b   | 3 | 0  | 400 idempotency-key-malformed",
                "the same again                   | fbs   | k     | 3 | 0  | the same batch",
                "the same, quoted                 | fbs   | \"k\" | 3 | 0  | the same batch",
                "one line more                    | fbs   | k     | 4 | 0  | 422 idempotency-key-reused",
                "one line less                    | fbs   | k     | 2 | 0  | 422 idempotency-key-reused",
                "nothing                          | fbs   | k     | 0 | 0  | 422 idempotency-key-reused",
                "another key                      | fbs   | k2    | 3 | 0  | another batch",
                "the same key of another caller   | other | k     | 3 | 0  | another batch",
                "after 90 days                    | fbs   | k     | 3 | 90 | the same batch",
                "after 91 days: as good as new    | fbs   | k     | 4 | 91 | another batch",
            })
    void a_batch_again(String what, String caller, String keyAgain, int lines, int daysLater, String answer)
            throws IOException {
        FeeBatch first = ((BatchOutcome.Taken) send(text(3), Optional.of("k"), IntakeStore.FBS)).batch();
        store.passes(Duration.ofDays(daysLater));

        BatchOutcome again =
                send(text(lines), Optional.ofNullable(keyAgain), caller.equals("fbs") ? IntakeStore.FBS : OTHER);

        assertThat(words(again, first)).isEqualTo(answer);
        assertThat(store.rows("select count(*) - count(distinct claim_id) from kravbro.deliveries"))
                .as("no fee is registered twice")
                .containsExactly("0");
    }

    @Test
    void a_cancellations_key_is_no_batchs_key_and_the_other_way_round() throws IOException {
        cancel("7", "waived", Optional.of("c"), IntakeStore.FBS);
        send(text(3), Optional.of("b"), IntakeStore.FBS);

        assertThat(words(cancel("8", "waived", Optional.of("b"), IntakeStore.FBS)))
                .isEqualTo("422 idempotency-key-reused");
        assertThat(words(send(text(3), Optional.of("c"), IntakeStore.FBS), null))
                .isEqualTo("422 idempotency-key-reused");
        assertThat(words(send(text(0), Optional.of("c"), IntakeStore.FBS), null))
                .isEqualTo("422 idempotency-key-reused");
    }

    @Test
    void a_batch_that_is_still_running_is_a_conflict_and_goes_on_after_a_failure() throws IOException {
        BatchOutcome[] meanwhile = new BatchOutcome[1];
        InputStream asksAgain = new InputStream() {
            @Override
            public int read() {
                try {
                    meanwhile[0] = send(text(3), Optional.of("k"), IntakeStore.FBS);
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible);
                }
                throw new IllegalStateException("the first caller's connection breaks");
            }
        };
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(text(1)), asksAgain);

        assertThatThrownBy(() -> store.batches().take(broken, Optional.of("k"), IntakeStore.FBS, LinePace.FREE))
                .isInstanceOf(IllegalStateException.class);
        assertThat(words(meanwhile[0], null)).isEqualTo("409 still-running");
        assertThat(((BatchOutcome.Taken) send(text(3), Optional.of("k"), IntakeStore.FBS))
                        .batch()
                        .taken())
                .isEqualTo(3);
    }

    @Test
    void fifty_equal_cancellations_at_once_withdraw_once_and_are_all_answered_alike() throws Exception {
        List<String> answers = atOnce(() -> words(cancel("7", "waived", Optional.of("k"), IntakeStore.FBS)));

        assertThat(answers).hasSize(AT_ONCE).containsOnly("taken");
        assertThat(store.rows("select count(*) from kravbro.deliveries where kind = 'WITHDRAW'"))
                .containsExactly("1");
        assertThat(store.rows("select count(*) from kravbro.claim_entries where kind = 'WITHDRAWAL'"))
                .containsExactly("1");
        assertThat(store.rows("select count(*) from kravbro.idempotency_keys")).containsExactly("1");
    }

    @Test
    void fifty_cancellations_at_once_without_a_key_withdraw_once() throws Exception {
        List<String> answers = atOnce(() -> words(cancel("7", "waived", Optional.empty(), IntakeStore.FBS)));

        assertThat(answers).containsOnly("taken", "unchanged");
        assertThat(answers).filteredOn("taken"::equals).hasSize(1);
        assertThat(store.rows("select count(*) from kravbro.deliveries where kind = 'WITHDRAW'"))
                .containsExactly("1");
    }

    @Test
    void fifty_equal_batches_at_once_are_one_batch() throws Exception {
        List<String> answers = atOnce(() -> {
            BatchOutcome outcome = send(text(20), Optional.of("k"), IntakeStore.FBS);
            return outcome instanceof BatchOutcome.Taken taken
                    ? taken.batch().id() + " " + taken.batch().taken()
                    : words(outcome, null);
        });

        assertThat(answers).hasSize(AT_ONCE);
        assertThat(answers.stream()
                        .filter(answer -> !answer.equals("409 still-running"))
                        .distinct())
                .as("every other one is the same batch, with all its lines")
                .singleElement()
                .asString()
                .endsWith(" 20");
        assertThat(store.rows("select count(*) from kravbro.fee_batches")).containsExactly("1");
        assertThat(store.rows("select count(*) from kravbro.claims where fee_id > 100"))
                .containsExactly("20");
        assertThat(store.rows("select count(*) from kravbro.fee_batch_lines where outcome = 'TAKEN'"))
                .containsExactly("20");
    }

    @Test
    void fifty_puts_at_once_with_contents_of_their_own_take_one_and_refuse_the_rest() throws Exception {
        int[] next = new int[1];
        List<String> answers = atOnce(() -> {
            int mine;
            synchronized (next) {
                mine = ++next[0];
            }
            return words(store.put(AGENCY, "9", fee().replace("70.0", Integer.toString(mine))));
        });

        assertThat(answers).filteredOn("taken"::equals).hasSize(1);
        assertThat(answers).filteredOn("409 version-conflict"::equals).hasSize(AT_ONCE - 1);
    }

    private static List<String> atOnce(Callable<String> request) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : callers.invokeAll(Collections.nCopies(AT_ONCE, request))) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private static String spelledOut(String key) {
        if (key == null) {
            return "";
        }
        return Pattern.compile("(\\d+)\\*")
                .matcher(key)
                .replaceAll(found -> "x".repeat(Integer.parseInt(found.group(1))));
    }

    private static FeeOutcome cancel(String fee, String reason, Optional<String> key, Actor actor) {
        String body = "{\"version\": 2, \"reason\": \"" + reason + "\", \"date\": \"2026-11-20\"}";
        return store.door(entities ->
                store.intake(entities).cancel(AGENCY, fee, IntakeStore.utf8(body), key, SeenFee.ANYHOW, actor));
    }

    private static BatchOutcome send(byte[] text, Optional<String> key, Actor actor) throws IOException {
        return store.batches().take(new ByteArrayInputStream(text), key, actor, LinePace.FREE);
    }

    private static byte[] text(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= lines; i++) {
            text.append("{\"op\": \"put\", \"agencyId\": \"DK-710100\", \"feeId\": " + (100 + i) + ", ")
                    .append(fee().substring(1))
                    .append('\n');
        }
        return IntakeStore.utf8(text.toString());
    }

    private static String fee() {
        return "{\"version\": 1, \"type\": \"fee\", \"reasonMessage\": \"Gebyr\", \"amount\": 70.0, \"loan\":"
                + " {\"loanDate\": \"2026-09-16\", \"dueDate\": \"2026-10-16\"}, \"creationDate\": \"2026-10-19\","
                + " \"debtor\": {\"kind\": \"person\", \"cpr\": \"0206793776\", \"name\": \"Mette Testrup\"}}";
    }

    private static String words(FeeOutcome outcome) {
        if (outcome instanceof FeeOutcome.Refused refused) {
            return words(refused.problems().get(0).type());
        }
        return outcome instanceof FeeOutcome.Taken ? "taken" : "unchanged";
    }

    private static String words(BatchOutcome outcome, FeeBatch first) {
        if (outcome instanceof BatchOutcome.Refused refused) {
            return words(refused.problem().type());
        }
        FeeBatch batch = ((BatchOutcome.Taken) outcome).batch();
        return batch.id().equals(first.id()) ? "the same batch" : "another batch";
    }

    private static String words(ProblemType type) {
        return type.status() + " " + type.slug();
    }
}
