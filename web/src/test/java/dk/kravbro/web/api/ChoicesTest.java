package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.municipality.ClaimChoices;
import dk.kravbro.municipality.Closing;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityChoices;
import dk.kravbro.municipality.ReadinessSeverity;
import dk.kravbro.municipality.RunDays;
import dk.kravbro.municipality.RunLimits;
import dk.kravbro.municipality.SenderCvr;
import dk.kravbro.municipality.SendingWindow;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {

    private static final MunicipalityChoices BEFORE = new MunicipalityChoices(
            Municipality.DebtorSystemProduct.OPUS,
            Optional.of(LocalDate.of(2026, 1, 1)),
            Optional.of(LocalDate.of(2025, 1, 1)),
            Municipality.GuardianPolicy.CHILD,
            LocalTime.of(2, 0),
            true,
            RunDays.parse("MON,FRI"),
            Optional.of(new SendingWindow(LocalTime.of(22, 0), LocalTime.of(6, 0))),
            List.of(new Closing(LocalDate.of(2026, 12, 24), LocalDate.of(2027, 1, 1), "årsafslutning")),
            new RunLimits(Optional.of(600), Optional.of(50_000_000L), Optional.of(20)),
            List.of(new SenderCvr("12345674")),
            new ClaimChoices(true, false, 5, Map.of("PERIOD", ReadinessSeverity.NOTICE)));

    @Test
    void what_is_left_out_stays_and_null_takes_a_day_away() {
        assertThat(choices("{}").apply(BEFORE)).isEqualTo(BEFORE);
        assertThat(choices("{\"liveOn\": null, \"earliestFeeOn\": null}").apply(BEFORE))
                .isEqualTo(new MunicipalityChoices(
                        BEFORE.debtorSystem(),
                        Optional.empty(),
                        Optional.empty(),
                        BEFORE.guardianPolicy(),
                        BEFORE.runAt(),
                        true,
                        BEFORE.runDays(),
                        BEFORE.window(),
                        BEFORE.closings(),
                        BEFORE.limits(),
                        BEFORE.senders(),
                        BEFORE.claims()));
    }

    @Test
    void what_is_sent_counts() {
        Choices choices = choices("{\"debtorSystem\": \"PRISME\", \"liveOn\": \"2026-11-01\", \"earliestFeeOn\":"
                + " \"2026-10-01\", \"guardianPolicy\": \"GUARDIAN\", \"runAt\": \"06:30\", \"paused\": false}");

        assertThat(choices.problems()).isEmpty();
        assertThat(choices.apply(BEFORE))
                .isEqualTo(new MunicipalityChoices(
                        Municipality.DebtorSystemProduct.PRISME,
                        Optional.of(LocalDate.of(2026, 11, 1)),
                        Optional.of(LocalDate.of(2026, 10, 1)),
                        Municipality.GuardianPolicy.GUARDIAN,
                        LocalTime.of(6, 30),
                        false,
                        BEFORE.runDays(),
                        BEFORE.window(),
                        BEFORE.closings(),
                        BEFORE.limits(),
                        BEFORE.senders(),
                        BEFORE.claims()));
    }

    @Test
    void switches_of_readiness_rules_stay_unless_they_are_sent_and_null_is_the_usual() {
        Choices choices = choices("{\"givesReceipts\": false, \"namesMaterials\": true, \"readiness\":"
                + " {\"AMOUNT_LIMIT\": \"OFF\", \"SUBSTITUTE_CPR\": \"ERROR\"}}");

        assertThat(choices.problems()).isEmpty();
        assertThat(choices.apply(BEFORE).claims())
                .isEqualTo(new ClaimChoices(
                        false,
                        true,
                        5,
                        Map.of(
                                "PERIOD", ReadinessSeverity.NOTICE,
                                "AMOUNT_LIMIT", ReadinessSeverity.OFF,
                                "SUBSTITUTE_CPR", ReadinessSeverity.ERROR)));
        assertThat(choices("{\"readiness\": {\"PERIOD\": null}}").apply(BEFORE).claims())
                .isEqualTo(ClaimChoices.usual());
    }

    @Test
    void senders_are_replaced_as_a_whole_and_an_empty_array_takes_all_away() {
        assertThat(choices("{\"senders\": [\"98765433\", \"29189846\"]}")
                        .apply(BEFORE)
                        .senders())
                .containsExactly(new SenderCvr("29189846"), new SenderCvr("98765433"));
        assertThat(choices("{\"senders\": []}").apply(BEFORE).senders()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"debtorSystem\": \"SAP\"} | unknown-value /debtorSystem",
                "{\"debtorSystem\": null} | wrong-type /debtorSystem",
                "{\"liveOn\": \"2026-02-30\"} | unknown-value /liveOn",
                "{\"earliestFeeOn\": 7} | wrong-type /earliestFeeOn",
                "{\"guardianPolicy\": \"\"} | unknown-value /guardianPolicy",
                "{\"runAt\": \"25:00\"} | unknown-value /runAt",
                "{\"paused\": \"no\"} | wrong-type /paused",
                "{\"givesReceipts\": null} | wrong-type /givesReceipts",
                "{\"namesMaterials\": 1} | wrong-type /namesMaterials",
                "{\"readiness\": null} | wrong-type /readiness",
                "{\"readiness\": {\"NONE\": \"OFF\"}} | unknown-value /readiness",
                "{\"readiness\": {\"PERIOD\": \"off\"}} | unknown-value /readiness/PERIOD",
                "{\"readiness\": {\"DESCRIPTION_PRIVATE\": \"OFF\"}} | does-not-belong /readiness/DESCRIPTION_PRIVATE",
                "{\"live_on\": \"2026-01-01\"} | misspelled-field",
                "{\"runAt\": \"02:00:00.5\"} | unknown-value /runAt",
                "{\"liveOn\": \"+10000-01-01\"} | unknown-value /liveOn",
                "{\"runDays\": null} | wrong-type /runDays",
                "{\"runDays\": \"MON\"} | wrong-type /runDays",
                "{\"runDays\": []} | unknown-value /runDays",
                "{\"runDays\": [\"MON\", 2]} | wrong-type /runDays/1",
                "{\"runDays\": [\"MON\", \"mon\"]} | unknown-value /runDays/1",
                "{\"sendsFrom\": \"06:00\"} | missing-field /sendsUntil",
                "{\"sendsUntil\": null} | missing-field /sendsFrom",
                "{\"sendsFrom\": \"06:00\", \"sendsUntil\": null} | wrong-type /sendsUntil",
                "{\"sendsFrom\": 6, \"sendsUntil\": \"22:00\"} | wrong-type /sendsFrom",
                "{\"sendsFrom\": \"6:00\", \"sendsUntil\": \"22:00\"} | unknown-value /sendsFrom",
                "{\"sendsFrom\": \"06:00\", \"sendsUntil\": \"24:00\"} | unknown-value /sendsUntil",
                "{\"sendsFrom\": \"06:00:30\", \"sendsUntil\": \"22:00\"} | unknown-value /sendsFrom",
                "{\"sendsFrom\": \"06:00\", \"sendsUntil\": \"06:00\"} | does-not-belong /sendsUntil",
                "{\"closings\": null} | wrong-type /closings",
                "{\"closings\": [7]} | wrong-type /closings/0",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-24\"}]} | missing-field /closings/0/reason",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-24\", \"reason\": \" \"}]} | text-length /closings/0/reason",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-24\", \"reason\": \"a\\u0000\"}]} | unprintable-text /closings/0/reason",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-24\", \"reason\": \"010101-1234\"}]} | identity-in-text /closings/0/reason",
                "{\"closings\": [{\"firstOn\": \"2026-02-29\", \"lastOn\": \"2026-12-24\", \"reason\": \"x\"}]} | unknown-value /closings/0/firstOn",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-23\", \"reason\": \"x\"}]} | dates-contradict /closings/0/lastOn",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-24\", \"reason\": \"x\", \"why\": 1}]} | misspelled-field /closings/0",
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-26\", \"reason\": \"x\"}, {\"firstOn\": \"2026-12-26\", \"lastOn\": \"2026-12-27\", \"reason\": \"y\"}]} | dates-contradict /closings/1",
                "{\"senders\": null} | wrong-type /senders",
                "{\"senders\": [12345674]} | wrong-type /senders/0",
                "{\"senders\": [\"12345675\"]} | unknown-value /senders/0",
                "{\"senders\": [\"12345674\", \"12345674\"]} | does-not-belong /senders/1",
                "{\"senders\": [\"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\", \"\"]} | out-of-range /senders",
                "{\"mostPerMinute\": 0} | out-of-range /mostPerMinute",
                "{\"mostPerMinute\": 1000001} | out-of-range /mostPerMinute",
                "{\"mostPerMinute\": 1.5} | out-of-range /mostPerMinute",
                "{\"mostPerMinute\": \"600\"} | wrong-type /mostPerMinute",
                "{\"holdAboveOre\": 0} | out-of-range /holdAboveOre",
                "{\"holdAboveOre\": 1000000000001} | out-of-range /holdAboveOre",
                "{\"holdAboveOre\": 99999999999999999999} | out-of-range /holdAboveOre",
                "{\"holdAboveRefusedPercent\": 0} | out-of-range /holdAboveRefusedPercent",
                "{\"holdAboveRefusedPercent\": 100} | out-of-range /holdAboveRefusedPercent",
                "{\"holdAboveRefusedPercent\": true} | wrong-type /holdAboveRefusedPercent",
            })
    void a_wrong_choice_is_refused(String sent, String problem) {
        assertThat(choices(sent).problems())
                .extracting(found -> (found.type().slug() + " " + found.pointer()).strip())
                .containsExactly(problem);
    }

    /** Each choice alone, as sent; what the answer must say then, and nothing else changes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"debtorSystem\":\"PRISME\"",
                "\"liveOn\":\"2026-11-01\"",
                "\"liveOn\":null",
                "\"earliestFeeOn\":\"2026-10-01\"",
                "\"earliestFeeOn\":null",
                "\"guardianPolicy\":\"GUARDIAN\"",
                "\"runAt\":\"06:30\"",
                "\"paused\":false",
                "\"runDays\":[\"SUN\"]",
                "\"runDays\":[\"MON\",\"TUE\",\"WED\",\"THU\",\"FRI\",\"SAT\",\"SUN\"]",
                "\"sendsFrom\":\"06:00\",\"sendsUntil\":\"22:00\"",
                "\"sendsFrom\":\"00:00\",\"sendsUntil\":\"23:59\"",
                "\"sendsFrom\":null,\"sendsUntil\":null",
                "\"closings\":[]",
                "\"closings\":[{\"firstOn\":\"2027-03-25\",\"lastOn\":\"2027-03-29\",\"reason\":\"påske\"}]",
                "\"mostPerMinute\":1",
                "\"mostPerMinute\":1000000",
                "\"mostPerMinute\":null",
                "\"holdAboveOre\":1000000000000",
                "\"holdAboveOre\":null",
                "\"holdAboveRefusedPercent\":1",
                "\"holdAboveRefusedPercent\":99",
                "\"holdAboveRefusedPercent\":null",
            })
    void a_choice_changes_itself_and_no_other(String sent) {
        JsonObject change = Documents.object(("{" + sent + "}").getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        JsonObject before = written(BEFORE);
        JsonObjectBuilder expected = Json.createObjectBuilder(before);
        change.forEach(expected::add);

        Choices choices = new Choices(change);

        assertThat(choices.problems()).isEmpty();
        assertThat(written(choices.apply(BEFORE))).isEqualTo(expected.build()).isNotEqualTo(before);
    }

    @Test
    void what_was_read_can_be_sent_back() {
        Choices choices = new Choices(written(BEFORE));

        assertThat(choices.problems()).isEmpty();
        assertThat(choices.apply(BEFORE)).isEqualTo(BEFORE);
    }

    @Test
    void there_are_a_hundred_closings_at_most() {
        assertThat(choices(closings(100)).problems()).isEmpty();
        assertThat(choices(closings(101)).problems())
                .extracting(found -> found.type().slug() + " " + found.pointer())
                .containsExactly("out-of-range /closings");
    }

    @Test
    void a_reason_has_a_hundred_characters_at_most() {
        String closing =
                "{\"closings\": [{\"firstOn\": \"2026-12-24\", \"lastOn\": \"2026-12-24\", \"reason\": \"%s\"}]}";

        assertThat(choices(closing.formatted("å".repeat(100))).problems()).isEmpty();
        assertThat(choices(closing.formatted("å".repeat(101))).problems()).hasSize(1);
    }

    private static String closings(int count) {
        LocalDate first = LocalDate.of(2027, 1, 1);
        return IntStream.range(0, count)
                .mapToObj(first::plusDays)
                .map(day -> "{\"firstOn\": \"" + day + "\", \"lastOn\": \"" + day + "\", \"reason\": \"lukket\"}")
                .collect(Collectors.joining(",", "{\"closings\": [", "]}"));
    }

    private static JsonObject written(MunicipalityChoices chosen) {
        return ChosenDocument.add(Json.createObjectBuilder(), chosen).build();
    }

    private static Choices choices(String json) {
        return new Choices(
                Documents.object(json.getBytes(StandardCharsets.UTF_8)).orElseThrow());
    }
}
