package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.readiness.ClaimTypeRule;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTypeFieldsTest {

    private static final String ROW = "{\"claimType\": \"LATE_FEE\", \"code\": \"BIB-GEB.1\", \"validFrom\":"
            + " \"2027-01-01\", \"allowed\": true, \"lowestOre\": 1, \"highestOre\": 50000, \"daysToPay\": 14,"
            + " \"limitationYears\": 3, \"periodFrom\": \"LOAN_DUE\", \"source\": \"takstblad 2027\"}";

    @Test
    void a_row_is_read_whole() {
        ClaimTypeFields fields = fields(ROW);

        assertThat(fields.problems()).isEmpty();
        assertThat(fields.terms())
                .contains(new ClaimTypeRule.Terms(
                        ClaimType.LATE_FEE,
                        "BIB-GEB.1",
                        LocalDate.of(2027, 1, 1),
                        true,
                        new Amount(1),
                        new Amount(50_000),
                        14,
                        3,
                        ClaimTypeRule.PeriodFrom.LOAN_DUE,
                        "takstblad 2027"));
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "LATE_FEE | FINE | unknown-value /claimType",
                "\"LATE_FEE\" | null | missing-field /claimType",
                "\"claimType\": \"LATE_FEE\", | '' | missing-field /claimType",
                "BIB-GEB.1 | BIB GEB | unknown-value /code",
                "BIB-GEB.1 | '' | unknown-value /code",
                "2027-01-01 | 2027-02-30 | unknown-value /validFrom",
                "\"2027-01-01\" | 2027 | wrong-type /validFrom",
                "true | \"yes\" | wrong-type /allowed",
                "\"lowestOre\": 1 | \"lowestOre\": 0 | out-of-range /lowestOre",
                "\"lowestOre\": 1 | \"lowestOre\": 1.5 | out-of-range /lowestOre",
                "\"lowestOre\": 1 | \"lowestOre\": 50001 | does-not-belong /lowestOre",
                "50000 | 1000000000001 | out-of-range /highestOre",
                "50000 | \"50000\" | wrong-type /highestOre",
                "14 | -1 | out-of-range /daysToPay",
                "14 | 366 | out-of-range /daysToPay",
                "\"limitationYears\": 3 | \"limitationYears\": 0 | out-of-range /limitationYears",
                "\"limitationYears\": 3 | \"limitationYears\": 31 | out-of-range /limitationYears",
                "LOAN_DUE | LOAN | unknown-value /periodFrom",
                "takstblad 2027 | '' | text-length /source",
                "allowed | Allowed | misspelled-field  missing-field /allowed",
            })
    void each_fault_has_its_own_type_and_place(String from, String to, String problems) {
        ClaimTypeFields fields = fields(ROW.replace(from, to == null ? "" : to));

        assertThat(fields.problems().stream()
                        .map(problem -> problem.type().slug() + " " + problem.pointer())
                        .collect(Collectors.joining(" ")))
                .isEqualTo(problems);
        assertThat(fields.terms()).isEmpty();
    }

    private static ClaimTypeFields fields(String json) {
        return new ClaimTypeFields(
                Documents.object(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }
}
