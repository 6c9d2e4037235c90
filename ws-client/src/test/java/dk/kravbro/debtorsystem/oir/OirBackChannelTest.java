package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.SettlementNotice;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the back channel takes, and what it does not, whatever the text. */
@Timeout(30)
class OirBackChannelTest {

    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    private static final String HEAD = "<k:HovedOplysninger><k:TransaktionsId>c-1</k:TransaktionsId>"
            + "<k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid>"
            + "<k:RequestId>00000000-0000-4000-8000-000000000002</k:RequestId>"
            + "<k:AuthorityContext><k:MunicipalityCVR>64942212</k:MunicipalityCVR></k:AuthorityContext>"
            + "</k:HovedOplysninger>";
    private static final String COVERAGE = line(
            "1",
            "<d:Dækning><d:Dækningstype>MODREGNING</d:Dækningstype><d:Beløb>12.50</d:Beløb>"
                    + "<d:Valørdato>2026-11-19</d:Valørdato></d:Dækning>");

    private final OirBackChannel channel = new OirBackChannel(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({SOAP_11, SOAP_12})
    void a_message_in_an_envelope_is_read_in_order(String soap) throws Exception {
        String text = enveloped(
                soap,
                message(HEAD
                        + COVERAGE
                        + line(
                                "2",
                                "<d:Afskrivning><d:Årsag>FORAELDELSE</d:Årsag><d:Beløb>-0.05</d:Beløb>"
                                        + "<d:Virkningsdato>2026-11-18</d:Virkningsdato></d:Afskrivning>")
                        + line(
                                "3",
                                "<d:Kontostatusskift><d:Kontostatus>TIL_INDDRIVELSE</d:Kontostatus>"
                                        + "<d:Virkningsdato>2026-11-17</d:Virkningsdato></d:Kontostatusskift>")));

        SettlementMessage message = channel.read(text);

        assertThat(message.messageId()).isEqualTo("00000000-0000-4000-8000-000000000002");
        assertThat(message.conversationId()).isEqualTo("c-1");
        assertThat(message.municipalityCvr()).isEqualTo("64942212");
        assertThat(message.notices())
                .containsExactly(
                        new SettlementNotice.Coverage(
                                "1",
                                "DK-710100-1",
                                SettlementNotice.Coverage.Kind.SET_OFF,
                                1_250,
                                LocalDate.of(2026, 11, 19)),
                        new SettlementNotice.WriteOff(
                                "2", "DK-710100-1", "FORAELDELSE", -5, LocalDate.of(2026, 11, 18)),
                        new SettlementNotice.AccountStatus(
                                "3",
                                "DK-710100-1",
                                SettlementNotice.AccountStatus.Status.AT_ENFORCEMENT,
                                LocalDate.of(2026, 11, 17)));
    }

    @Test
    void the_bare_element_is_read_too_and_so_are_1000_lines() throws Exception {
        assertThat(channel.read(message(HEAD + COVERAGE)).notices()).hasSize(1);
        assertThat(channel.read(message(HEAD + lines(1_000))).notices()).hasSize(1_000);
    }

    @Test
    void receipt_and_refusal_answer_in_the_same_conversation() throws Exception {
        SettlementMessage message = channel.read(message(HEAD + COVERAGE));

        assertThat(channel.receipt(message, NOW))
                .contains(">c-1<", ">MODTAGET<", ">00000000-0000-4000-8000-000000000002<", "2026-11-20T08:00:00Z");
        assertThat(channel.refusal(SettlementMessage.Kind.SETTLEMENT, "c-1", "SCHEMA", "a & b"))
                .contains(">c-1<", ">AFVIST<", ">SCHEMA<", "a &amp; b");
        assertThat(channel.refusal(SettlementMessage.Kind.SETTLEMENT, "", "NOT_XML", ""))
                .contains(">ukendt<");
    }

    @Test
    void an_account_status_may_come_as_a_message_of_its_own_and_is_answered_in_kind() throws Exception {
        String status = "<d:Kontostatusmeddelelse><d:MeddelelseId>m-1</d:MeddelelseId>"
                + "<d:DebitorkontoReference>DK-710100-1</d:DebitorkontoReference><d:Kontostatus>LUKKET</d:Kontostatus>"
                + "<d:Virkningsdato>2026-11-17</d:Virkningsdato></d:Kontostatusmeddelelse>";
        String text = message(HEAD + status).replace("RegistrerDaekningAfskrivning_I", "RegistrerKontostatus_I");

        SettlementMessage message = channel.read(text);

        assertThat(message.notices())
                .containsExactly(new SettlementNotice.AccountStatus(
                        "m-1",
                        "DK-710100-1",
                        SettlementNotice.AccountStatus.Status.CLOSED,
                        LocalDate.of(2026, 11, 17)));
        assertThat(channel.receipt(message, NOW)).contains("RegistrerKontostatus_O", ">MODTAGET<");
        UnreadableMessage refused = refused(text.replace("LUKKET", "VÆK"));
        assertThat(channel.refusal(refused.kind(), refused.conversationId(), refused.code(), ""))
                .contains("RegistrerKontostatus_O", ">AFVIST<", ">c-1<");
        assertCode(
                text.replace("</d:RegistrerKontostatus_I>", status + "</d:RegistrerKontostatus_I>"), "DUPLICATE_LINE");
    }

    @Test
    void the_municipality_may_stand_in_the_platforms_own_context() throws Exception {
        String context = "<a:AuthorityContext xmlns:a=\"http://serviceplatformen.dk/xml/schemas/AuthorityContext/1/\">"
                + "<a:MunicipalityCVR>35209115</a:MunicipalityCVR></a:AuthorityContext>";
        String headWithout = HEAD.replaceAll("<k:AuthorityContext>.*</k:AuthorityContext>", "");

        assertThat(channel.read(message(context + headWithout + COVERAGE)).municipalityCvr())
                .isEqualTo("35209115");
    }

    @Test
    void a_refused_message_tells_its_conversation_if_that_was_reached() {
        assertThat(refused(message(HEAD + line("1", "<d:Vrøvl/>"))).conversationId())
                .isEqualTo("c-1");
        assertThat(refused("<a").conversationId()).isEmpty();
    }

    @Test
    void document_types_are_refused_before_anything_is_expanded_or_fetched() {
        assertCode("<!DOCTYPE a [<!ENTITY x \"" + "y".repeat(1_000) + "\">]><a>&x;</a>", "DTD");
        assertCode("<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/x.dtd\"><a/>", "DTD");
        assertCode("<!DOCTYPE a [<!ENTITY % p SYSTEM \"file:///etc/passwd\"> %p;]><a/>", "DTD");
        assertCode("<!DOCTYPE a><a/>", "DTD");
        assertCode(
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><l>&c;</l>",
                "DTD");
    }

    @Test
    void what_is_beyond_the_limits_is_refused() {
        assertCode(" ".repeat(2_000_001), "TOO_LARGE");
        assertCode("<a>".repeat(100_000) + "</a>".repeat(100_000), "SCHEMA", "TOO_DEEP");
        assertCode(
                enveloped(SOAP_11, "x")
                        .replace(
                                "<s:Body>",
                                "<s:Header>" + "<h>".repeat(40) + "</h>".repeat(40) + "</s:Header><s:Body>"),
                "TOO_DEEP");
        assertCode(
                enveloped(SOAP_11, "x")
                        .replace("<s:Body>", "<s:Header>" + "<h/>".repeat(20_001) + "</s:Header><s:Body>"),
                "TOO_MANY_ELEMENTS");
        assertCode(enveloped(SOAP_11, message("x".repeat(20_000))), "TEXT_TOO_LONG", "SCHEMA");
        assertCode("<a " + attributes(21) + "/>", "TOO_MANY_ATTRIBUTES");
        assertCode(message(HEAD + lines(1_001)), "SCHEMA");
    }

    @Test
    void what_is_no_message_is_refused() {
        assertCode("", "NOT_XML");
        assertCode("hello", "NOT_XML");
        assertCode("<a><b></a>", "NOT_XML", "SCHEMA");
        assertCode("<a>&undefined;</a>", "NOT_XML", "SCHEMA");
        assertCode("<a>\u0000</a>", "NOT_XML", "SCHEMA");
        assertCode(enveloped(SOAP_11, ""), "EMPTY_BODY");
        assertCode(enveloped(SOAP_11, message(HEAD + COVERAGE) + message(HEAD + COVERAGE)), "NOT_ONE_MESSAGE");
        assertCode(enveloped("urn:not-soap", message(HEAD + COVERAGE)), "SCHEMA");
        assertCode(message(HEAD + COVERAGE).replace("urn:kravbro:oir:debitor:1", "urn:other"), "SCHEMA");
        assertCode(
                "<k:HovedOplysninger xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\">"
                        + "<k:TransaktionsId>c-1</k:TransaktionsId><k:TransaktionsTid>2026-11-20T08:00:00Z</k:TransaktionsTid>"
                        + "</k:HovedOplysninger>",
                "UNKNOWN_MESSAGE");
    }

    @Test
    void what_the_contract_forbids_is_refused() {
        assertCode(message(HEAD), "SCHEMA");
        assertCode(message(HEAD + COVERAGE.replace("12.50", "12.505")), "SCHEMA");
        assertCode(message(HEAD + COVERAGE.replace("12.50", "1e3")), "SCHEMA");
        assertCode(message(HEAD + COVERAGE.replace("2026-11-19", "2026-02-30")), "SCHEMA");
        assertCode(message(HEAD + COVERAGE.replace("MODREGNING", "GAVE")), "SCHEMA");
        assertCode(message(HEAD.replace("64942212", "6494221")), "SCHEMA");
        assertCode(message(HEAD.replaceAll("<k:RequestId>.*</k:RequestId>", "") + COVERAGE), "NO_REQUEST_ID");
        assertCode(
                message(HEAD.replaceAll("<k:AuthorityContext>.*</k:AuthorityContext>", "") + COVERAGE),
                "NO_MUNICIPALITY");
        assertCode(message(HEAD + COVERAGE.replace("12.50", "0.00")), "AMOUNT_ZERO");
        assertCode(message(HEAD + COVERAGE + COVERAGE), "DUPLICATE_LINE");
    }

    @Test
    void a_refusal_repeats_nothing_of_the_content() {
        UnreadableMessage refused = refused(message(HEAD + COVERAGE.replace("MODREGNING", "1808175189")));

        assertThat(refused.getMessage()).contains("cvc-").doesNotContain("1808175189");
        assertThat(refused.getCause()).isNull();
    }

    private UnreadableMessage refused(String text) {
        return catchThrowableOfType(UnreadableMessage.class, () -> channel.read(text));
    }

    private void assertCode(String text, String... codes) {
        UnreadableMessage refused = refused(text);
        assertThat(refused)
                .as("refused with one of %s", String.join(" ", codes))
                .isNotNull();
        assertThat(codes).contains(refused.code());
    }

    private static String enveloped(String soap, String body) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:Envelope xmlns:s=\"" + soap + "\"><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static String message(String content) {
        return "<d:RegistrerDaekningAfskrivning_I xmlns:d=\"urn:kravbro:oir:debitor:1\" revision=\"r1\""
                + " xmlns:k=\"http://kombit.dk/xml/schemas/kontekst/2017/01/01/\">" + content
                + "</d:RegistrerDaekningAfskrivning_I>";
    }

    private static String line(String id, String event) {
        return "<d:Linje><d:LinjeId>" + id + "</d:LinjeId><d:FordringReference>DK-710100-1</d:FordringReference>"
                + event + "</d:Linje>";
    }

    private static String lines(int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(COVERAGE.replace("<d:LinjeId>1<", "<d:LinjeId>n" + i + "<"));
        }
        return lines.toString();
    }

    private static String attributes(int count) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=\"1\"");
        }
        return attributes.toString();
    }
}
