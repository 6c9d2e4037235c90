package dk.kravbro.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {

    @ParameterizedTest
    @CsvSource({
        "010180-1234, NUMBER, 0101801234",
        "010180 1234, NUMBER, 0101801234",
        "0101801234, NUMBER, 0101801234",
        "610180-ab12, NUMBER, 610180AB12",
        "64942212, NUMBER, 64942212",
        "110000013, NUMBER, 110000013",
        "dk-710100-110000013, REFERENCE, DK-710100-110000013",
        "Åse Østergaard, NAME, Åse Østergaard",
        "Jens-Peter, NAME, Jens-Peter",
        "'Café 12', NAME, 'Café 12'",
    })
    void what_was_typed_is_told_apart(String typed, SearchText.Kind kind, String text) {
        assertThat(SearchText.of(typed)).isEqualTo(new SearchText(kind, text));
    }

    @ParameterizedTest
    @CsvSource({"'Jens 010180-1234'", "010180-12345678x", "x", "xy", "' '", "''"})
    void what_may_hold_an_identity_number_among_other_things_is_nothing(String typed) {
        assertThat(SearchText.of(typed).kind()).isEqualTo(SearchText.Kind.NOTHING);
    }

    @Test
    void nothing_typed_is_nothing() {
        assertThat(SearchText.of(null).kind()).isEqualTo(SearchText.Kind.NOTHING);
        assertThat(SearchText.of("a".repeat(101)).kind()).isEqualTo(SearchText.Kind.NOTHING);
    }

    @Test
    void a_number_too_long_for_a_fee_is_not_one() {
        assertThat(SearchText.of("1".repeat(18)).feeId()).isPresent();
        assertThat(SearchText.of("1".repeat(19)).feeId()).isEmpty();
    }

    @Test
    void names_are_kept_for_the_session_under_a_token_without_the_name() {
        Searches searches = new Searches();
        String token = searches.keep("Åse");

        assertThat(token).matches("[0-9a-f]{8}");
        assertThat(searches.name(token)).contains("Åse");
        assertThat(searches.name("00000000")).isEmpty();
        for (int i = 0; i < 50; i++) {
            searches.keep("another");
        }
        assertThat(searches.name(token)).isEmpty();
    }
}
