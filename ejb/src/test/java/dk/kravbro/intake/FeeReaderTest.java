package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.Debtor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeeReaderTest {

    private static final FeeReader READER =
            new FeeReader(agency -> !agency.municipality().value().equals("0999"));

    private static final String FEE = """
            {"op": "put", "agencyId": "DK-710100", "feeId": 7, "version": 1, "type": "fee", "reasonMessage": "Gebyr",
             "amount": 70.5, "loan": {"loanDate": "2026-09-16", "dueDate": "2026-10-16", "returnDate": "2026-10-19"},
             "materials": [{"materialItemNumber": "4996901420", "recordId": "42670158",
               "materialGroup": {"name": "Film DVD"}, "periodical": {"displayText": "2026 nr. 12"}}],
             "creationDate": "2026-10-19", "dueDate": "2026-11-18",
             "debtor": {"kind": "person", "cpr": "0206793776", "name": "Mette Testrup"},
             "guardians": [{"cpr": "1009620683", "name": "Jens Testrup"}]}""";

    @Test
    void a_sound_fee_is_understood() {
        FeeMessage.Put fee = (FeeMessage.Put) understood(FEE);

        assertThat(fee.key()).isEqualTo(new ClaimKey("DK-710100", 7));
        assertThat(fee.version()).isEqualTo(1);
        assertThat(fee.type()).isEqualTo(FeeMessage.FeeType.FEE);
        assertThat(fee.amount()).isEqualTo(new Amount(7050));
        assertThat(fee.loan().orElseThrow().dueOn()).isEqualTo(LocalDate.of(2026, 10, 16));
        assertThat(fee.materials()).hasSize(1);
        assertThat(fee.parties().debtor()).isInstanceOf(Debtor.Person.class);
        assertThat(fee.parties().guardians()).hasSize(1);
        assertThat(fee.toString()).doesNotContain("Mette", "0206793776");
    }

    @Test
    void a_cancellation_is_understood() {
        FeeMessage message = understood("{\"op\":\"cancel\",\"agencyId\":\"DK-710100\",\"feeId\":7,\"version\":2,"
                + "\"reason\":\"waived\",\"date\":\"2026-11-20\"}");

        assertThat(message)
                .isEqualTo(new FeeMessage.Cancellation(
                        new ClaimKey("DK-710100", 7), 2, FeeMessage.CancelReason.WAIVED, LocalDate.of(2026, 11, 20)));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                // one row per rule: what is replaced | by what | the only problem
                "70.5 | 70.505 | too-many-decimals /amount",
                "70.5 | 70.500 | too-many-decimals /amount",
                "70.5 | 0 | amount-not-positive /amount",
                "70.5 | -20 | amount-not-positive /amount",
                "70.5 | 1000000.01 | amount-too-large /amount",
                "70.5 | 1e999999999 | amount-too-large /amount",
                "70.5 | 1e-999999999 | too-many-decimals /amount",
                "70.5 | \"70.5\" | wrong-type /amount",
                "70.5 | true | wrong-type /amount",
                "70.5 | null | missing-field /amount",
                "\"version\": 1 | \"version\": 0 | out-of-range /version",
                "\"version\": 1 | \"version\": 1.5 | out-of-range /version",
                "\"version\": 1 | \"version\": 2147483648 | out-of-range /version",
                "\"version\": 1 | \"version\": \"1\" | wrong-type /version",
                "\"feeId\": 7 | \"feeId\": 0 | out-of-range /feeId",
                "\"feeId\": 7 | \"feeId\": 9223372036854775808 | out-of-range /feeId",
                "DK-710100 | DK-799900 | unknown-agency /agencyId",
                "DK-710100 | DK-810100 | unknown-agency /agencyId",
                "\"put\" | \"delete\" | unknown-operation /op",
                "2026-11-18 | 2026-02-30 | impossible-date /dueDate",
                "2026-11-18 | 18-11-2026 | impossible-date /dueDate",
                "2026-11-18 | 2026-11-18T00:00 | impossible-date /dueDate",
                "2026-11-18 | 2026-10-18 | dates-contradict /dueDate",
                "2026-09-16 | 1899-12-31 | date-before-1900 /loan/loanDate",
                "2026-09-16 | 2026-10-17 | dates-contradict /loan/dueDate",
                "2026-10-19\"} | 2026-09-15\"} | dates-contradict /loan/returnDate",
                "\"Gebyr\" | \"\" | text-length /reasonMessage",
                "\"Gebyr\" | \"  \" | text-length /reasonMessage",
                "\"Gebyr\" | 7 | wrong-type /reasonMessage",
                "Gebyr | Lån til 010180-1234 | identity-in-text /reasonMessage",
                "Gebyr | Lån til 0101801234 igen | identity-in-text /reasonMessage",
                "Gebyr | Lån 01 01 80 1234 | identity-in-text /reasonMessage",
                "Gebyr | Lån 01.01.80-1234 | identity-in-text /reasonMessage",
                "Gebyr | Lån 610180-1234 | identity-in-text /reasonMessage",
                "Gebyr | Lån 010180-12AB | identity-in-text /reasonMessage",
                "Gebyr | Lån ０１０１８０-１２３４ | identity-in-text /reasonMessage",
                "Gebyr | tlf 12345678 | contact-in-text /reasonMessage",
                "Gebyr | Ring +45 12 34 56 78 | contact-in-text /reasonMessage",
                "Gebyr | Skriv til a.b@example.dk | contact-in-text /reasonMessage",
                "Gebyr | a\\u0000b | unprintable-text /reasonMessage",
                "Gebyr | a\\ud800b | unprintable-text /reasonMessage",
                "2026 nr. 12 | 010180-1234 | identity-in-text /materials/0/periodical/displayText",
                "Film DVD | 010180-1234 | identity-in-text /materials/0/materialGroup/name",
                "\"materialItemNumber\": \"4996901420\", | '' | missing-field /materials/0/materialItemNumber",
                "0206793776 | 0213793776 | bad-cpr /debtor/cpr",
                "0206793776 | 020679-3776 | bad-cpr /debtor/cpr",
                "1009620683 | 3209620683 | bad-cpr /guardians/0/cpr",
                "1009620683 | 0206793776 | same-person-twice /guardians/0/cpr",
                "Mette | 010180-1234 | identity-in-text /debtor/name",
                "\"person\" | \"animal\" | unknown-value /debtor/kind",
                "\"kind\": \"person\", | '' | missing-field /debtor/kind",
                "\"returnDate\" | \"returndate\" | misspelled-field /loan/returndate",
                "\"reasonMessage\" | \"reason_message\" | missing-field /reasonMessage",
                "\"type\": \"fee\" | \"type\": \"compensation\" | missing-field /compensation",
                "\"creationDate\" | \"compensation\": {\"cause\": \"damaged\", \"acknowledged\": true}, \"creationDate\""
                        + " | does-not-belong /compensation",
            })
    void each_violation_has_its_own_type_and_place(String from, String to, String problem) {
        String text = FEE.replace(from, to);
        assertThat(text).isNotEqualTo(FEE);
        List<String> found = problems(text);
        if (from.equals("\"reasonMessage\"")) {
            assertThat(found).containsExactlyInAnyOrder(problem, "misspelled-field /reason_message");
        } else {
            assertThat(found).containsExactly(problem);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"company\", \"cvr\": \"64942212\"} | ''",
                "{\"kind\": \"company\", \"cvr\": \"12345678\"} | bad-cvr /debtor/cvr",
                "{\"kind\": \"company\", \"name\": \"X\"} | missing-field /debtor/cvr",
                "{\"kind\": \"institution\", \"cvr\": \"64942212\", \"name\": \"X\"} | ''",
                "{\"kind\": \"institution\", \"pNumber\": \"1003388394\", \"name\": \"X\"} | ''",
                "{\"kind\": \"institution\", \"pNumber\": \"2003388394\", \"name\": \"X\"} | bad-p-number /debtor/pNumber",
                "{\"kind\": \"institution\", \"gln\": \"5798000000001\", \"name\": \"X\"} | ''",
                "{\"kind\": \"institution\", \"gln\": \"5798000000002\", \"name\": \"X\"} | bad-gln /debtor/gln",
                "{\"kind\": \"institution\", \"name\": \"X\"} | missing-field /debtor/cvr",
                "{\"kind\": \"institution\", \"gln\": \"5798000000001\"} | missing-field /debtor/name",
                "{\"kind\": \"institution\", \"cvr\": \"64942212\", \"gln\": \"5798000000001\", \"name\": \"X\"}"
                        + " | ambiguous-institution /debtor/gln",
                "{\"kind\": \"sole-trader\", \"cvr\": \"64942212\", \"name\": \"X\"} | ''",
                "{\"kind\": \"sole-trader\", \"cvr\": \"64942213\", \"name\": \"X\"} | bad-cvr /debtor/cvr",
                "{\"kind\": \"sole-trader\", \"cvr\": \"64942212\"} | missing-field /debtor/name",
                "{\"kind\": \"sole-trader\", \"cpr\": \"0206793776\", \"name\": \"X\"} | missing-field /debtor/cvr",
                "{\"kind\": \"person\", \"name\": \"X\"} | missing-field /debtor/cpr",
                "{\"kind\": \"person\", \"cpr\": \"0206793776\"} | missing-field /debtor/name",
                "{\"kind\": \"person\", \"cpr\": \"0206793777\", \"name\": \"X\"} | ''",
                "{\"kind\": \"person\", \"cpr\": \"620679AB12\", \"name\": \"X\"} | ''",
                "\"0206793776\" | wrong-type /debtor",
                "[] | wrong-type /debtor",
            })
    void every_kind_of_debtor_has_its_number(String debtor, String problem) {
        String text = FEE.replaceAll("(?s)\"debtor\".*", "\"debtor\": " + debtor + "}");

        assertThat(String.join(" ", problems(text))).isEqualTo(problem == null ? "" : problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json",
                "[]",
                "\"text\"",
                "{\"op\": \"put\"",
                "{\"op\": \"put\",}",
                "{} {}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": {\"b\": 1, \"b\": 2}}",
                "{\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": [1]}}}}}}}}",
                "{\"a\": 00012}",
                "{'a': 1}",
            })
    void what_is_not_one_json_object_is_malformed(String text) {
        assertThat(problems(text)).containsExactly("malformed-json ");
    }

    @Test
    void bytes_that_are_not_utf_8_are_malformed() {
        byte[] latin1 = "{\"a\": \"Ærø\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(types(READER.line(latin1))).containsExactly("malformed-json ");
    }

    @Test
    void all_violations_come_at_once_in_the_order_of_the_document() {
        String text = FEE.replace("70.5", "-1.555")
                .replace("\"Gebyr\"", "\"010180-1234 tlf 12345678\"")
                .replace("0206793776", "123")
                .replace("2026-10-16", "2026-10-32")
                .replace("\"version\": 1", "\"version\": -1");

        assertThat(problems(text))
                .containsExactly(
                        "out-of-range /version",
                        "identity-in-text /reasonMessage",
                        "contact-in-text /reasonMessage",
                        "too-many-decimals /amount",
                        "amount-not-positive /amount",
                        "impossible-date /loan/dueDate",
                        "bad-cpr /debtor/cpr");
    }

    @Test
    void nothing_that_was_sent_is_repeated() {
        String text = FEE.replace("0206793776", "9999999999")
                .replace("Gebyr", "Hemmelig 010180-1234")
                .replace("\"kind\": \"person\"", "\"kind\": \"person\", \"C_P_R\": 1");
        ReadFee.NotUnderstood refused = (ReadFee.NotUnderstood) read(text);

        assertThat(refused.problems().toString()).doesNotContain("9999999999", "Hemmelig", "010180", "Mette");
    }

    @Test
    void unknown_fields_are_left_alone_and_unknown_types_are_other() {
        FeeMessage.Put fee = (FeeMessage.Put) understood(
                FEE.replace("\"type\": \"fee\"", "\"type\": \"storage\", \"payableByClient\": false, \"x\": [{}]"));

        assertThat(fee.type()).isEqualTo(FeeMessage.FeeType.OTHER);
        assertThat(fee.typeAsSent()).isEqualTo("storage");
    }

    @Test
    void an_address_and_a_body_agree() {
        String body = FEE.replace("\"op\": \"put\", ", "");

        assertThat(READER.put("DK-710100", "7", utf8(body))).isInstanceOf(ReadFee.Understood.class);
        assertThat(types(READER.put("DK-710100", "8", utf8(body)))).containsExactly("url-mismatch /feeId");
        assertThat(types(READER.put("DK-775100", "7", utf8(body)))).containsExactly("url-mismatch /agencyId");
        assertThat(types(READER.cancellation("DK-710100", "7", utf8(FEE)))).contains("url-mismatch /op");
        assertThat(types(READER.put("DK-710100", "seven", utf8(body)))).containsExactly("out-of-range /feeId");
        assertThat(types(READER.put("DK-799900", "7", utf8(body))))
                .containsExactly("unknown-agency /agencyId", "url-mismatch /agencyId");
    }

    @Test
    void the_sample_has_thirteen_lines_that_no_reader_can_take() throws IOException {
        Map<String, Integer> refused = new TreeMap<>();
        int lines = 0;
        for (String line : sample()) {
            lines++;
            if (read(line) instanceof ReadFee.NotUnderstood no) {
                refused.merge(types(no).get(0), 1, Integer::sum);
            }
        }

        assertThat(lines).isEqualTo(4_575);
        assertThat(refused)
                .isEqualTo(Map.of(
                        "malformed-json ", 2,
                        "identity-in-text /reasonMessage", 1,
                        "missing-field /debtor", 2,
                        "amount-not-positive /amount", 4,
                        "bad-cvr /debtor/cvr", 4));
    }

    private static List<String> sample() throws IOException {
        Path packed = Path.of("../wildfly-config/src/main/resources/demo/fees-sample.ndjson.gz");
        try (BufferedReader text = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(packed)), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            text.lines().forEach(lines::add);
            return lines;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ReadFee read(String line) {
        return READER.line(utf8(line));
    }

    private static FeeMessage understood(String line) {
        assertThat(problems(line)).isEmpty();
        return ((ReadFee.Understood) read(line)).message();
    }

    private static List<String> problems(String line) {
        return types(read(line));
    }

    private static List<String> types(ReadFee read) {
        return read instanceof ReadFee.NotUnderstood refused
                ? refused.problems().stream()
                        .map(problem -> problem.type().slug() + " " + problem.pointer())
                        .toList()
                : List.of();
    }
}
