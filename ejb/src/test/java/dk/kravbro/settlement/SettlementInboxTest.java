package dk.kravbro.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.kravbro.archive.MessageSeal;
import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.audit.Role;
import dk.kravbro.settings.Settings;
import dk.kravbro.testsupport.ClaimRows;
import dk.kravbro.testsupport.TestKeys;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SettlementInboxTest {

    private static final String PLATFORM = "12345674";
    private static final String SUPPLIER = "98765433";
    private static final String KOBENHAVN = "64942212";
    private static final String BALLERUP = "58271713";
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");
    private static final Actor SENDER = sender(PLATFORM);

    private final ClaimRows database = new ClaimRows();
    private final BackChannel backChannel = new BackChannel();
    private final MessageSeal seal = new MessageSeal(TestKeys.seal());
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };
    private final Work work = new Work();
    private final SettlementInbox inbox = inbox();
    private final List<String> audited = new ArrayList<>();
    private Instant now = NOON;

    /** The container's part: a transaction for each step. */
    private final class Work extends SettlementWork {
        private String fails = "";

        Work() {
            super.backChannel = SettlementInboxTest.this.backChannel;
            super.clock = SettlementInboxTest.this.clock;
            super.seal = SettlementInboxTest.this.seal;
            super.audit = new AuditTrail() {
                @Override
                public void record(Actor actor, String action, String subject, String municipalityCode, String detail) {
                    audited.add(actor.name() + ", " + action + ", " + subject);
                }

                @Override
                public void record(Actor actor, String action, String subject, String detail) {
                    audited.add(actor.name() + ", " + action + ", " + subject);
                }
            };
        }

        @Override
        <T> T step(String name, Step<T> step) {
            try (Connection connection =
                    SettlementInboxTest.this.database.source().getConnection()) {
                connection.setAutoCommit(false);
                try {
                    T done = step.on(connection);
                    if (name.equals(fails)) {
                        throw new SQLException("made to fail", "40P01");
                    }
                    connection.commit();
                    return done;
                } catch (SQLException broken) {
                    connection.rollback();
                    throw new StorageFailure(name, broken);
                }
            } catch (SQLException broken) {
                throw new StorageFailure(name, broken);
            }
        }
    }

    private static Actor sender(String cvr) {
        return new Actor(cvr, Set.of(Role.DEBTOR_SYSTEM), Set.of(), "back channel");
    }

    /** A message of the contract; each notice as kind;key;reference;what;øre;day, where kind is C, W or S. */
    private static String message(String id, String cvr, String... notices) {
        return sentAt(id, cvr, "2026-03-02T12:00:00+01:00", notices);
    }

    private static String sentAt(String id, String cvr, String sentAt, String... notices) {
        StringBuilder lines = new StringBuilder();
        for (String notice : notices) {
            String[] said = notice.split(";");
            String kroner = BigDecimal.valueOf(Long.parseLong(said[4]), 2).toPlainString();
            lines.append("<d:Linje><d:LinjeId>" + said[1] + "</d:LinjeId><d:FordringReference>" + said[2]
                    + "</d:FordringReference>");
            switch (said[0]) {
                case "C" ->
                    lines.append("<d:Dækning><d:Dækningstype>" + said[3] + "</d:Dækningstype><d:Beløb>" + kroner
                            + "</d:Beløb><d:Valørdato>" + said[5] + "</d:Valørdato></d:Dækning>");
                case "W" ->
                    lines.append("<d:Afskrivning><d:Årsag>" + said[3] + "</d:Årsag><d:Beløb>" + kroner
                            + "</d:Beløb><d:Virkningsdato>" + said[5] + "</d:Virkningsdato></d:Afskrivning>");
                default ->
                    lines.append("<d:Kontostatusskift><d:Kontostatus>" + said[3]
                            + "</d:Kontostatus><d:Virkningsdato>" + said[5]
                            + "</d:Virkningsdato></d:Kontostatusskift>");
            }
            lines.append("</d:Linje>");
        }
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
                + "<d:RegistrerDaekningAfskrivning_I revision=\"r1\" xmlns:d=\"urn:kravbro:oir:debitor:1\""
                + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\"><k:HovedOplysninger>"
                + "<k:TransaktionsId>conversation</k:TransaktionsId><k:TransaktionsTid>" + sentAt
                + "</k:TransaktionsTid><k:RequestId>" + UUID.nameUUIDFromBytes(id.getBytes(UTF_8))
                + "</k:RequestId><k:AuthorityContext><k:MunicipalityCVR>" + cvr
                + "</k:MunicipalityCVR></k:AuthorityContext></k:HovedOplysninger>" + lines
                + "</d:RegistrerDaekningAfskrivning_I></s:Body></s:Envelope>";
    }

    @Test
    void a_coverage_lowers_what_is_owed_and_shows_in_history_and_feed() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);

        String reply = inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);

        assertThat(reply).contains("MODTAGET", "2026-03-02T");
        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(database.value(
                        "select kind || ' ' || amount_ore || ' ' || detail || ' ' || actor from kravbro.events"))
                .isEqualTo("COVERAGE 2500 PAYMENT 12345674");
        assertThat(pending()).isEqualTo(1);
        assertThat(database.value("select state from kravbro.settlement_messages"))
                .isEqualTo("APPLIED");
    }

    @Test
    void a_write_off_lowers_what_is_owed_and_may_be_reversed() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);

        inbox.receive(
                message(
                        "m1",
                        KOBENHAVN,
                        "W;k1;DK-710100-1;FORAELDELSE;10000;2026-03-01",
                        "W;k2;DK-710100-1;FEJL;-10000;2026-03-01",
                        "C;k3;DK-710100-1;INDBETALING;4000;2026-03-01",
                        "C;k4;DK-710100-1;INDBETALING;-1500;2026-03-01"),
                SENDER);

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(pending()).isEqualTo(4);
    }

    @Test
    void more_paid_than_owed_becomes_a_credit() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);

        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;12000;2026-03-01"), SENDER);

        assertThat(database.outstanding(claim)).isEqualTo(-2_000);
    }

    @Test
    void a_copy_of_a_message_gets_the_same_receipt_and_does_nothing() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");

        String first = inbox.receive(text, SENDER);
        now = NOON.plusSeconds(3600);
        String second = inbox.receive(text, SENDER);

        assertThat(second).isEqualTo(first);
        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void a_repeat_whose_head_alone_differs_is_a_copy_too() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        String notice = "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01";

        String first = inbox.receive(sentAt("m1", KOBENHAVN, "2026-03-02T12:00:00+01:00", notice), SENDER);
        String again = inbox.receive(sentAt("m1", KOBENHAVN, "2026-03-02T12:05:00+01:00", notice), SENDER);

        assertThat(again).isEqualTo(first);
        assertThat(database.outstanding(claim)).isEqualTo(7_500);
    }

    @Test
    void a_used_message_id_with_other_content_is_refused_and_changes_nothing() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);

        String reply = inbox.receive(message("m1", KOBENHAVN, "C;k2;DK-710100-1;INDBETALING;3000;2026-03-01"), SENDER);

        assertThat(reply).contains("AFVIST", "BESKED_ID_GENBRUGT");
        assertThat(database.outstanding(claim)).isEqualTo(7_500);
    }

    @Test
    void two_municipalities_may_use_the_same_ids() {
        long one = database.claim("0101", "DK-710100", 1, 10_000);
        long other = database.claim("0151", "DK-715100", 1, 10_000);

        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);
        inbox.receive(message("m1", BALLERUP, "C;k1;DK-715100-1;INDBETALING;1000;2026-03-01"), SENDER);

        assertThat(database.outstanding(one)).isEqualTo(7_500);
        assertThat(database.outstanding(other)).isEqualTo(9_000);
    }

    @Test
    void a_copied_notice_in_another_message_does_nothing() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);

        inbox.receive(message("m2", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(pending()).isEqualTo(1);
        assertThat(parked()).isZero();
    }

    @Test
    void a_used_notice_key_that_says_something_else_is_parked_not_lost() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);

        inbox.receive(message("m2", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;9900;2026-03-01"), SENDER);

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(database.value("select reason || ' ' || amount_ore from kravbro.parked_notices"))
                .isEqualTo("KEY_REUSED 9900");
    }

    @Test
    void another_municipalitys_claim_is_parked_like_an_unknown_one_and_stops_no_other() {
        long foreign = database.claim("0151", "DK-715100", 7, 10_000);
        long own = database.claim("0101", "DK-710100", 1, 10_000);

        String reply = inbox.receive(
                message(
                        "m1",
                        KOBENHAVN,
                        "C;k1;DK-715100-7;INDBETALING;2500;2026-03-01",
                        "C;k2;DK-710100-99;INDBETALING;2500;2026-03-01",
                        "C;k3;K.17;INDBETALING;2500;2026-03-01",
                        "C;k4;DK-710100-1;INDBETALING;2500;2026-03-01"),
                SENDER);

        assertThat(reply).contains("MODTAGET");
        assertThat(database.outstanding(foreign)).isEqualTo(10_000);
        assertThat(database.outstanding(own)).isEqualTo(7_500);
        assertThat(database.number("select count(*) from kravbro.parked_notices"
                        + " where reason = 'UNKNOWN_CLAIM' and municipality_code = '0101'"))
                .isEqualTo(3);
        assertThat(database.value("select state || ', ' || reason from kravbro.settlement_messages"))
                .isEqualTo("APPLIED, 3 parked");
    }

    @Test
    void a_parked_notice_that_comes_again_when_its_claim_is_there_is_applied_and_resolved() {
        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);
        long claim = database.claim("0101", "DK-710100", 1, 10_000);

        inbox.receive(message("m2", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(parked()).isZero();
    }

    @Test
    void the_youngest_account_status_holds_whatever_order_they_come_in() {
        database.claim("0101", "DK-710100", 1, 10_000);

        inbox.receive(message("m1", KOBENHAVN, "S;k1;DK-710100-1;TIL_INDDRIVELSE;0;2026-03-02"), SENDER);
        inbox.receive(message("m2", KOBENHAVN, "S;k2;DK-710100-1;AABEN;0;2026-03-01"), SENDER);
        inbox.receive(message("m3", KOBENHAVN, "S;k1;DK-710100-1;TIL_INDDRIVELSE;0;2026-03-02"), SENDER);

        assertThat(database.value("select account_status from kravbro.claims")).isEqualTo("AT_ENFORCEMENT");
        assertThat(database.value("select string_agg(detail, ', ' order by id) from kravbro.events"))
                .isEqualTo("AT_ENFORCEMENT, OUTDATED OPEN");
        assertThat(pending()).isEqualTo(2);
        assertThat(parked()).isZero();
    }

    @Test
    void an_account_status_in_a_message_of_its_own_is_applied_once_and_answered_in_kind() {
        database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "S;k1;DK-710100-1;LUKKET;0;2026-03-02")
                .replace("RegistrerDaekningAfskrivning_I", "RegistrerKontostatus_I")
                .replace("d:Linje>", "d:Kontostatusmeddelelse>")
                .replace("d:LinjeId>", "d:MeddelelseId>")
                .replace("d:FordringReference>", "d:DebitorkontoReference>")
                .replaceAll("</?d:Kontostatusskift>", "");

        assertThat(inbox.receive(text, SENDER)).contains("RegistrerKontostatus_O", "MODTAGET");
        assertThat(inbox.receive(text, SENDER)).contains("RegistrerKontostatus_O", "MODTAGET");
        assertThat(inbox.receive(text.replace("LUKKET", "RETUR"), SENDER))
                .contains("RegistrerKontostatus_O", "BESKED_ID_GENBRUGT");
        assertThat(inbox.receive(text.replace("LUKKET", "VEK"), SENDER))
                .contains("RegistrerKontostatus_O", "BESKED_ULAESELIG");
        assertThat(database.value("select account_status from kravbro.claims")).isEqualTo("CLOSED");
        assertThat(database.value("select string_agg(detail, ', ' order by id) from kravbro.events"))
                .isEqualTo("CLOSED");
    }

    @Test
    void a_municipality_nobody_knows_is_refused_but_kept() {
        String text = message("m1", "99999999", "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");

        assertThat(inbox.receive(text, SENDER)).contains("AFVIST", "KOMMUNE_UKENDT");
        assertThat(inbox.receive(text, SENDER)).contains("AFVIST", "KOMMUNE_UKENDT");

        assertThat(database.value("select state || ' ' || reason from kravbro.settlement_messages"))
                .isEqualTo("PARKED UNKNOWN_MUNICIPALITY");
    }

    @Test
    void an_unreadable_message_is_refused_but_kept_once_under_its_hash() {
        assertThat(inbox.receive("no\0sense", SENDER)).contains("AFVIST", "BESKED_ULAESELIG");
        assertThat(inbox.receive("no\0sense", SENDER)).contains("AFVIST", "BESKED_ULAESELIG");

        assertThat(
                        database.number(
                                "select count(*) from kravbro.settlement_messages where state = 'PARKED'"
                                        + " and reason = 'UNREADABLE NOT_XML' and message_id like 'sha256:%' and municipality_cvr = ''"))
                .isEqualTo(1);
    }

    @Test
    void a_municipality_delivers_for_itself() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);

        String reply = inbox.receive(
                message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), sender(KOBENHAVN));

        assertThat(reply).contains("MODTAGET");
        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(audited).isEmpty();
    }

    @Test
    void a_municipality_cannot_write_on_anothers_claims_whatever_it_says() {
        long foreign = database.claim("0151", "DK-715100", 7, 10_000);

        String inItsName = inbox.receive(
                message("m1", BALLERUP, "C;k1;DK-715100-7;INDBETALING;2500;2026-03-01"), sender(KOBENHAVN));
        assertThat(inItsName).contains("AFVIST", "AFSENDER_IKKE_TILKNYTTET");
        assertThat(kept()).as("nothing is kept").isZero();
        assertThat(audited).containsExactly("64942212, settlement message refused, municipality 0151");

        inbox.receive(message("m2", KOBENHAVN, "C;k1;DK-715100-7;INDBETALING;2500;2026-03-01"), sender(KOBENHAVN));
        assertThat(database.outstanding(foreign)).isEqualTo(10_000);
        assertThat(pending()).isZero();
        assertThat(database.value("select reason || ' ' || municipality_code from kravbro.parked_notices"))
                .isEqualTo("UNKNOWN_CLAIM 0101");
    }

    @Test
    void a_registered_sender_delivers_for_who_registered_it_and_for_nobody_else() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        long foreign = database.claim("0151", "DK-715100", 7, 10_000);
        database.execute("insert into kravbro.municipality_senders values ('0101', ?)", SUPPLIER);

        assertThat(inbox.receive(
                        message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), sender(SUPPLIER)))
                .contains("MODTAGET");
        assertThat(inbox.receive(
                        message("m2", BALLERUP, "C;k1;DK-715100-7;INDBETALING;2500;2026-03-01"), sender(SUPPLIER)))
                .contains("AFSENDER_IKKE_TILKNYTTET");
        database.execute("delete from kravbro.municipality_senders");
        assertThat(inbox.receive(
                        message("m3", KOBENHAVN, "C;k3;DK-710100-1;INDBETALING;2500;2026-03-01"), sender(SUPPLIER)))
                .as("no longer registered")
                .contains("AFSENDER_IKKE_TILKNYTTET");

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(database.outstanding(foreign)).isEqualTo(10_000);
    }

    @Test
    void a_stranger_leaves_no_trace_but_in_the_log() {
        database.claim("0101", "DK-710100", 1, 10_000);

        for (String stranger : List.of("11111118", "", "CN=somebody")) {
            assertThat(inbox.receive(
                            message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), sender(stranger)))
                    .contains("AFVIST", "AFSENDER_IKKE_TILKNYTTET");
            assertThat(inbox.receive("nonsense", sender(stranger))).contains("AFVIST", "AFSENDER_IKKE_TILKNYTTET");
        }
        assertThat(inbox.receive(
                        message("m1", "11111118", "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), sender("11111118")))
                .as("for itself, which is no municipality")
                .contains("AFSENDER_IKKE_TILKNYTTET");

        assertThat(kept()).isZero();
        assertThat(audited).isEmpty();
    }

    @Test
    void what_a_known_sender_says_unreadably_is_kept_for_a_person() {
        assertThat(inbox.receive("nonsense", sender(KOBENHAVN))).contains("AFVIST", "BESKED_ULAESELIG");

        assertThat(kept()).isEqualTo(1);
    }

    private long kept() {
        return database.number("select count(*) from kravbro.settlement_messages");
    }

    @Test
    void only_a_debtor_system_may_deliver() {
        Actor fbs = new Actor("fbs", Set.of(Role.FBS), Set.of(), "intake");

        assertThatThrownBy(() -> inbox.receive("x", fbs)).isInstanceOf(Actor.NotAllowed.class);
        assertThat(database.number("select count(*) from kravbro.settlement_messages"))
                .isZero();
    }

    @Test
    void a_message_that_cannot_be_kept_gets_no_receipt() {
        work.fails = "keep";

        assertThatThrownBy(() ->
                        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER))
                .isInstanceOf(StorageFailure.class)
                .hasMessage("keep: SQL state 40P01");
        assertThat(database.number("select count(*) from kravbro.settlement_messages"))
                .isZero();
    }

    @Test
    void a_message_that_fails_is_received_all_the_same_and_the_sweeper_applies_it_later() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        work.fails = "apply";
        String reply = inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);
        assertThat(reply).contains("MODTAGET");
        assertThat(database.outstanding(claim)).isEqualTo(10_000);

        work.fails = "";
        sweeper().sweep();
        assertThat(database.outstanding(claim)).as("too early").isEqualTo(10_000);
        now = NOON.plusSeconds(11);
        sweeper().sweep();

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
    }

    @Test
    void a_poison_message_is_parked_after_its_last_attempt_and_stops_no_other() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        work.fails = "apply";
        inbox.receive(message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01"), SENDER);
        for (int look = 0; look < 5; look++) {
            now = now.plus(Duration.ofHours(10));
            sweeper().sweep();
        }
        work.fails = "";

        inbox.receive(message("m2", KOBENHAVN, "C;k2;DK-710100-1;INDBETALING;1000;2026-03-01"), SENDER);

        assertThat(database.value("select state || ' ' || reason from kravbro.settlement_messages order by id limit 1"))
                .isEqualTo("PARKED TOO_MANY_ATTEMPTS");
        assertThat(database.outstanding(claim)).isEqualTo(9_000);
    }

    @Test
    void the_same_message_from_eight_sides_at_once_counts_once() throws Exception {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");
        Callable<String> delivery = () -> inbox.receive(text, SENDER);
        ExecutorService sides = Executors.newFixedThreadPool(8);
        try {
            for (var reply : sides.invokeAll(
                    List.of(delivery, delivery, delivery, delivery, delivery, delivery, delivery, delivery))) {
                assertThat(reply.get()).contains("MODTAGET", "2026-03-02T");
            }
        } finally {
            sides.shutdownNow();
        }

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(database.number("select count(*) from kravbro.settlement_messages"))
                .isEqualTo(1);
        assertThat(pending()).isEqualTo(1);
    }

    private SettlementInbox inbox() {
        SettlementInbox made = new SettlementInbox();
        made.work = work;
        backChannel.clock = clock;
        backChannel.settings = Settings.of(Map.of());
        backChannel.learn();
        made.backChannel = backChannel;
        made.settings = Settings.of(Map.of("kravbro.callback.platform-cvrs", PLATFORM));
        return made;
    }

    @Test
    void a_message_stands_sealed_in_the_table_and_is_applied_from_there() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");

        inbox.receive(text, SENDER);

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(database.value("select raw from kravbro.settlement_messages"))
                .isNull();
        assertThat(
                        database.number(
                                "select count(*) from kravbro.settlement_messages where length(sealed) > 40"
                                        + " and position('DK-710100-1'::bytea in sealed) = 0 and position('Besked'::bytea in sealed) = 0"))
                .isEqualTo(1);
        String place = String.valueOf(
                database.value(
                        "select 'settlement_messages.sealed:' || municipality_cvr || '/' || message_id from kravbro.settlement_messages"));
        assertThat(seal.open(place, (byte[]) database.value("select sealed from kravbro.settlement_messages")))
                .isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void messages_that_came_in_clear_are_applied_and_sealed() {
        long claim = database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");
        for (String state : List.of("RECEIVED", "APPLIED", "PARKED")) {
            database.execute(
                    "insert into kravbro.settlement_messages (municipality_cvr, message_id, sender, raw, raw_hash,"
                            + " received_at, state, attempts) values (?, ?, 's', ?, 'h', ?::timestamptz, ?, 1)",
                    KOBENHAVN,
                    state.equals("RECEIVED") ? "m1" : state,
                    text,
                    NOON.minusSeconds(60).toString(),
                    state);
        }

        sweeper().sweep();

        assertThat(database.outstanding(claim)).isEqualTo(7_500);
        assertThat(database.number("select count(*) from kravbro.settlement_messages where raw is null"))
                .isEqualTo(3);
        assertThat(seal.open("settlement_messages.sealed:" + KOBENHAVN + "/PARKED", (byte[])
                        database.value("select sealed from kravbro.settlement_messages where state = 'PARKED'")))
                .isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void the_text_of_an_applied_message_is_forgotten_after_its_days_and_a_parked_one_stays() {
        database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");
        String first = inbox.receive(text, SENDER);
        inbox.receive("no message at all", SENDER);

        now = NOON.plus(Duration.ofDays(90));
        sweeper().forget();
        assertThat(withText()).as("not older than its days").isEqualTo(2);
        now = now.plusSeconds(1);
        sweeper().forget();

        assertThat(withText()).isEqualTo(1);
        assertThat(database.value("select state from kravbro.settlement_messages where sealed is not null"))
                .isEqualTo("PARKED");
        assertThat(inbox.receive(text, SENDER)).as("a copy is still known").isEqualTo(first);
        assertThat(pending()).isEqualTo(1);
    }

    @Test
    void an_auditor_reads_a_message_with_a_reason_and_nobody_else_does() {
        database.claim("0101", "DK-710100", 1, 10_000);
        String text = message("m1", KOBENHAVN, "C;k1;DK-710100-1;INDBETALING;2500;2026-03-01");
        inbox.receive(text, SENDER);
        inbox.receive("no message at all", SENDER);
        long id = database.number("select id from kravbro.settlement_messages where state = 'APPLIED'");
        long unreadable = database.number("select id from kravbro.settlement_messages where state = 'PARKED'");
        MessageReadings readings = new MessageReadings();
        readings.database = database.source();
        readings.seal = seal;
        readings.audit = work.audit;
        Actor auditor = new Actor("revisor", Set.of(Role.AUDITOR), Set.of("0101"), "operations");
        Actor foreign = new Actor("anden", Set.of(Role.AUDITOR), Set.of("0751"), "operations");
        Actor operator = new Actor("drift", Set.of(Role.OPERATOR), Set.of(), "operations");
        Actor both = new Actor("begge", Set.of(Role.AUDITOR, Role.OPERATOR), Set.of(), "operations");
        audited.clear();

        assertThat(readings.read(auditor, id, "why"))
                .isInstanceOfSatisfying(
                        MessageReadings.Reading.Shown.class,
                        shown -> assertThat(shown.text()).isEqualTo(text));
        assertThat(readings.read(operator, id, "why")).isInstanceOf(MessageReadings.Reading.Refused.class);
        assertThat(readings.read(foreign, id, "why")).isInstanceOf(MessageReadings.Reading.NotFound.class);
        assertThat(readings.read(auditor, unreadable, "why")).isInstanceOf(MessageReadings.Reading.NotFound.class);
        assertThat(readings.read(both, unreadable, "why"))
                .isInstanceOfSatisfying(
                        MessageReadings.Reading.Shown.class,
                        shown -> assertThat(shown.text()).isEqualTo("no message at all"));

        String subject = ", settlement message ";
        assertThat(audited)
                .containsExactly(
                        "revisor, raw messages shown" + subject + id,
                        "drift, raw messages refused" + subject + id,
                        "anden, raw messages refused" + subject + id,
                        "revisor, raw messages refused" + subject + unreadable,
                        "begge, raw messages shown" + subject + unreadable);
    }

    private long withText() {
        return database.number("select count(*) from kravbro.settlement_messages where sealed is not null");
    }

    private SettlementSweeper sweeper() {
        SettlementSweeper sweeper = new SettlementSweeper();
        sweeper.work = work;
        sweeper.settings = Settings.of(Map.of("kravbro.settlement.max-attempts", "3"));
        return sweeper;
    }

    private long pending() {
        return database.number("select count(*) from kravbro.answers_pending");
    }

    private long parked() {
        return database.number("select count(*) from kravbro.parked_notices where resolved_at is null");
    }
}
