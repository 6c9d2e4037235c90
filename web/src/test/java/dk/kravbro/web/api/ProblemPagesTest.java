package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.intake.ProblemType;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemPagesTest {

    private static final Path DANISH =
            Path.of("src", "main", "resources", "dk", "kravbro", "web", "api", "problems_da.properties");

    @Test
    void the_danish_words_are_those_of_the_types_and_no_more() throws IOException {
        Properties words = new Properties();
        try (Reader text = Files.newBufferedReader(DANISH, StandardCharsets.UTF_8)) {
            words.load(text);
        }
        assertThat(words.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .flatMap(type -> Stream.of(type.slug() + ".title", type.slug() + ".remedy"))
                        .toList());
        assertThat(words.values()).allSatisfy(word -> assertThat((String) word).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource(ProblemType.class)
    void a_page_says_all_there_is_to_say_in_two_languages(ProblemType type) {
        String page = ProblemHtml.page(type);
        assertThat(page)
                .startsWith("<!DOCTYPE html><html lang=\"da\">")
                .contains("<h1>", "lang=\"en\"", type.address(), "HTTP status</dt><dd>" + type.status())
                .contains(ProblemWords.danishTitle(type).replace("\"", "&quot;"))
                .contains(type.remedy().replace("\"", "&quot;"))
                .contains("&quot;pointer&quot;")
                .doesNotContain("<script");
        assertThat(ProblemWords.document(type))
                .containsKeys("type", "status", "title", "remedy", "danish", "repeat", "example");
    }

    @Test
    void only_what_time_mends_is_worth_repeating() {
        assertThat(ProblemWords.repeat(ProblemType.UNAVAILABLE)).isEqualTo(ProblemWords.Repeat.AFTER_RETRY_AFTER);
        assertThat(ProblemWords.repeat(ProblemType.STILL_RUNNING)).isEqualTo(ProblemWords.Repeat.AFTER_RETRY_AFTER);
        assertThat(ProblemWords.repeat(ProblemType.INTERNAL_ERROR)).isEqualTo(ProblemWords.Repeat.LATER);
        assertThat(ProblemWords.repeat(ProblemType.BAD_CPR)).isEqualTo(ProblemWords.Repeat.NO);
    }

    @Test
    void the_index_leads_to_every_page() {
        assertThat(ProblemType.values())
                .allSatisfy(type -> assertThat(ProblemHtml.index()).contains("<a href=\"" + type.slug() + "\">"));
    }

    @Test
    void a_browser_gets_a_page_and_a_program_gets_json() {
        assertThat(ProblemPages.wantsHtml("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"))
                .isTrue();
        assertThat(ProblemPages.wantsHtml("")).isFalse();
        assertThat(ProblemPages.wantsHtml("*/*")).isFalse();
        assertThat(ProblemPages.wantsHtml("application/json")).isFalse();
        assertThat(ProblemPages.wantsHtml("text/html;q=0, application/json")).isFalse();
    }
}
