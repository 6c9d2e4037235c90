package dk.kravbro.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.alarms.AlarmKind;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.ClaimQuery;
import dk.kravbro.monitoring.ClaimStanding;
import dk.kravbro.municipality.ReadinessSeverity;
import dk.kravbro.submission.DeliveryKind;
import dk.kravbro.submission.DeliveryState;
import dk.kravbro.submission.DryRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {

    private static final Clock MORNING = Clock.fixed(Instant.parse("2026-11-23T07:00:00Z"), ZoneOffset.UTC);

    private final Words danish = new Words(Language.DANISH, MORNING);

    @Test
    void every_text_is_in_both_languages_with_the_same_places() {
        ResourceBundle da = bundle("da");
        ResourceBundle en = bundle("en");

        assertThat(en.keySet()).isEqualTo(da.keySet());
        for (String key : da.keySet()) {
            assertThat(places(en.getString(key))).as(key).isEqualTo(places(da.getString(key)));
        }
    }

    @Test
    void every_text_that_a_page_asks_for_is_there() throws IOException {
        Pattern asked = Pattern.compile("w\\.(?:say|many|sayOr)\\('([^']+)'[,)]");
        List<String> missing = new ArrayList<>();
        try (Stream<Path> pages = Files.walk(Path.of("src/main/webapp-status"))) {
            for (Path page :
                    pages.filter(path -> path.toString().endsWith(".xhtml")).toList()) {
                Matcher matcher = asked.matcher(Files.readString(page));
                while (matcher.find()) {
                    if (!danish.knows(matcher.group(1))) {
                        missing.add(page.getFileName() + ": " + matcher.group(1));
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_state_kind_and_standing_has_its_words(Language language) {
        Words words = new Words(language, MORNING);

        for (DeliveryState state : DeliveryState.values()) {
            for (String key : List.of("state.", "told.", "todo.", "whose.")) {
                assertThat(words.say(key + state.name())).isNotBlank();
            }
        }
        for (DeliveryKind kind : DeliveryKind.values()) {
            assertThat(words.say("kind." + kind.name())).isNotBlank();
            assertThat(words.say("delivery." + kind.name())).isNotBlank();
        }
        for (String why :
                List.of("GO_LIVE", "EARLIEST_DATE", "READINESS", "ON_ITS_WAY", "IN_DOUBT", "ON_WORKLIST", "REFUSED")) {
            assertThat(words.say("dryRun.held." + why)).isNotBlank();
        }
        for (DryRun.State state : List.of(DryRun.State.FAILED, DryRun.State.ABANDONED)) {
            assertThat(words.say("dryRun." + state.name(), "")).isNotBlank();
        }
        for (Bucket bucket : Bucket.values()) {
            assertThat(words.say("bucket." + bucket.name())).isNotBlank();
            assertThat(words.say("deliveries.title." + bucket.name())).isNotBlank();
        }
        for (ClaimStanding standing : ClaimStanding.values()) {
            assertThat(words.say("standing." + standing.name())).isNotBlank();
            assertThat(words.say("claim.lead." + standing.name(), words.amount(0)))
                    .contains(words.amount(0));
        }
        for (ReadinessSeverity severity : List.of(ReadinessSeverity.ERROR, ReadinessSeverity.NOTICE)) {
            assertThat(words.say("claim.readiness." + severity.name())).isNotBlank();
        }
        for (AlarmKind kind : AlarmKind.values()) {
            assertThat(words.say("alarm." + kind.name(), "1 t")).contains("1 t");
        }
        for (ClaimQuery.Filter filter : ClaimQuery.Filter.values()) {
            assertThat(words.say("filter." + filter.name())).isNotBlank();
        }
    }

    @Test
    void one_is_not_many() {
        assertThat(danish.many("many.deliveries", 0)).isEqualTo("ingen afleveringer");
        assertThat(danish.many("many.deliveries", 1)).isEqualTo("1 aflevering");
        assertThat(danish.many("many.deliveries", 12345)).isEqualTo("12.345 afleveringer");
    }

    @Test
    void today_and_tomorrow_are_said_as_such() {
        assertThat(danish.moment(Instant.parse("2026-11-23T01:00:00Z"))).isEqualTo("i dag kl.\u00a002.00");
        assertThat(danish.moment(Instant.parse("2026-11-24T01:00:00Z"))).isEqualTo("i morgen kl.\u00a002.00");
        assertThat(danish.moment(Instant.parse("2026-11-22T22:59:00Z"))).isEqualTo("i går kl.\u00a023.59");
        assertThat(danish.moment(Instant.parse("2026-11-01T01:00:00Z"))).isEqualTo("1. november 2026 kl.\u00a002.00");
    }

    @Test
    void an_age_is_said_in_the_unit_that_fits() {
        assertThat(danish.age(Instant.parse("2026-11-23T06:59:30Z"))).isEqualTo("under et minut");
        assertThat(danish.age(Instant.parse("2026-11-23T06:00:00Z"))).isEqualTo("1 time");
        assertThat(danish.age(Instant.parse("2026-11-20T07:00:00Z"))).isEqualTo("3 dage");
        assertThat(danish.age(Instant.parse("2026-11-24T07:00:00Z"))).isEqualTo("under et minut");
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle(Words.BUNDLE, Locale.forLanguageTag(language));
    }

    private static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        Matcher matcher = Pattern.compile("\\{([0-9])[,}]").matcher(text);
        while (matcher.find()) {
            places.add(matcher.group(1));
        }
        return places;
    }
}
