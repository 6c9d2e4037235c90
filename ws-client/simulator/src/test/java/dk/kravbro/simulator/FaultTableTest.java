package dk.kravbro.simulator;

import static dk.kravbro.simulator.Conversation.COPENHAGEN;
import static dk.kravbro.simulator.Conversation.ODENSE;
import static dk.kravbro.simulator.Conversation.call;
import static dk.kravbro.simulator.Conversation.claim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.oir.SoapVersion;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.security.Demand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a scripted trouble comes in: what the adapter makes of it, and what the debtor system then holds. */
@Timeout(120)
class FaultTableTest {

    private static final String LASTING = "'window':{'lasting':'PT1H'}";

    @TempDir
    static Path shared;

    private static RehearsalPki pki;

    @TempDir
    Path store;

    private Conversation talk;

    @AfterEach
    void stop() {
        talk.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'action':'WRONG_ROUTE'                                      | NotDelivered PLATFORM_NO_ROUTE            | 0",
                "'action':'WRONG_ROUTE','variant':'OTHER_REQUEST'            | InDoubt ANSWER_OF_ANOTHER_CALL            | 0",
                "'action':'WRONG_ROUTE','variant':'OTHER_CONVERSATION'       | InDoubt ANSWER_OF_ANOTHER_CALL            | 0",
                // The contract's list of states is closed: to the reader an unknown one is not there.
                "'action':'UNKNOWN_CODE'                                     | InDoubt ANSWER_INCOMPLETE                 | 1",
                "'action':'UNKNOWN_CODE','variant':'REMARK'                  | Accepted                                  | 1",
                "'action':'UNKNOWN_CODE','variant':'REFUSAL'                 | Refused SIM_UKENDT                        | 0",
                "'action':'UNKNOWN_ELEMENT'                                  | InDoubt ANSWER_UNREADABLE                 | 1",
                "'action':'UNKNOWN_ELEMENT','variant':'END'                  | InDoubt ANSWER_UNREADABLE                 | 1",
                "'action':'OUTAGE'," + LASTING
                        + "                           | NotDelivered PLATFORM_RECEIVER_UNREACHABLE | 0",
                "'action':'OUTAGE','variant':'CONNECTION_REFUSED'," + LASTING
                        + " | InDoubt CONNECTION_LOST              | 0",
                "'action':'ANSWER_AFTER','delayMs':20                        | Accepted                                  | 1",
                "'action':'ANSWER_AFTER','delayMs':60000                     | InDoubt ANSWER_TIMED_OUT                  | 1",
                "'action':'FAULT','code':'TOKEN_EXPIRED'                     | NotDelivered PLATFORM_ACCESS_DENIED       | 0"
            })
    void the_outcome_is_as_certain_as_what_happened(String rule, String outcome, int effects) throws IOException {
        talk = new Conversation(store, Duration.ofSeconds(1));
        play(rule);

        CallIdentity call = call(COPENHAGEN);
        DeliveryOutcome ended = talk.debtorSystem.register(call, claim("DK-710100-1", 2_000));

        assertThat(MatrixTest.words(ended)).isEqualTo(outcome);
        assertThat(health("effects")).isEqualTo(effects);
        // A doubt is settled by asking, and what was never taken may be sent again.
        talk.control("DELETE", "/control/faults", "");
        if (outcome.startsWith("InDoubt")) {
            InquiryAnswer asked = talk.debtorSystem.inquire(call(COPENHAGEN), List.of(call.requestId()));
            assertThat(((InquiryAnswer.Answered) asked).findings().get(call.requestId()))
                    .isInstanceOf(
                            effects == 1 ? InquiryAnswer.Finding.Found.class : InquiryAnswer.Finding.NotFound.class);
        }
        if (!outcome.startsWith("Refused")) {
            assertThat(talk.debtorSystem.register(Conversation.again(call), claim("DK-710100-1", 2_000)))
                    .isInstanceOf(Accepted.class);
            assertThat(health("effects")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'action':'TOKEN_EXPIRED'                                        | NotDelivered TOKEN_UNBELIEVABLE",
                "'action':'TOKEN_EXPIRED','variant':'ENDING'                     | NotDelivered TOKEN_UNBELIEVABLE",
                "'action':'TOKEN_EXPIRED','variant':'SHORT'                      | Accepted",
                "'action':'TOKEN_EXPIRED','municipality':'35209115'              | Accepted",
                "'action':'CERTIFICATE_EXPIRED'                                  | NotDelivered TLS_REFUSED",
                "'action':'CERTIFICATE_EXPIRED','variant':'OTHER_HOST'           | NotDelivered TLS_REFUSED",
                "'action':'OUTAGE','variant':'CONNECTION_REFUSED'," + LASTING + "| NotDelivered CONNECT_REFUSED"
            })
    void what_the_protected_address_plays_is_no_delivery(String rule, String outcome) throws IOException {
        talk = protectedBy(rule.contains("TOKEN") ? Demand.KOMBIT_TOKEN : Demand.AUTHORITY_CONTEXT);
        if (!rule.contains("TOKEN")) {
            // The connection is kept open, and must not outlive the rule.
            talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-0", 2_000));
        }
        play(rule);

        DeliveryOutcome ended = talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000));

        assertThat(MatrixTest.words(ended)).isEqualTo(outcome);
        talk.control("DELETE", "/control/faults", "");
        // Another municipality, since a token service's no is remembered for a while.
        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void an_outage_ends_by_the_simulators_clock() throws IOException {
        talk = protectedBy(Demand.AUTHORITY_CONTEXT);
        play("'action':'OUTAGE','variant':'CONNECTION_REFUSED','window':{'lasting':'PT17H'}");
        assertThat(MatrixTest.words(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000))))
                .isEqualTo("NotDelivered CONNECT_REFUSED");

        talk.control("PUT", "/control/clock", "{\"advance\":\"PT17H\"}");

        assertThat(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void an_outage_that_is_announced_begins_by_the_simulators_clock() throws IOException {
        talk = new Conversation(store);
        play(
                "'action':'OUTAGE','municipality':'64942212','window':{'from':'2026-11-21T07:00:00Z','until':'2026-11-22T00:00:00Z'}");
        assertThat(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-1", 2_000)))
                .isInstanceOf(Accepted.class);

        talk.control("PUT", "/control/clock", "{\"at\":\"2026-11-21T08:00:00Z\"}");

        assertThat(MatrixTest.words(talk.debtorSystem.inquire(call(COPENHAGEN), List.of(UUID.randomUUID()))))
                .isEqualTo("Unanswered PLATFORM_RECEIVER_UNREACHABLE");
        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void a_rate_is_of_a_municipality_and_of_a_second() throws IOException {
        talk = new Conversation(store);
        play("'action':'RATE_LIMIT','perSecond':2");

        for (int i = 1; i <= 3; i++) {
            assertThat(MatrixTest.words(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-" + i, 2_000))))
                    .isEqualTo(i <= 2 ? "Accepted" : "NotDelivered PLATFORM_THROTTLED");
        }
        assertThat(talk.debtorSystem.register(call(ODENSE), claim("DK-746100-1", 2_000)))
                .isInstanceOf(Accepted.class);
        talk.control("PUT", "/control/clock", "{\"advance\":\"PT1S\"}");
        assertThat(talk.debtorSystem.register(call(COPENHAGEN), claim("DK-710100-3", 2_000)))
                .isInstanceOf(Accepted.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'action':'OUTAGE'",
                "'action':'OUTAGE','window':{}",
                "'action':'OUTAGE','window':{'lasting':'PT1H','until':'2027-01-01T00:00:00Z'}",
                "'action':'OUTAGE','window':{'lasting':'P31D'}",
                "'action':'OUTAGE','window':{'until':'soon'}",
                "'action':'OUTAGE','window':{'from':'2027-01-02T00:00:00Z','until':'2027-01-01T00:00:00Z'}",
                "'action':'OUTAGE','variant':'SLOW','window':{'lasting':'PT1H'}",
                "'action':'CUT','variant':'HEAD'",
                "'action':'RATE_LIMIT'",
                "'action':'RATE_LIMIT','perSecond':0",
                "'action':'RATE_LIMIT','perSecond':10,'everyNth':2",
                "'action':'ANSWER_AFTER'",
                "'action':'ANSWER_AFTER','delayMs':900001",
                "'action':'CERTIFICATE_EXPIRED'",
                "'action':'CERTIFICATE_EXPIRED','municipality':'64942212'",
                "'action':'TOKEN_EXPIRED'",
                "'everyNth':2"
            })
    void a_rule_that_cannot_be_played_is_refused_with_the_reason(String rule) throws IOException {
        talk = new Conversation(store);

        JsonNode answer = talk.control("PUT", "/control/faults", "[{" + rule.replace('\'', '"') + "}]");

        assertThat(answer.path("error").asText()).isNotEmpty().doesNotContain("dk.kravbro");
        assertThat(talk.control("GET", "/control/faults", "")).isEmpty();
    }

    private Conversation protectedBy(Demand demand) throws IOException {
        synchronized (FaultTableTest.class) {
            if (pki == null) {
                pki = RehearsalPki.create(shared.resolve("pki"), PkiRequest.forThisMachine(Conversation.NOW));
            }
        }
        return new Conversation(store, SoapVersion.V1_1, pki, demand);
    }

    private void play(String rule) {
        JsonNode answer = talk.control("PUT", "/control/faults", "[{" + rule.replace('\'', '"') + "}]");
        assertThat(answer.isArray()).as(answer.toString()).isTrue();
    }

    private int health(String figure) {
        return talk.control("GET", "/control/health", "").get(figure).asInt();
    }
}
