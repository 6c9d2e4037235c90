package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * What ill-meaning and broken senders do at the back channel, over real TLS sockets to the real server. Each gets its one
 * answer, changes nothing, and leaves the server serving the next good message. The table is written to
 * {@code ear/target/hostile.md}.
 */
@Order(17)
class HostileIT {

    private static final String KOBENHAVN = "64942212";
    private static final String AARHUS = "55133018";
    private static final String SUPPLIER = "98765433";

    private static final long FEE = 4_711;
    private static final String OWN_CLAIM = Fees.agency("0101") + "-" + FEE;
    private static final String FOREIGN_CLAIM = Fees.agency("0751") + "-" + FEE;

    private static Installation installation;
    private static RehearsalPki pki;
    private static int port;
    private static long paid;
    private static long goodMessages;

    @BeforeAll
    static void start() throws IOException {
        installation = Installation.rough();
        pki = RehearsalPki.open(Installation.certificates().directory());
        port = installation.backChannelAddress().getPort();
        installation.put(Fees.agency("0101"), FEE, 1, 900).ok();
        installation.put(Fees.agency("0751"), FEE, 1, 900).ok();
    }

    @Test
    void every_hostile_input_gets_its_answer_and_leaves_the_server_serving() throws IOException {
        List<HostileInput> all = new HostileInputs(pki, port, OWN_CLAIM, FOREIGN_CLAIM).all();
        assertThat(all).hasSizeGreaterThanOrEqualTo(25);
        StringBuilder table = new StringBuilder("# Hostile inputs at the back channel\n\n"
                + "| what | answer | kept messages | next good message |\n|---|---|---|---|\n");
        SoftAssertions judged = new SoftAssertions();
        for (HostileInput each : all) {
            long before = messages();
            String answer = each.play();
            long kept = messages() - before;
            String next = good();
            table.append("| " + each.name() + " | " + answer + " | " + kept + " | " + next + " |\n");
            judged.assertThat(answer).as(each.name()).matches(each.expected());
            judged.assertThat(kept).as(each.name() + ": messages kept").isEqualTo(each.kept());
            judged.assertThat(next).as("after " + each.name()).isEqualTo("200 MODTAGET");
            paid += each.paid();
        }
        Files.writeString(
                Path.of(Installation.required("kravbro.e2e.directory")).resolveSibling("hostile.md"), table);
        judged.assertAll();

        assertThat(outstanding("0101")).as("every good krone, and none twice").isEqualTo(90_000 - 100 * paid);
        assertThat(outstanding("0751")).as("another municipality's claim").isEqualTo(90_000);
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from audit_entries where action = 'settlement message refused'"
                                + " and municipality_code = '0751'"))
                .isPositive();
        assertThat(Files.readString(installation.server().serverLog())).contains("KRAV0510", "KRAV1101");
    }

    @Test
    void a_municipality_delivers_under_its_own_certificate_of_either_kind_and_under_its_suppliers() throws IOException {
        SSLContext own = as(pki.sender("municipality-" + KOBENHAVN, KOBENHAVN));
        SSLContext former = as(pki.formerSender("former-" + KOBENHAVN, KOBENHAVN));
        SSLContext supplier = as(pki.sender("supplier", SUPPLIER));

        assertThat(deliver(own, "own-1", KOBENHAVN, OWN_CLAIM)).isEqualTo("200 MODTAGET");
        assertThat(deliver(former, "own-2", KOBENHAVN, OWN_CLAIM)).isEqualTo("200 MODTAGET");
        assertThat(deliver(supplier, "own-3", KOBENHAVN, OWN_CLAIM)).isEqualTo("200 AFVIST AFSENDER_IKKE_TILKNYTTET");

        Api.Answer chosen = installation
                .as(Installation.OPERATOR)
                .put("/api/v1/operations/municipalities/0101", "{\"senders\":[\"" + SUPPLIER + "\"]}")
                .ok();
        assertThat(chosen.body()).contains("\"senders\":[\"" + SUPPLIER + "\"]");
        assertThat(deliver(supplier, "own-4", KOBENHAVN, OWN_CLAIM)).isEqualTo("200 MODTAGET");
        assertThat(deliver(supplier, "own-5", AARHUS, FOREIGN_CLAIM)).isEqualTo("200 AFVIST AFSENDER_IKKE_TILKNYTTET");
        paid += 3;

        installation
                .as(Installation.OPERATOR)
                .put("/api/v1/operations/municipalities/0101", "{\"senders\":[]}")
                .ok();
        assertThat(deliver(supplier, "own-6", KOBENHAVN, OWN_CLAIM)).isEqualTo("200 AFVIST AFSENDER_IKKE_TILKNYTTET");
        assertThat(Sql.number(
                        installation.database(),
                        "select count(*) from audit_entries where action = 'municipality changed'"
                                + " and municipality_code = '0101' and detail like '%" + SUPPLIER + "%'"))
                .isEqualTo(2);
    }

    @Test
    void nothing_else_answers_on_the_back_channels_port_and_it_answers_on_no_other() throws IOException {
        SSLContext platform = as(pki.identity(RehearsalPki.PLATFORM));
        for (String path : List.of("/", "/api/v1/answers?after=0", "/kravbro/", "/openapi", "/health", "/prometheus")) {
            assertThat(TlsTalk.hear(
                            port, platform, talk -> talk.say("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")))
                    .as(path)
                    .isEqualTo("404");
        }
        assertThat(installation
                        .anonymous()
                        .post(SettlementText.PATH, SettlementText.payment("x", KOBENHAVN, OWN_CLAIM))
                        .status())
                .isEqualTo(404);
    }

    /** A message that nobody has sent before. */
    private static String good() throws IOException {
        goodMessages++;
        String answer = deliver(as(pki.identity(RehearsalPki.PLATFORM)), "good-" + goodMessages, KOBENHAVN, OWN_CLAIM);
        if (answer.equals("200 MODTAGET")) {
            paid++;
        }
        return answer;
    }

    private static String deliver(SSLContext sender, String id, String municipalityCvr, String claim) {
        return TlsTalk.hear(
                port,
                sender,
                talk -> talk.say(SettlementText.request(SettlementText.payment(id, municipalityCvr, claim))));
    }

    private static SSLContext as(Identity identity) throws IOException {
        return TlsContexts.mutual(identity.file(), pki.trustStore(), identity.password());
    }

    private static long messages() {
        return Sql.number(installation.database(), "select count(*) from settlement_messages");
    }

    private static long outstanding(String code) {
        return Sql.number(
                installation.database(),
                "select sum(case when e.kind in ('COVERAGE', 'WRITE_OFF', 'WRITE_DOWN') then -e.amount_ore"
                        + " else e.amount_ore end) from claim_entries e join claims c on c.id = e.claim_id"
                        + " where c.municipality_code = ? and c.fee_id = ?",
                code,
                FEE);
    }
}
