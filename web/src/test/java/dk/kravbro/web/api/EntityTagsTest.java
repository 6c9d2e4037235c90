package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.intake.SeenFee;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntityTagsTest {

    @Test
    void who_says_nothing_does_not_mind() {
        assertThat(EntityTags.seen(null)).isEqualTo(SeenFee.ANYHOW);
    }

    @Test
    void a_star_is_any_fee_that_is_here() {
        assertThat(EntityTags.seen(" * ")).isEqualTo(SeenFee.HERE);
    }

    @Test
    void each_of_a_list_will_do() {
        assertThat(EntityTags.seen("\"a\"")).isEqualTo(SeenFee.as(Set.of("a")));
        assertThat(EntityTags.seen("\"a\", \"b\" ,\"c\"")).isEqualTo(SeenFee.as(Set.of("a", "b", "c")));
    }

    @Test
    void weak_tags_and_nonsense_fit_no_fee() {
        for (String nothing : new String[] {"", "W/\"a\"", "a", "\"a", "**", "\"a\"\"b\""}) {
            SeenFee seen = EntityTags.seen(nothing);
            assertThat(seen.isAnyhow()).as(nothing).isFalse();
            assertThat(seen.tags()).as(nothing).doesNotContain("a").isNotEmpty();
        }
    }
}
