package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.audit.Reach;
import dk.kravbro.audit.Role;
import dk.kravbro.client.Client;
import dk.kravbro.client.Proof;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientFieldsTest {

    private static final String HEX = "ab".repeat(32);
    private static final String GOOD =
            "{'name': 'one', 'enabled': true, 'roles': ['fbs', 'operator'], 'everywhere': false,"
                    + " 'agencies': ['DK-710100'], 'municipalities': ['0751'], 'requestsPerMinute': 60,"
                    + " 'linesPerMinute': 1000, 'proofs': [{'kind': 'USER', 'value': 'fbs'},"
                    + " {'kind': 'CERTIFICATE', 'value': '" + HEX + "'},"
                    + " {'kind': 'ORGANISATION', 'value': '12345674 UI:DK-O:G:1'},"
                    + " {'kind': 'TOKEN_CLIENT', 'value': 'fbs prod'}, {'kind': 'TOKEN_SUBJECT', 'value': 'abc'}]}";

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    @Test
    void a_good_document_is_the_client_and_is_shown_as_it_was_sent() {
        ClientFields fields = new ClientFields("one", json(GOOD));

        assertThat(fields.problems()).isEmpty();
        assertThat(fields.client())
                .isEqualTo(new Client(
                        "one",
                        true,
                        Set.of(Role.FBS, Role.OPERATOR),
                        new Reach(false, Set.of("DK-710100"), Set.of("0751")),
                        60,
                        1_000,
                        List.of(
                                new Proof(Proof.Kind.USER, "fbs"),
                                new Proof(Proof.Kind.CERTIFICATE, HEX),
                                new Proof(Proof.Kind.ORGANISATION, "12345674 UI:DK-O:G:1"),
                                new Proof(Proof.Kind.TOKEN_CLIENT, "fbs prod"),
                                new Proof(Proof.Kind.TOKEN_SUBJECT, "abc"))));
        assertThat(ClientDocument.of(fields.client()).build()).isEqualTo(json(GOOD));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'enabled': true | 'enabled': 'yes' | wrong-type /enabled",
                "'enabled': true, | `` | missing-field /enabled",
                "'enabled': true | 'enabled': null | missing-field /enabled",
                "'everywhere': false | 'everywhere': true | does-not-belong /everywhere",
                "'fbs', 'operator' | 'fbs', 'auditor' | unknown-value /roles/1",
                "['fbs', 'operator'] | [] | out-of-range /roles",
                "['fbs', 'operator'] | 'fbs' | wrong-type /roles",
                "'DK-710100' | 'DK-71010' | unknown-value /agencies/0",
                "'DK-710100' | 710100 | wrong-type /agencies/0",
                "'0751' | '751' | unknown-value /municipalities/0",
                "'requestsPerMinute': 60 | 'requestsPerMinute': 0 | out-of-range /requestsPerMinute",
                "'requestsPerMinute': 60 | 'requestsPerMinute': 1000001 | out-of-range /requestsPerMinute",
                "'requestsPerMinute': 60 | 'requestsPerMinute': 1.5 | out-of-range /requestsPerMinute",
                "'requestsPerMinute': 60 | 'requestsPerMinute': '60' | wrong-type /requestsPerMinute",
                "'linesPerMinute': 1000 | 'linesPerMinute': 100000001 | out-of-range /linesPerMinute",
                "'kind': 'USER' | 'kind': 'PASSWORD' | unknown-value /proofs/0",
                "'value': 'fbs'} | 'value': 'f b s'} | unknown-value /proofs/0",
                "'value': 'fbs'} | 'value': 'fbs', 'more': 1} | unknown-value /proofs/0",
                "'12345674 UI:DK-O:G:1' | '1234567 UI:DK-O:G:1' | unknown-value /proofs/2",
                "'abc' | '' | unknown-value /proofs/4",
                "{'kind': 'TOKEN_SUBJECT', 'value': 'abc'} | {'kind': 'USER', 'value': 'fbs'} | does-not-belong /proofs/4",
                "'enabled': true | 'enabled': true, 'enabeld': false | misspelled-field",
                "'name': 'one' | 'name': 'two' | url-mismatch /name"
            })
    void what_is_wrong_is_said(String good, String wrong, String problems) {
        ClientFields fields = new ClientFields("one", json(GOOD.replace(good, wrong)));

        assertThat(fields.problems().stream()
                        .map(problem -> (problem.type().slug() + " " + problem.pointer()).strip())
                        .collect(Collectors.joining(", ")))
                .isEqualTo(problems);
    }

    @ParameterizedTest
    @CsvSource({"One", "''", "a b", "-a", "a_b"})
    void a_name_is_lower_case_letters_digits_and_hyphens(String name) {
        assertThat(new ClientFields(name, json(GOOD.replace("'name': 'one', ", ""))).problems())
                .extracting(problem -> problem.type().slug())
                .containsExactly("parameter-invalid");
    }

    @Test
    void there_is_an_end_to_lists() {
        String proofs = "{'kind': 'USER', 'value': 'x'}".repeat(11).replace("}{", "},{");
        JsonObject sent = json(GOOD.substring(0, GOOD.indexOf("'proofs'")) + "'proofs': [" + proofs + "]}");

        assertThat(new ClientFields("one", sent).problems())
                .extracting(problem -> problem.type().slug() + " " + problem.pointer())
                .containsExactly("out-of-range /proofs");
    }
}
