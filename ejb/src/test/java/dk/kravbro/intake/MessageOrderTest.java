package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In whichever order FBS's messages of a fee come, a cancellation being the last of them, the fee ends as the latest one says. */
class MessageOrderTest {

    private static final String AGENCY = "DK-710100";
    private static final String OWED =
            "select coalesce(sum(case when e.kind in ('PRINCIPAL', 'WRITE_UP') then e.amount_ore"
                    + " else -e.amount_ore end), 0) from kravbro.claim_entries e";
    private static final String CANCELLATION = "{\"version\": 3, \"reason\": \"waived\", \"date\": \"2026-11-20\"}";

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @ParameterizedTest
    @ValueSource(strings = {"1 2 3", "1 3 2", "2 1 3", "2 3 1", "3 1 2", "3 2 1", "3 3 1 2 3", "3 1 1 2 2"})
    void a_fee_that_was_cancelled_last_owes_nothing(String order) {
        for (String version : order.split(" ", -1)) {
            send(version);
        }

        assertThat(store.rows(OWED)).containsExactly("0");
        assertThat(store.rows("select 1 from kravbro.claims where not withdrawn"))
                .isEmpty();
        assertThat(store.rows("select 1 from kravbro.deliveries where kind = 'REGISTER' and claim_id not in"
                        + " (select claim_id from kravbro.deliveries where kind = 'WITHDRAW')"))
                .as("what is registered is withdrawn")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "2 1", "2 1 2 1"})
    void a_fee_that_was_put_last_owes_what_its_latest_version_says(String order) {
        for (String version : order.split(" ", -1)) {
            send(version);
        }

        assertThat(store.rows(OWED)).containsExactly("4000");
    }

    @Test
    void a_batch_says_so_line_by_line() throws IOException {
        String lines = line("3") + line("1") + line("2");
        BatchOutcome.Taken outcome = (BatchOutcome.Taken) store.batches()
                .take(
                        new ByteArrayInputStream(IntakeStore.utf8(lines)),
                        Optional.of("late"),
                        IntakeStore.FBS,
                        LinePace.FREE);

        assertThat(outcome.batch().refused()).isEqualTo(3);
        assertThat(store.rows("select line_no, problem_type from kravbro.fee_batch_lines order by line_no"))
                .containsExactly("1 fee-unknown", "2 version-outdated", "3 version-outdated");
    }

    /** Versions 1 and 2 put the fee, 3 cancels it. */
    private static void send(String version) {
        switch (version) {
            case "3" -> store.cancel(AGENCY, "7", CANCELLATION);
            default -> store.put(AGENCY, "7", put(version));
        }
    }

    private static String line(String version) {
        String body = version.equals("3") ? CANCELLATION : put(version);
        String deed = version.equals("3") ? "cancel" : "put";
        return "{\"op\":\"" + deed + "\",\"agencyId\":\"" + AGENCY + "\",\"feeId\":7," + body.substring(1) + "\n";
    }

    private static String put(String version) {
        return FeeIntakeTest.fee(Integer.parseInt(version), version.equals("1") ? "70" : "40", "0707614285");
    }
}
