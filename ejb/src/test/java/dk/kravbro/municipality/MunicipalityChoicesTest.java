package dk.kravbro.municipality;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.testsupport.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What municipalities chose, as rows, in a real PostgreSQL; on servers of two time zones. */
class MunicipalityChoicesTest {

    private static final MunicipalityCode COPENHAGEN = new MunicipalityCode("0101");

    /** Every choice other than as installed, and no value twice. */
    private static final MunicipalityChoices ALL = new MunicipalityChoices(
            Municipality.DebtorSystemProduct.PRISME,
            Optional.of(LocalDate.of(2026, 12, 1)),
            Optional.of(LocalDate.of(2026, 10, 2)),
            Municipality.GuardianPolicy.GUARDIAN,
            LocalTime.of(0, 15),
            true,
            RunDays.parse("TUE,FRI"),
            Optional.of(new SendingWindow(LocalTime.of(22, 30), LocalTime.of(5, 45))),
            List.of(
                    new Closing(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 26), "jul"),
                    new Closing(LocalDate.of(2026, 12, 31), LocalDate.of(2027, 1, 1), "årsafslutning")),
            new RunLimits(Optional.of(600), Optional.of(500_000_000_00L), Optional.of(20)),
            List.of(new SenderCvr("12345674"), new SenderCvr("98765433")),
            new ClaimChoices(
                    false,
                    true,
                    7,
                    Map.of("AMOUNT_LIMIT", ReadinessSeverity.NOTICE, "SUBSTITUTE_CPR", ReadinessSeverity.OFF)));

    private final TimeZone machine = TimeZone.getDefault();
    private SessionFactory factory;

    @BeforeEach
    void open() {
        factory = new Configuration()
                .addAnnotatedClass(Municipality.class)
                .buildSessionFactory(new StandardServiceRegistryBuilder()
                        .applySetting("hibernate.connection.datasource", TestDatabase.fresh())
                        .applySetting("hibernate.jdbc.time_zone", "UTC")
                        .applySetting("hibernate.default_schema", "kravbro")
                        .build());
    }

    @AfterEach
    void close() {
        factory.close();
        TimeZone.setDefault(machine);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Copenhagen", "America/New_York"})
    void every_choice_is_kept_whatever_the_servers_time_zone(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));

        change(COPENHAGEN, municipality -> municipality.choose(ALL, "anna", Instant.EPOCH));

        assertThat(choices(COPENHAGEN)).isEqualTo(ALL);
        assertThat(rows("select debtor_system, live_on, earliest_fee_on, guardian_policy, run_at, paused, run_days,"
                        + " sends_from, sends_until, most_per_minute, hold_above_ore, hold_above_refused_percent,"
                        + " changed_by, changed_at = 'epoch' from municipalities where code = '0101'"))
                .as("as the engine reads it")
                .containsExactly(List.of(
                        "PRISME",
                        "2026-12-01",
                        "2026-10-02",
                        "GUARDIAN",
                        "00:15:00",
                        "t",
                        "TUE,FRI",
                        "22:30:00",
                        "05:45:00",
                        "600",
                        "50000000000",
                        "20",
                        "anna",
                        "t"));
        assertThat(rows("select * from municipality_senders order by cvr"))
                .containsExactly(List.of("0101", "12345674"), List.of("0101", "98765433"));
        assertThat(rows("select * from municipality_readiness order by rule"))
                .containsExactly(List.of("0101", "AMOUNT_LIMIT", "NOTICE"), List.of("0101", "SUBSTITUTE_CPR", "OFF"));
        assertThat(rows("select gives_receipts, names_materials from municipalities where code = '0101'"))
                .containsExactly(List.of("f", "t"));
        assertThat(rows("select * from municipality_closings order by first_on"))
                .containsExactly(
                        List.of("0101", "2026-12-24", "2026-12-26", "jul"),
                        List.of("0101", "2026-12-31", "2027-01-01", "årsafslutning"));
    }

    @Test
    void another_municipality_keeps_its_own() {
        MunicipalityChoices before = choices(new MunicipalityCode("0751"));

        change(COPENHAGEN, municipality -> municipality.choose(ALL, "anna", Instant.EPOCH));

        assertThat(choices(new MunicipalityCode("0751"))).isEqualTo(before);
    }

    @Test
    void closings_are_changed_and_taken_away() {
        change(COPENHAGEN, municipality -> municipality.choose(ALL, "anna", Instant.EPOCH));
        Closing longer = new Closing(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 27), "jul");

        change(COPENHAGEN, municipality -> municipality.choose(with(List.of(longer)), "anna", Instant.EPOCH));
        assertThat(choices(COPENHAGEN).closings()).containsExactly(longer);

        change(COPENHAGEN, municipality -> municipality.choose(with(List.of()), "anna", Instant.EPOCH));
        assertThat(choices(COPENHAGEN).closings()).isEmpty();
    }

    @Test
    void a_readiness_rule_is_switched_again_and_back() {
        change(COPENHAGEN, municipality -> municipality.choose(ALL, "anna", Instant.EPOCH));
        ClaimChoices other = new ClaimChoices(true, false, 5, Map.of("AMOUNT_LIMIT", ReadinessSeverity.OFF));

        change(COPENHAGEN, municipality -> municipality.choose(ALL.with(other), "anna", Instant.EPOCH));
        assertThat(choices(COPENHAGEN).claims()).isEqualTo(other);

        change(COPENHAGEN, municipality -> municipality.choose(ALL.with(ClaimChoices.usual()), "anna", Instant.EPOCH));
        assertThat(choices(COPENHAGEN).claims()).isEqualTo(ClaimChoices.usual());
        assertThat(rows("select * from municipality_readiness")).isEmpty();
    }

    @Test
    void all_are_read_at_once_and_can_be_looked_at_afterwards() {
        change(COPENHAGEN, municipality -> municipality.choose(ALL, "anna", Instant.EPOCH));

        List<Municipality> all = door(Municipalities::withChoices);

        assertThat(all).hasSize(98).isSortedAccordingTo((a, b) -> a.code().compareTo(b.code()));
        assertThat(all.get(0).choices()).isEqualTo(ALL);
        assertThat(all.get(1).choices().closings()).isEmpty();
    }

    @Test
    void the_databases_clock_says_when_a_choice_was_made() {
        Instant before = Instant.now().minus(Duration.ofMinutes(10));

        assertThat(door(Municipalities::databaseNow)).isBetween(before, before.plus(Duration.ofMinutes(20)));
    }

    @Test
    void closings_have_no_day_in_common_and_are_a_hundred_at_most() {
        assertThat(with(days(100)).closings()).hasSize(100);
        assertThatThrownBy(() -> with(days(101))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        with(Stream.concat(days(2).stream(), days(1).stream()).toList()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sender_is_a_cvr_number_and_there_are_ten_at_most() {
        for (String wrong :
                new String[] {"12345675", "1234567", "123456745", "0000000a", "00000000", "NTRDK-12345674"}) {
            assertThatThrownBy(() -> new SenderCvr(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new MunicipalityChoices(
                        ALL.debtorSystem(),
                        ALL.liveOn(),
                        ALL.earliestFeeOn(),
                        ALL.guardianPolicy(),
                        ALL.runAt(),
                        ALL.paused(),
                        ALL.runDays(),
                        ALL.window(),
                        ALL.closings(),
                        ALL.limits(),
                        List.of(new SenderCvr("12345674"), new SenderCvr("12345674")),
                        ALL.claims()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limits_have_their_ranges() {
        for (int wrong : new int[] {0, 1_000_001}) {
            assertThatThrownBy(() -> new RunLimits(Optional.of(wrong), Optional.empty(), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int wrong : new int[] {0, 100}) {
            assertThatThrownBy(() -> new RunLimits(Optional.empty(), Optional.empty(), Optional.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long wrong : new long[] {0, 1_000_000_000_001L}) {
            assertThatThrownBy(() -> new RunLimits(Optional.empty(), Optional.of(wrong), Optional.empty()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(new RunLimits(Optional.of(1_000_000), Optional.of(1L), Optional.of(99)))
                .isNotEqualTo(RunLimits.none());
    }

    @Test
    void the_database_refuses_half_a_window() {
        assertThatThrownBy(() -> sql("update municipalities set sends_from = '06:00' where code = '0101'"))
                .hasStackTraceContaining("municipalities_window");
    }

    /** Closings of a day each, every other day, the last first. */
    private static List<Closing> days(int count) {
        LocalDate first = LocalDate.of(2027, 1, 1);
        return IntStream.range(0, count)
                .mapToObj(i -> first.plusDays(2L * (count - i)))
                .map(day -> new Closing(day, day, "lukket"))
                .toList();
    }

    private static MunicipalityChoices with(List<Closing> closings) {
        return new MunicipalityChoices(
                ALL.debtorSystem(),
                ALL.liveOn(),
                ALL.earliestFeeOn(),
                ALL.guardianPolicy(),
                ALL.runAt(),
                ALL.paused(),
                ALL.runDays(),
                ALL.window(),
                closings,
                ALL.limits(),
                ALL.senders(),
                ALL.claims());
    }

    private MunicipalityChoices choices(MunicipalityCode code) {
        return door(all -> all.find(code).orElseThrow().choices());
    }

    private void change(MunicipalityCode code, Consumer<Municipality> deed) {
        door(all -> {
            deed.accept(all.lock(code).orElseThrow());
            return true;
        });
    }

    private <T> T door(Function<Municipalities, T> deed) {
        EntityManager entities = factory.createEntityManager();
        try {
            Municipalities municipalities = new Municipalities();
            municipalities.entities = entities;
            entities.getTransaction().begin();
            T result = deed.apply(municipalities);
            entities.getTransaction().commit();
            return result;
        } finally {
            entities.close();
        }
    }
}
