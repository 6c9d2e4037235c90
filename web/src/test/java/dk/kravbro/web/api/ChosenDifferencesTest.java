package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.claim.Amount;
import dk.kravbro.intake.FeeMessage;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.reconciliation.DifferenceKind;
import dk.kravbro.reconciliation.SnapshotChoice;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChosenDifferencesTest {

    @Test
    void a_choice_is_read() {
        ChosenDifferences chosen = chosen("{'expected': {'missing-here': 2, 'missing-there': 1},"
                + " 'cancel': {'reason': 'waived', 'date': '2026-11-28', 'expectedAmount': 20.5}}");

        assertThat(chosen.problems()).isEmpty();
        assertThat(chosen.choice())
                .isEqualTo(new SnapshotChoice(
                        Map.of(DifferenceKind.MISSING_HERE, 2L, DifferenceKind.MISSING_THERE, 1L),
                        Optional.of(new SnapshotChoice.Cancellation(
                                FeeMessage.CancelReason.WAIVED, LocalDate.of(2026, 11, 28), new Amount(20_50)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            {}                                                          | MISSING_FIELD    | /expected
            {'expected': {}}                                            | MISSING_FIELD    | /expected
            {'expected': {'missing-here': 1}, 'cansel': {}}             | MISSPELLED_FIELD | /cansel
            {'expected': {'other-state': 1}}                            | UNKNOWN_VALUE    | /expected/other-state
            {'expected': {'missing-here': -1}}                          | WRONG_TYPE       | /expected/missing-here
            {'expected': {'missing-here': 1.5}}                         | WRONG_TYPE       | /expected/missing-here
            {'expected': {'missing-there': 1}}                          | DOES_NOT_BELONG  | /cancel
            {'expected': {'missing-here': 1}, 'cancel': 1}              | WRONG_TYPE       | /cancel
            {'expected': {'missing-there': 1}, 'cancel': {'reason': 'no', 'date': '2026-11-28', 'expectedAmount': 1}} | UNKNOWN_VALUE | /cancel/reason
            {'expected': {'missing-there': 1}, 'cancel': {'reason': 'wrong', 'date': '2026-02-30', 'expectedAmount': 1}} | IMPOSSIBLE_DATE | /cancel/date
            {'expected': {'missing-there': 1}, 'cancel': {'reason': 'wrong', 'date': '2026-02-03', 'expectedAmount': 1.001}} | WRONG_TYPE | /cancel/expectedAmount
            {'expected': {'missing-there': 1}, 'cancel': {'reason': 'wrong', 'date': '2026-02-03', 'expectedAmount': 1e999999999}} | WRONG_TYPE | /cancel/expectedAmount
            """)
    void what_is_wrong_is_told_with_its_place(String body, ProblemType type, String pointer) {
        assertThat(chosen(body).problems()).anySatisfy(problem -> {
            assertThat(problem.type()).isEqualTo(type);
            assertThat(problem.pointer()).isEqualTo(pointer);
        });
    }

    private static ChosenDifferences chosen(String body) {
        return new ChosenDifferences(Documents.object(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .orElseThrow());
    }
}
