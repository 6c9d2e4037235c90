package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each fault of each field is answered with, as a table that a person can read: {@code bad-input.table}. */
class BadInputTest {

    private static final Set<String> MUNICIPALITIES = Set.of("0101", "0751");
    private static final FeeReader READER = new FeeReader(
            agency -> MUNICIPALITIES.contains(agency.municipality().value()));

    static Stream<BadInput> rows() {
        return BadInput.table().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void each_fault_has_its_answer(BadInput row) {
        List<Problem> problems = problems(row);

        assertThat(problems)
                .extracting(problem -> (problem.type().status() + " "
                                + problem.type().slug() + " "
                                + (problem.pointer().isEmpty() ? "(all)" : problem.pointer()))
                        .strip())
                .containsExactlyElementsOf(row.expected());
        if (!problems.isEmpty()) {
            assertThat(row.says()).as("a row says what the answer says").isNotEmpty();
            assertThat(problems.get(0).detail()).contains(row.says());
        }
    }

    @Test
    void every_row_is_another_one() {
        Set<String> seen = new HashSet<>();

        assertThat(BadInput.table())
                .hasSizeGreaterThanOrEqualTo(120)
                .allSatisfy(row -> assertThat(seen.add(row.kind() + row.field() + row.value()))
                        .as(row.toString())
                        .isTrue());
    }

    @Test
    void the_sound_documents_are_sound() {
        for (String kind : List.of("put", "cancel", "line", "search")) {
            assertThat(problems(new BadInput(kind, "nothing", "(none)", "", "taken", "")))
                    .as(kind)
                    .isEmpty();
        }
    }

    private static List<Problem> problems(BadInput row) {
        byte[] body = row.body();
        if (row.kind().equals("search")) {
            return FeeReader.search(body) instanceof ReadSearch.NotUnderstood no ? no.problems() : List.of();
        }
        ReadFee read = switch (row.kind()) {
            case "put" -> READER.put(row.agency(), row.fee(), body);
            case "cancel" -> READER.cancellation(row.agency(), row.fee(), body);
            default -> READER.line(body);
        };
        if (read instanceof ReadFee.NotUnderstood no) {
            return no.problems();
        }
        row.ore()
                .ifPresent(ore -> assertThat(((FeeMessage.Put) ((ReadFee.Understood) read).message())
                                .amount()
                                .ore())
                        .isEqualTo(ore));
        return List.of();
    }
}
