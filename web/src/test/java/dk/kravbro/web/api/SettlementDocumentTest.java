package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.submission.WorklistSettlement;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementDocumentTest {

    private static SettlementDocument document(String json) {
        JsonObject object = Json.createReader(new StringReader(json)).readObject();
        return new SettlementDocument(object);
    }

    @Test
    void what_an_operator_sends_is_read() {
        SettlementDocument sent = document("{\"action\": \"accepted\", \"seen\": \"ON_WORKLIST-1\","
                + " \"reason\": \" rettet i Opus \", \"receipt\": \"KV-1\"}");

        assertThat(sent.problems()).isEmpty();
        assertThat(sent.settlement())
                .isEqualTo(new WorklistSettlement(
                        WorklistSettlement.Action.ACCEPTED, "ON_WORKLIST-1", "rettet i Opus", "KV-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|missing-field /action, missing-field /seen, missing-field /reason",
                "{'action':'again','seen':'s','reason':null}|missing-field /reason",
                "{'action':'again','seen':'s','reason':' '}|text-length /reason",
                "{'action':'again','seen':'s','reason':5}|wrong-type /reason",
                "{'action':'again','seen':'s','reason':'cpr 010190-5678'}|identity-in-text /reason",
                "{'action':'again','seen':'s','reason':'a\\u0007'}|unprintable-text /reason",
                "{'action':'perhaps','seen':'s','reason':'x'}|unknown-value /action",
                "{'action':'again','seen':'s','reason':'x','receipt':'KV'}|does-not-belong /receipt",
                "{'action':'again','seen':'s','reason':'x','recipt':'KV'}|misspelled-field "
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void what_is_wrong_is_named_with_its_place(String json, String problems) {
        assertThat(String.join(
                        ", ",
                        document(json.replace('\'', '"')).problems().stream()
                                .map(problem -> problem.type().slug() + " " + problem.pointer())
                                .toList()))
                .isEqualTo(problems);
    }
}
