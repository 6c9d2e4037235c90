package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.municipality.ClaimChoices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class IntakeForgettingTest {

    private static final String AGENCY = "DK-710100";
    private static final String CANCELLATION = "{\"version\": 3, \"reason\": \"waived\", \"date\": \"2026-11-20\"}";

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @Test
    void a_cancellation_that_came_alone_is_forgotten_with_what_is_settled() {
        store.cancel(AGENCY, "7", CANCELLATION);
        // Aarhus keeps settled claims for a year only.
        store.choose(
                "0751", there -> new ClaimChoices(there.givesReceipts(), there.namesMaterials(), 1, there.readiness()));
        store.cancel("DK-775100", "7", CANCELLATION);

        store.passes(Duration.ofDays(365));
        assertThat(forget().cancellations()).isZero();
        store.passes(Duration.ofDays(367));
        assertThat(forget().cancellations()).as("in Aarhus").isEqualTo(1);
        store.passes(Duration.ofDays(1461));
        assertThat(forget().cancellations()).isEqualTo(1);

        assertThat(store.rows("select 1 from kravbro.fee_cancellations")).isEmpty();
    }

    @Test
    void a_requests_key_is_forgotten_when_its_time_is_over_whether_it_is_used_again_or_not() {
        store.put(AGENCY, "7", FeeIntakeTest.fee(1, "70", "0206793776"));
        store.door(entities -> store.intake(entities)
                .cancel(
                        AGENCY,
                        "7",
                        IntakeStore.utf8(CANCELLATION),
                        Optional.of("k"),
                        SeenFee.ANYHOW,
                        IntakeStore.FBS));
        store.passes(IdempotencyKeys.KEPT.minusDays(1));
        assertThat(forget().keys()).isZero();
        store.passes(Duration.ofDays(2));

        assertThat(forget().keys()).isEqualTo(1);
        assertThat(store.rows("select 1 from kravbro.idempotency_keys")).isEmpty();
    }

    @Test
    void a_batch_is_forgotten_with_its_lines_once_its_key_is() throws IOException {
        batch("k");
        store.passes(IdempotencyKeys.KEPT.minusDays(1));
        assertThat(forget().batches()).isZero();
        batch("later");
        store.passes(Duration.ofDays(2));

        assertThat(forget().batches()).isEqualTo(1);
        assertThat(store.rows("select count(*) from kravbro.fee_batch_lines")).containsExactly("1");
        batch("k");
        assertThat(store.rows("select count(*) from kravbro.fee_batches"))
                .as("as good as new")
                .containsExactly("2");
    }

    @Test
    void a_text_s_hash_of_before_there_were_marks_is_replaced_and_the_text_known_again() throws IOException {
        BatchText text = new BatchText(new ByteArrayInputStream(line()), 65_536);
        text.next();
        batch("k");
        store.run("update kravbro.fee_batches set line_hash = '" + text.hash() + "'");
        store.run("update kravbro.idempotency_keys set request_hash = '" + text.hash() + "'");

        forget();

        assertThat(store.rows("select line_hash, request_hash from kravbro.fee_batches, kravbro.idempotency_keys"))
                .containsExactly(IntakeStore.marks().of(text.hash()) + " "
                        + IntakeStore.marks().of(text.hash()));
        batch("k");
        assertThat(store.rows("select count(*), sum(taken) from kravbro.fee_batches"))
                .containsExactly("1 1");
    }

    private static void batch(String key) throws IOException {
        BatchOutcome outcome = store.batches()
                .take(new ByteArrayInputStream(line()), Optional.of(key), IntakeStore.FBS, LinePace.FREE);
        assertThat(outcome).isInstanceOf(BatchOutcome.Taken.class);
    }

    private static byte[] line() {
        return IntakeStore.utf8("{\"op\": \"put\", \"agencyId\": \"" + AGENCY + "\", \"feeId\": 8, "
                + FeeIntakeTest.fee(1, "70", "0206793776").substring(1));
    }

    private static IntakeForgetting.Forgotten forget() {
        return store.door(entities -> {
            IntakeForgetting forgetting = new IntakeForgetting();
            store.wire(forgetting, entities);
            return forgetting.forget();
        });
    }
}
