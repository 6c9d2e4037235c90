package dk.kravbro.web.status;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.alarms.Alarm;
import dk.kravbro.alarms.AlarmKind;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.Overview;
import dk.kravbro.monitoring.RunView;
import dk.kravbro.monitoring.Tally;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HowThingsAreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2026-11-24T01:00:00Z");
    private static final LocalDate LIVE = LocalDate.of(2026, 11, 1);

    private static final List<Alarm> ALARMS = List.of(
            new Alarm(AlarmKind.LIMITATION_NEAR, "0101", "", 3, NOW, 10),
            new Alarm(AlarmKind.OLDEST_UNSENT, "0101", "", 1, NOW, 0));

    private final Words words = new Words(Language.DANISH, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void all_delivered_says_when_and_how_much() {
        HowThingsAre how = how(deliveries(412, 412, 0, 0, 0), LIVE, false, 0);

        assertThat(how.tone()).isEqualTo(Tone.GOOD);
        assertThat(plain(how))
                .isEqualTo("Alle krav er afleveret. Seneste kørsel i dag kl. 02.00: 412 afleveringer, 38.940,50 kr.");
    }

    @Test
    void what_waits_says_for_what() {
        HowThingsAre how = how(deliveries(412, 400, 0, 12, 0), LIVE, false, 0);

        assertThat(how.tone()).isEqualTo(Tone.INFO);
        assertThat(plain(how))
                .isEqualTo("Næste kørsel er i morgen kl. 02.00. Til den venter 12 afleveringer, 120,00 kr.");
    }

    @Test
    void what_a_person_must_look_at_comes_before_what_waits() {
        HowThingsAre how = how(deliveries(412, 399, 1, 12, 0), LIVE, false, 1);

        assertThat(how.tone()).isEqualTo(Tone.WARNING);
        assertThat(plain(how))
                .isEqualTo("1 sag på arbejdslisterne venter på en medarbejder. Resten er afleveret eller på vej.");
    }

    @Test
    void a_doubt_is_said_to_be_asked_about() {
        HowThingsAre how = how(deliveries(412, 410, 0, 0, 2), LIVE, false, 0);

        assertThat(plain(how)).isEqualTo("2 afleveringer er uafklarede: vi spørger debitorsystemet, om de nåede frem.");
    }

    @Test
    void a_pause_is_said_before_the_work_lists() {
        assertThat(plain(how(deliveries(412, 399, 1, 12, 0), LIVE, true, 1)))
                .isEqualTo("Afleveringen er sat på pause. Imens venter 12 afleveringer, 120,00 kr.");
    }

    @Test
    void before_the_first_day_everything_waits_for_it() {
        assertThat(plain(how(deliveries(12, 0, 0, 12, 0), LocalDate.of(2026, 12, 1), false, 0)))
                .isEqualTo(
                        "Kommunen er i drift fra den 1. december 2026. Indtil da venter 12 afleveringer, 120,00 kr.");
        assertThat(plain(how(deliveries(12, 0, 0, 12, 0), null, false, 0)))
                .startsWith("Kommunen er ikke i drift endnu");
    }

    @Test
    void figures_that_do_not_add_up_are_said_before_everything_else() {
        HowThingsAre how = how(deliveries(413, 400, 1, 11, 0), LIVE, true, 1);

        assertThat(how.tone()).isEqualTo(Tone.BAD);
        assertThat(plain(how)).startsWith("Tallene stemmer ikke.");
    }

    @Test
    void an_alarm_is_said_before_what_waits_and_a_pause_before_an_alarm() {
        assertThat(plain(HowThingsAre.of(overview(deliveries(412, 399, 1, 12, 0), LIVE, false, 1), ALARMS, words)))
                .isEqualTo("Et krav, som debitorsystemet ikke har fået alt at vide om, forældes den 3. december 2026.");
        assertThat(HowThingsAre.of(overview(deliveries(412, 399, 1, 12, 0), LIVE, true, 1), ALARMS, words)
                        .sentence())
                .startsWith("Afleveringen er sat på pause.");
    }

    @Test
    void a_limitation_that_is_past_is_said_even_in_a_pause_and_wrong_figures_before_it() {
        List<Alarm> past = List.of(new Alarm(AlarmKind.LIMITATION_NEAR, "0101", "", 5, NOW, -1));

        HowThingsAre how = HowThingsAre.of(overview(deliveries(412, 412, 0, 0, 0), LIVE, true, 0), past, words);

        assertThat(how.tone()).isEqualTo(Tone.BAD);
        assertThat(plain(how)).contains("kan være forældet den 22. november 2026");
        assertThat(HowThingsAre.of(overview(deliveries(413, 400, 1, 11, 0), LIVE, true, 1), past, words)
                        .sentence())
                .startsWith("Tallene stemmer ikke.");
    }

    @ParameterizedTest(name = "{0}, run open: {3}")
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "årsafslutning | 2027-01-01T23:00:00Z | DANISH  | false | Kalenderen er lukket til 2. januar 2027: årsafslutning. Imens venter",
                "årsafslutning | 2027-01-02T05:00:00Z | DANISH  | true  | Kalenderen er lukket til 2. januar 2027 kl. 06.00: årsafslutning. Imens venter",
                "årsafslutning | 2027-01-01T23:00:00Z | ENGLISH | true  | The calendar is closed until 2 January 2027: årsafslutning. Meanwhile these wait:",
                "flytning      | none                 | DANISH  | false | Kalenderen er lukket i mere end et år: flytning. Imens venter",
                "''            | 2026-11-23T21:00:00Z | DANISH  | true  | Der sendes ikke på dette tidspunkt; der sendes igen i dag kl. 22.00. Imens venter",
                "''            | 2026-11-23T21:00:00Z | DANISH  | false | Næste kørsel er i morgen kl. 02.00. Til den venter",
            })
    void what_waits_for_the_calendar_says_until_when_and_why(
            String reason, Instant until, Language language, boolean running, String sentence) {
        Words speech = new Words(language, Clock.fixed(NOW, ZoneOffset.UTC));

        HowThingsAre how = HowThingsAre.of(
                overview(deliveries(412, 400, 0, 12, 0), LIVE, false, 0, new Overview.Closed(reason, until), running),
                speech);

        assertThat(how.tone()).isEqualTo(Tone.INFO);
        assertThat(plain(how)).startsWith(sentence + " 12 ");
    }

    private static String plain(HowThingsAre how) {
        return how.sentence().replace('\u00a0', ' ');
    }

    private static MoneyProof.Deliveries deliveries(
            long received, long accepted, long refused, long waiting, long doubt) {
        return new MoneyProof.Deliveries(
                new Tally(received, received * 1000),
                new Tally(accepted, accepted * 1000),
                new Tally(refused, refused * 1000),
                Tally.NONE,
                new Tally(waiting, waiting * 1000),
                new Tally(doubt, doubt * 1000));
    }

    private HowThingsAre how(MoneyProof.Deliveries deliveries, LocalDate liveOn, boolean paused, long refusals) {
        return HowThingsAre.of(overview(deliveries, liveOn, paused, refusals), words);
    }

    private static Overview overview(
            MoneyProof.Deliveries deliveries, LocalDate liveOn, boolean paused, long refusals) {
        return overview(deliveries, liveOn, paused, refusals, null, false);
    }

    private static Overview overview(
            MoneyProof.Deliveries deliveries,
            LocalDate liveOn,
            boolean paused,
            long refusals,
            Overview.Closed closed,
            boolean running) {
        MoneyProof proof = new MoneyProof(
                "0101",
                "Københavns Kommune",
                "DK-710100",
                412,
                0,
                0,
                deliveries,
                new MoneyProof.Answers(Tally.NONE, Tally.NONE, 0));
        RunView run = new RunView(
                7,
                Instant.parse("2026-11-23T01:00:00Z"),
                false,
                "kravbro",
                Instant.parse("2026-11-23T01:00:02Z"),
                running ? null : Instant.parse("2026-11-23T01:04:00Z"),
                "",
                Map.of(Bucket.ACCEPTED, new Tally(412, 3894050)));
        return new Overview(
                proof,
                new Overview.Choices("0101", "Københavns Kommune", "KOBENHAVN", liveOn, paused),
                0,
                refusals,
                0,
                0,
                run,
                TOMORROW,
                closed,
                new Overview.Freshness(null, null, NOW));
    }
}
