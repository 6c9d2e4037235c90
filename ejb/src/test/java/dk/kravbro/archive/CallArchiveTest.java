package dk.kravbro.archive;

import static dk.kravbro.testsupport.TestDatabase.rows;
import static dk.kravbro.testsupport.TestDatabase.sql;
import static dk.kravbro.testsupport.TestDatabase.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.debtorsystem.CallTrace.Kind;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.secrets.SecretMissing;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.TestDatabase;
import dk.kravbro.testsupport.TestKeys;
import dk.kravbro.testsupport.Traces;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of calls, who may read it, and that it goes again; on a real PostgreSQL. */
class CallArchiveTest {

    private static final UUID CALL = UUID.fromString("00000000-0000-4000-8000-0000000000aa");
    private static final String REASON = "supplier asks for the message";

    private final DataSource database = TestDatabase.fresh();
    private final TestKeys keys = TestKeys.none().with(1, 11);
    private final CallArchive archive = archive(Map.of());
    private final CallReadings readings = new CallReadings();
    private final List<String> audited = new ArrayList<>();
    private final AuditTrail audit = new AuditTrail() {
        @Override
        public void record(Actor actor, String action, String subject, String municipality, String detail) {
            audited.add(String.join(" | ", actor.name(), action, subject, municipality, detail));
        }

        @Override
        public void record(Actor actor, String action, String subject, String detail) {
            audited.add(String.join(" | ", actor.name(), action, subject, "-", detail));
        }
    };

    @BeforeEach
    void open() {
        sql(
                "do $$ declare t text; begin for t in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where c.relname ~ '^call(s|_messages)_[0-9]{8}$' loop execute 'drop table kravbro.' || t; end loop;"
                        + " end $$");
        readings.database = database;
        readings.seal = seal();
        readings.audit = audit;
    }

    private MessageSeal seal() {
        return new MessageSeal(new DataSeal(keys));
    }

    private CallArchive archive(Map<String, String> settings) {
        CallArchive made = new CallArchive();
        made.database = database;
        made.clock = Clock.fixed(Instant.parse("2026-11-20T08:00:02Z"), ZoneOffset.UTC);
        made.settings = Settings.of(settings);
        made.seal = seal();
        return made;
    }

    private static Actor actor(String name, Set<Role> roles, String... municipalities) {
        return new Actor(name, roles, Set.of(municipalities), "operations");
    }

    private static Actor auditor(String... municipalities) {
        return actor("revisor", Set.of(Role.AUDITOR), municipalities);
    }

    /** Keeps one call as an inquiry would. */
    private void keep(CallArchive in, UUID call, Kind kind, boolean isUnfit) {
        CallArchive.Basket basket = in.basket();
        basket.accept(Traces.of(call, kind, isUnfit ? "ANSWER_UNREADABLE" : "ANY", isUnfit));
        in.write("0101", basket.of(call));
    }

    @ParameterizedTest
    @CsvSource({
        "all, ACCEPTED, false, 1, 2",
        "all, REFUSED, false, 1, 2",
        "troubled, ACCEPTED, false, 0, 0",
        "troubled, REFUSED, false, 1, 2",
        "troubled, NOT_DELIVERED, false, 1, 2",
        "troubled, IN_DOUBT, false, 1, 2",
        "none, ACCEPTED, false, 0, 0",
        "none, IN_DOUBT, false, 1, 0",
        "none, IN_DOUBT, true, 1, 2"
    })
    void what_is_kept_is_the_installations_choice_but_for_what_does_not_fit(
            String keep, Kind kind, boolean isUnfit, int calls, int messages) {
        keep(archive(Map.of("kravbro.messages.keep", keep)), CALL, kind, isUnfit);

        assertThat(value("select count(*) from calls")).isEqualTo(Integer.toString(calls));
        assertThat(value("select count(*) from call_messages")).isEqualTo(Integer.toString(messages));
    }

    @Test
    void what_stands_in_the_tables_shows_nobody() {
        keep(archive, CALL, Kind.REFUSED, false);

        assertThat(value("select count(*) from call_messages where position('1808175189'::bytea in payload) > 0"
                        + " or position('Envelope'::bytea in payload) > 0 or length(payload) < 40"))
                .isEqualTo("0");
        assertThat(String.valueOf(rows("select * from calls")))
                .doesNotContain("Maja")
                .doesNotContain("Envelope");
    }

    @Test
    void an_auditor_reads_the_messages_and_the_reading_is_written_down() {
        keep(archive, CALL, Kind.REFUSED, false);

        CallReadings.Reading reading = readings.read(auditor("0101"), CALL, REASON);

        assertThat(((CallReadings.Reading.Shown) reading).messages())
                .containsExactly(
                        new CallReadings.Message("OUT_REQUEST", "text/xml; charset=utf-8", "", Traces.REQUEST),
                        new CallReadings.Message("OUT_ANSWER", "text/xml; charset=utf-8", "", Traces.ANSWER));
        assertThat(audited).containsExactly("revisor | raw messages shown | call " + CALL + " | 0101 | " + REASON);
        assertThat(reading.toString()).doesNotContain("Envelope", "Maja");
    }

    @Test
    void nobody_else_reads_them_and_each_try_is_written_down() {
        keep(archive, CALL, Kind.REFUSED, false);
        UUID unknown = UUID.fromString("00000000-0000-4000-8000-0000000000bb");

        assertThat(readings.read(actor("drift", Set.of(Role.OPERATOR)), CALL, REASON))
                .isEqualTo(new CallReadings.Reading.Refused());
        assertThat(readings.read(actor("anna", Set.of(Role.MUNICIPALITY), "0101"), unknown, REASON))
                .isEqualTo(new CallReadings.Reading.Refused());
        assertThat(readings.read(auditor("0751"), CALL, REASON)).isEqualTo(new CallReadings.Reading.NotFound());
        assertThat(readings.read(auditor("0101"), unknown, REASON)).isEqualTo(new CallReadings.Reading.NotFound());
        assertThat(readings.read(actor("both", Set.of(Role.AUDITOR, Role.OPERATOR)), CALL, REASON))
                .isInstanceOf(CallReadings.Reading.Shown.class);

        assertThat(audited)
                .containsExactly(
                        "drift | raw messages refused | call " + CALL + " | 0101 | no auditor",
                        "anna | raw messages refused | call " + unknown + " | - | no auditor",
                        "revisor | raw messages refused | call " + CALL + " | 0101 | another municipality's",
                        "both | raw messages shown | call " + CALL + " | 0101 | " + REASON);
    }

    @Test
    void what_is_known_of_a_call_is_shown_to_those_who_may_see_its_municipality() {
        keep(archive, CALL, Kind.REFUSED, false);

        for (Actor may : List.of(
                actor("drift", Set.of(Role.OPERATOR)),
                actor("anna", Set.of(Role.MUNICIPALITY), "0101"),
                auditor("0101"))) {
            assertThat(readings.find(may, CALL)).as(may.name()).isPresent();
        }
        for (Actor mayNot : List.of(
                actor("fbs", Set.of(Role.FBS)), actor("bo", Set.of(Role.MUNICIPALITY), "0751"), auditor("0751"))) {
            assertThat(readings.find(mayNot, CALL)).as(mayNot.name()).isEmpty();
        }
    }

    @Test
    void a_support_bundle_has_what_the_help_desk_asks_for_and_no_person() {
        keep(archive, CALL, Kind.NOT_DELIVERED, false);

        String bundle = readings.find(auditor("0101"), CALL).orElseThrow().supportBundle();

        assertThat(bundle)
                .isEqualTo(String.join(
                        "\n",
                        "Kravbro: about one call",
                        "",
                        "CallUUID (Serviceplatformen):    3f1c2a4e-0b6d-4f7a-9c1d-2e5b8a7f6c01",
                        "Received (Serviceplatformen):    2026-11-20T08:00:01+01:00",
                        "CallersServiceCallIdentifier:    00000000-0000-4000-8000-0000000000aa",
                        "TransaktionsId:                  00000000-0000-4000-8000-000000000001",
                        "RequestId:                       00000000-0000-4000-8000-000000000002",
                        "Delivery:                        none (an inquiry)",
                        "",
                        "Operation:                       OpretDebitorkonto",
                        "Endpoint:                        https://platform.example/service/OIR/1",
                        "Route (MunicipalityCVR):         64942212",
                        "Security model:                  AUTHORITY_CONTEXT",
                        "SOAP version:                    1.1",
                        "Began (UTC):                     2026-11-20T08:00:01.688Z",
                        "Ended (UTC):                     2026-11-20T08:00:02Z, after 312 ms",
                        "Bytes of the request:            49",
                        "Bytes of the answer:             43",
                        "HTTP status:                     500",
                        "",
                        "Outcome:                         NOT_DELIVERED, ANY",
                        "Why:                             why it is so",
                        "Faults:",
                        "  ROUTE_UNKNOWN: Person ******** kan ikke rutes",
                        "  -: CPR********",
                        ""));
    }

    @Test
    void a_message_that_was_moved_to_another_call_does_not_open() {
        UUID other = UUID.fromString("00000000-0000-4000-8000-0000000000cc");
        keep(archive, CALL, Kind.REFUSED, false);
        keep(archive, other, Kind.REFUSED, false);
        sql("update call_messages m set payload = o.payload from call_messages o where m.call_id = '" + CALL
                + "' and o.call_id = '" + other + "' and o.direction = m.direction");

        assertThatThrownBy(() -> readings.read(auditor("0101"), CALL, REASON)).hasMessageContaining(CALL.toString());
    }

    @Test
    void a_new_key_leaves_what_was_sealed_before_readable() {
        keep(archive, CALL, Kind.REFUSED, false);
        UUID later = UUID.fromString("00000000-0000-4000-8000-0000000000dd");
        keys.with(2, 22);
        keep(archive(Map.of()), later, Kind.REFUSED, false);

        assertThat(rows("select distinct get_byte(payload, 0) from call_messages order by 1"))
                .containsExactly(List.of("1"), List.of("2"));
        for (UUID call : List.of(CALL, later)) {
            assertThat(((CallReadings.Reading.Shown) readings.read(auditor("0101"), call, REASON)).messages())
                    .hasSize(2);
        }
    }

    @Test
    void a_seal_without_its_key_keeps_what_is_known_and_fails_no_call() {
        CallArchive without = archive(Map.of());
        without.seal = new MessageSeal(TestKeys.seal()) {
            @Override
            public byte[] seal(String place, byte[] message) {
                throw new IllegalStateException("no key");
            }
        };

        keep(without, CALL, Kind.REFUSED, false);

        assertThat(value("select count(*) from calls")).isEqualTo("1");
        assertThat(value("select count(*) from call_messages")).isEqualTo("0");
    }

    @Test
    void reading_without_the_key_says_which_is_missing() {
        keep(archive, CALL, Kind.REFUSED, false);
        readings.seal = new MessageSeal(new DataSeal(TestKeys.none().with(2, 22)));

        assertThatThrownBy(() -> readings.read(auditor("0101"), CALL, REASON))
                .isInstanceOf(SecretMissing.class)
                .hasMessageContaining("data-key-1");
    }

    @Test
    void a_slice_keeps_no_more_than_its_limit() {
        CallArchive.Basket basket = archive.basket();
        Random random = new Random(1);
        Map<UUID, Integer> sizes = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            UUID call = new UUID(1, i);
            byte[] noise = new byte[200_000];
            random.nextBytes(noise);
            String text = java.util.Base64.getEncoder().encodeToString(noise);
            basket.accept(Traces.of(call, Kind.ACCEPTED, "ANY", false, text, "x"));
            KeptCall.Sealed request = basket.of(call).request();
            sizes.put(call, request == null ? 0 : request.payload().length);
        }

        assertThat(sizes.values().stream().mapToLong(Integer::longValue).sum())
                .isBetween(CallArchive.MOST_BYTES - 250_000, CallArchive.MOST_BYTES);
        assertThat(sizes.values()).contains(0);
        assertThat(basket.of(new UUID(1, 59))).isNotNull();
    }

    @Test
    void old_messages_go_by_whole_days_and_what_is_known_of_calls_later() {
        ArchiveKeeper keeper = keeper("2026-11-20");
        keeper.keep();
        keeper.keep();
        assertThat(parts("call_messages")).containsExactly("20261120", "20261121", "20261122", "20261123", "20261124");
        assertThat(parts("calls")).containsExactly("20261101");
        kept("2026-11-20 23:59:59.9+00");
        kept("2026-11-21 00:00+00");
        kept("2026-10-01 12:00+00");
        assertThat(value("select count(*) from call_messages_20261120")).isEqualTo("1");
        assertThat(value("select count(*) from call_messages_rest")).isEqualTo("1");

        keeper("2026-11-30").keep();
        assertThat(value("select count(*) from call_messages")).as("ten days").isEqualTo("2");
        keeper("2026-12-01").keep();
        assertThat(rows("select at at time zone 'UTC' from call_messages"))
                .as("day eleven")
                .containsExactly(List.of("2026-11-21 00:00:00"));
        assertThat(parts("call_messages")).doesNotContain("20261120").contains("20261121", "20261205");
        assertThat(value("select count(*) from calls")).isEqualTo("2");

        keeper("2026-12-30").keep();
        assertThat(value("select count(*) from calls"))
                .as("the month is not over")
                .isEqualTo("2");
        keeper("2026-12-31").keep();
        assertThat(value("select count(*) from calls")).isEqualTo("0");
    }

    @Test
    void a_day_that_comes_too_late_leaves_its_rows_in_the_rest_and_the_other_days_are_made() {
        kept("2026-11-21 10:00+00");

        keeper("2026-11-20").keep();

        assertThat(parts("call_messages")).containsExactly("20261120", "20261122", "20261123", "20261124");
        assertThat(value("select count(*) from call_messages_rest")).isEqualTo("1");
        keeper("2026-12-02").keep();
        assertThat(value("select count(*) from call_messages_rest")).isEqualTo("0");
    }

    @Test
    void operators_see_how_much_is_kept_and_how_far_back() {
        keeper("2026-11-20").keep();
        ArchiveFigures figures = new ArchiveFigures();
        figures.database = database;
        figures.settings = Settings.of(Map.of());

        ArchiveFigures.Figures now = figures.now(actor("drift", Set.of(Role.OPERATOR)));

        assertThat(now.keep()).isEqualTo("all");
        assertThat(now.oldestDay()).contains(LocalDate.of(2026, 11, 20));
        assertThat(now.oldestMonth()).contains(LocalDate.of(2026, 11, 1));
        assertThat(now.messageBytes()).isPositive();
        assertThatThrownBy(() -> figures.now(auditor("0101"))).isInstanceOf(Actor.NotAllowed.class);
    }

    @Test
    void answers_that_do_not_fit_wait_until_an_operator_has_looked() {
        UnfitAnswers unfit = new UnfitAnswers();
        unfit.database = database;
        unfit.audit = audit;
        unfit.clock = Clock.systemUTC();
        Actor operator = actor("drift", Set.of(Role.OPERATOR));
        for (int i = 0; i < 12; i++) {
            keep(archive, new UUID(3, i), Kind.IN_DOUBT, true);
        }
        keep(archive, CALL, Kind.IN_DOUBT, false);

        List<UnfitAnswers.Waiting> waiting = unfit.waiting(operator);

        assertThat(waiting).hasSize(1);
        UnfitAnswers.Waiting first = waiting.get(0);
        assertThat(first.municipalityCode()).isEqualTo("0101");
        assertThat(first.count()).isEqualTo(12);
        assertThat(first.calls()).hasSize(10);
        assertThat(first.calls().get(0).callId()).isEqualTo(new UUID(3, 11));
        assertThat(first.calls().get(0).cause()).isEqualTo("ANSWER_UNREADABLE");

        keep(archive, new UUID(3, 99), Kind.IN_DOUBT, true);
        assertThat(unfit.seen(operator, "0101", first.latest(), "new release at the supplier"))
                .isEqualTo(12);
        assertThat(unfit.seen(operator, "0101", first.latest(), "again")).isZero();
        assertThat(unfit.waiting(operator).get(0).count()).isEqualTo(1);
        assertThat(audited)
                .containsExactly("drift | unfit answers seen | municipality 0101 | 0101 | 12 up to " + first.latest()
                        + ": new release at the supplier");
        assertThatThrownBy(() -> unfit.waiting(auditor("0101"))).isInstanceOf(Actor.NotAllowed.class);
        assertThatThrownBy(() -> unfit.seen(auditor("0101"), "0101", first.latest(), "x"))
                .isInstanceOf(Actor.NotAllowed.class);
    }

    /** A keeper for whom it is noon of a day; messages are kept ten days, calls thirty. */
    private ArchiveKeeper keeper(String day) {
        ArchiveKeeper keeper = new ArchiveKeeper();
        keeper.database = database;
        keeper.clock = Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
        keeper.settings = Settings.of(Map.of("kravbro.messages.keep-days", "10", "kravbro.messages.call-days", "30"));
        return keeper;
    }

    /** A call that was kept at some time. */
    private void kept(String at) {
        UUID call = UUID.randomUUID();
        keep(archive, call, Kind.REFUSED, false);
        sql("delete from call_messages where call_id = '" + call + "' and direction = 'OUT_ANSWER'");
        sql("update call_messages set at = '" + at + "' where call_id = '" + call + "'");
        sql("update calls set at = '" + at + "' where call_id = '" + call + "'");
    }

    private static List<String> parts(String table) {
        return rows("select right(c.relname, 8) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = 'kravbro." + table + "'::regclass and c.relname !~ 'rest' order by 1")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }
}
