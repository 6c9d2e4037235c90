package dk.kravbro.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.secrets.LookupHash;
import dk.kravbro.testsupport.TestKeys;
import org.junit.jupiter.api.Test;

class TextMarksTest {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final TextMarks before = marks(TestKeys.none().withLookup(1, 2));

    @Test
    void a_text_is_known_again_and_another_is_not() {
        String kept = before.of(HASH);

        assertThat(kept).matches("01[0-9a-f]{48}").doesNotContain(HASH.substring(0, 16));
        assertThat(before.isOf(kept, HASH)).isTrue();
        assertThat(before.isOf(kept, HASH.replace('9', '8'))).isFalse();
        assertThat(before.isOf(kept, "")).isFalse();
    }

    @Test
    void no_text_has_no_mark() {
        assertThat(before.of("")).isEmpty();
        assertThat(before.isOf("", "")).isTrue();
        assertThat(before.isOf("", HASH)).isFalse();
    }

    @Test
    void a_text_is_known_again_for_as_long_as_its_key_is_there() {
        String kept = before.of(HASH);

        assertThat(marks(TestKeys.none().withLookup(1, 2).withLookup(2, 3)).isOf(kept, HASH))
                .isTrue();
        assertThat(marks(TestKeys.none().withLookup(2, 3)).isOf(kept, HASH)).isFalse();
    }

    @Test
    void what_was_kept_before_there_were_marks_is_known_again() {
        assertThat(before.isOf(HASH, HASH)).isTrue();
    }

    private static TextMarks marks(TestKeys keys) {
        TextMarks marks = new TextMarks();
        marks.hash = new LookupHash(keys);
        return marks;
    }
}
