package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.audit.Reach;
import dk.kravbro.testsupport.AllColumns;
import dk.kravbro.testsupport.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What intake leaves in the database tells of nobody, and is still found by whoever has the number. */
class SealedIntakeTest {

    private static final String AGENCY = "DK-710100";

    @RegisterExtension
    static final IntakeStore store = new IntakeStore();

    @Test
    void no_column_holds_a_number_a_name_or_what_was_lent() throws IOException {
        store.put(AGENCY, "7", fee(1, "70", "0206793776", "Mette Testrup"));
        store.put(AGENCY, "7", fee(2, "90", "0707614285", "Jens Testrup"));
        store.cancel(AGENCY, "7", "{\"version\": 3, \"reason\": \"returned\", \"date\": \"2026-11-20\"}");
        store.put(AGENCY, "8", fee(1, "70", "620679AB12", "Ukendt Testrup"));
        assertThat(store.put(AGENCY, "9", fee(1, "70", "9999999999", "Forkert Testrup")))
                .isInstanceOf(FeeOutcome.Refused.class);
        List<String> lines = new ArrayList<>();
        for (String cpr : List.of("1009620683", "3213010000")) {
            String fee = fee(1, "70", cpr, "Linje Testrup");
            lines.add("{\"op\": \"put\", \"agencyId\": \"" + AGENCY + "\", \"feeId\": " + (100 + lines.size()) + ", "
                    + fee.substring(1));
        }
        byte[] batch = IntakeStore.utf8(String.join("\n", lines));
        store.batches().take(new ByteArrayInputStream(batch), Optional.of("key-1"), IntakeStore.FBS, LinePace.FREE);
        assertThat(store.rows("select count(*) from kravbro.claims")).containsExactly("3");
        BatchText text = new BatchText(new ByteArrayInputStream(batch), 65_536);
        text.next();
        text.next();

        assertThat(AllColumns.holding(
                        TestDatabase.kept(),
                        List.of(
                                "Testrup",
                                "0206793776",
                                "0707614285",
                                "1009620683",
                                "620679AB12",
                                "9999999999",
                                "3213010000",
                                "4996901420",
                                "overskredet",
                                // Whoever knows the rest of a text could try out all numbers by its hash.
                                text.hash())))
                .isEmpty();
    }

    @Test
    void a_debtor_is_found_by_number() {
        store.put(AGENCY, "7", fee(1, "70", "0206793776", "Mette Testrup"));
        store.put(AGENCY, "8", fee(1, "70", "0206793776", "Mette Testrup"));
        store.put(AGENCY, "9", fee(1, "70", "0707614285", "Jens Testrup"));

        assertThat(store.owedBy("0206793776", Reach.EVERYWHERE))
                .extracting(fee -> fee.key().feeId())
                .containsExactly(8L, 7L);
        assertThat(store.owedBy("0206793777", Reach.EVERYWHERE)).isEmpty();
    }

    private static String fee(int version, String amount, String cpr, String name) {
        return FeeIntakeTest.fee(version, amount, cpr).replaceAll("\"name\": \"[^\"]*\"", "\"name\": \"" + name + "\"");
    }
}
