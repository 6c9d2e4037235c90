package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dk.kravbro.claim.Amount;
import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.CvrNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.Gln;
import dk.kravbro.claim.PNumber;
import dk.kravbro.claim.Parties;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever arrives, a reader answers: it takes it and has a fee that holds, or says what is wrong. Nothing else comes out,
 * and never an øre that was not sent.
 *
 * <p>In the build the files beside this test ({@code FeeFuzzTestInputs}: seeds, and what a fuzzer once found) are played;
 * {@code -Pfuzz} looks for more (docs/testing.md).
 */
@Tag("fuzz")
@Timeout(60)
class FeeFuzzTest {

    private static final FeeReader READER =
            new FeeReader(agency -> agency.municipality().value().equals("0101"));
    private static final long MOST_ORE = 100_000_000;
    private static final int LONGEST_LINE = 1_000;

    static Stream<BadInput> table() {
        return BadInput.table().stream();
    }

    /** What holds for whatever a fuzzer thinks of holds for the table of bad input first. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void a_row_of_the_table(BadInput row) throws IOException {
        switch (row.kind()) {
            case "put" -> a_put(row.body());
            case "cancel" -> a_cancellation(row.body());
            case "search" -> a_search(row.body());
            default -> a_batch(row.body());
        }
    }

    @FuzzTest(maxDuration = "100s")
    void a_put(byte[] body) {
        judge(READER.put("DK-710100", "7", body));
    }

    @FuzzTest(maxDuration = "100s")
    void a_cancellation(byte[] body) {
        judge(READER.cancellation("DK-710100", "7", body));
    }

    @FuzzTest(maxDuration = "100s")
    void a_search(byte[] body) {
        if (FeeReader.search(body) instanceof ReadSearch.NotUnderstood no) {
            judge(no.problems());
        }
    }

    /** The same lines come out however the text is cut into packets, and each is read. */
    @FuzzTest(maxDuration = "100s")
    void a_batch(byte[] text) throws IOException {
        List<BatchLine> whole = lines(new ByteArrayInputStream(text));
        List<BatchLine> trickled = lines(new InputStream() {
            private int next;

            @Override
            public int read() {
                return next < text.length ? text[next++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (next == text.length) {
                    return -1;
                }
                into[from] = text[next++];
                return 1;
            }
        });

        assertThat(trickled).hasSameSizeAs(whole);
        for (int i = 0; i < whole.size(); i++) {
            BatchLine line = whole.get(i);
            assertThat(trickled.get(i).hash()).isEqualTo(line.hash());
            assertThat(trickled.get(i).text()).isEqualTo(line.text());
            assertThat(line.number()).isEqualTo(i + 1);
            assertThat(line.text().length).isLessThanOrEqualTo(LONGEST_LINE);
            if (!line.isBlank() && !line.tooLong()) {
                judge(READER.line(line.text()));
            }
        }
    }

    /** A number is one or is none; one that is can be made, asked and printed, and never shows itself. */
    @FuzzTest(maxDuration = "100s")
    void numbers_of_debtors(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<CprNumber> cpr = CprNumber.of(text);
        assertThat(cpr.isPresent()).isEqualTo(CprNumber.isValid(text));
        cpr.ifPresent(number -> {
            assertThat(number.value()).hasSize(10);
            number.passesModulus11();
            number.isOfMinorOn(LocalDate.of(2026, 11, 28));
            assertThat(number.bornOn().isPresent()).isNotEqualTo(number.isSubstitute());
            assertThat(number.toString()).doesNotContain(text);
        });
        assertThat(CvrNumber.of(text).isPresent()).isEqualTo(CvrNumber.isValid(text));
        assertThat(CvrNumber.isValid(text) && !text.matches("[0-9]{8}")).isFalse();
        assertThat(PNumber.isValid(text) && !text.matches("[0-9]{10}")).isFalse();
        assertThat(Gln.isValid(text) && !text.matches("[0-9]{13}")).isFalse();
    }

    /** What is taken as an amount is the number that was written, to the øre, and comes back when it is printed and read. */
    @FuzzTest(maxDuration = "100s")
    void an_amount(String text) {
        if (text == null) {
            return;
        }
        String body = new String(BadInput.sound("put"), StandardCharsets.UTF_8).replace("70.50", text);
        ReadFee read = READER.put("DK-710100", "7", body.getBytes(StandardCharsets.UTF_8));
        judge(read);
        if (read instanceof ReadFee.Understood sound && !text.contains(",")) {
            Amount amount = ((FeeMessage.Put) sound.message()).amount();
            assertThat(BigDecimal.valueOf(amount.ore(), 2)).isEqualByComparingTo(new BigDecimal(text.strip()));
        }
    }

    private static List<BatchLine> lines(InputStream stream) throws IOException {
        BatchText text = new BatchText(stream, LONGEST_LINE);
        List<BatchLine> lines = new ArrayList<>();
        for (Optional<BatchLine> line = text.next(); line.isPresent(); line = text.next()) {
            lines.add(line.get());
        }
        return lines;
    }

    private static void judge(ReadFee read) {
        if (read instanceof ReadFee.NotUnderstood no) {
            judge(no.problems());
            return;
        }
        FeeMessage message = ((ReadFee.Understood) read).message();
        assertThat(message.version()).isPositive();
        assertThat(message.key().feeId()).isPositive();
        if (message instanceof FeeMessage.Put put) {
            judge(put);
        }
    }

    private static void judge(List<Problem> problems) {
        assertThat(problems).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.detail()).isNotBlank().doesNotContain("Exception", "dk.kravbro", "\n\tat ");
            assertThat(problem.type().status()).isBetween(400, 422);
        });
    }

    /** What was taken holds as a claim: sums, days, people, and a content that is kept and found again. */
    private static void judge(FeeMessage.Put put) {
        Amount amount = put.amount();
        assertThat(amount.ore()).isBetween(1L, MOST_ORE);
        assertThat(Amount.ofKroner(new BigDecimal(amount.kroner().toString()))).isEqualTo(amount);
        assertThat(put.createdOn()).isAfterOrEqualTo(LocalDate.of(1900, 1, 1));
        put.dueOn().ifPresent(due -> assertThat(due).isAfterOrEqualTo(put.createdOn()));
        judge(put.parties());
        FeeContent content = FeeContent.of(put);
        assertThat(content.hash()).isEqualTo(FeeContent.of(put).hash());
        for (String kept : List.of(content.fee(), content.parties())) {
            Map<String, Object> again = read(kept);
            assertThat(JsonText.write(again))
                    .as("what is kept is read as it was written")
                    .isEqualTo(kept);
            assertThat(kept).as("no column of text takes it").doesNotContain("\u0000");
        }
    }

    private static void judge(Parties parties) {
        assertThat(parties.guardians()).hasSizeLessThanOrEqualTo(Parties.MOST_GUARDIANS);
        assertThat(parties.debtor().identity()).isNotBlank();
        if (parties.debtor() instanceof Debtor.Person person) {
            assertThat(CprNumber.isValid(person.cpr().value())).isTrue();
            assertThat(person.name()).isNotBlank();
        }
    }

    private static Map<String, Object> read(String kept) {
        try {
            return JsonText.object(kept);
        } catch (JsonText.NotJson unreadable) {
            throw new AssertionError("what was kept cannot be read again", unreadable);
        }
    }
}
