package dk.kravbro.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dk.kravbro.intake.FeeReader;
import dk.kravbro.intake.ReadFee;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what the API document says of a fee against intake's own reader: at each limit, and just beyond. */
class FeeSchemaTest {

    private static final Path FILE = Path.of("..", "docs", "openapi.yaml");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode document;

    @BeforeAll
    static void read() throws IOException {
        document = new YAMLMapper().readTree(FILE.toFile());
    }

    /** The example with one thing changed: where, to what, and whether both take it. ~500 stands for so many letters. */
    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /version                          | 1                         | true
            /version                          | 0                         | false
            /version                          | 2147483647                | true
            /version                          | 2147483648                | false
            /version                          | 1.5                       | false
            /version                          | "1"                       | false
            /version                          |                           | false
            /type                             | "x"                       | true
            /type                             | ~60                       | true
            /type                             | ~61                       | false
            /type                             | " "                       | false
            /reasonMessage                    | ~500                      | true
            /reasonMessage                    | ~501                      | false
            /reasonMessage                    | ""                        | false
            /reasonMessage                    |                           | false
            /amount                           | 0.01                      | true
            /amount                           | 0                         | false
            /amount                           | 1000000                   | true
            /amount                           | 1000000.01                | false
            /amount                           | 20.005                    | false
            /amount                           | "20"                      | false
            /loan                             |                           | false
            /loan/loanDate                    |                           | false
            /loan/dueDate                     |                           | false
            /loan/returnDate                  |                           | true
            /compensation                     | {"cause": "damaged", "acknowledged": true} | false
            /materials                        |                           | true
            /materials/0/materialItemNumber   |                           | false
            /materials/0/materialItemNumber   | ~60                       | true
            /materials/0/materialItemNumber   | ~61                       | false
            /materials/0/recordId             | ~61                       | false
            /materials/0/materialGroup/name   | ~200                      | true
            /materials/0/materialGroup/name   | ~201                      | false
            /creationDate                     | "1900-01-01"              | true
            /creationDate                     | "1899-12-31"              | false
            /creationDate                     | "2026-10-32"              | false
            /creationDate                     | "2026-13-01"              | false
            /creationDate                     | "19.10.2026"              | false
            /dueDate                          |                           | true
            /debtor                           |                           | false
            /debtor/kind                      | "robot"                   | false
            /debtor/cpr                       |                           | false
            /debtor/cpr                       | "020679377"               | false
            /debtor/cpr                       | "02067937761"             | false
            /debtor/name                      | ~200                      | true
            /debtor/name                      | ~201                      | false
            /debtor/name                      |                           | false
            /debtor                           | {"kind": "company", "cvr": "85892908"} | true
            /debtor                           | {"kind": "company", "cvr": "8589290"} | false
            /debtor                           | {"kind": "sole-trader", "cvr": "85892908"} | false
            /debtor                           | {"kind": "sole-trader", "cvr": "85892908", "name": "Testrup"} | true
            /debtor                           | {"kind": "institution", "name": "Skolen", "pNumber": "1003388394"} | true
            /debtor                           | {"kind": "institution", "name": "Skolen", "pNumber": "2003388394"} | false
            /debtor                           | {"kind": "institution", "name": "Skolen"} | false
            /debtor                           | {"kind": "institution", "name": "Skolen", "cvr": "85892908", "pNumber": "1003388394"} | false
            /guardians                        | [{"cpr": "0101800000", "name": "Anna"}] | true
            /guardians                        | [{"cpr": "0101800000"}]   | false
            /guardians                        | [{"cpr": "0101800000", "name": "A"}, {"cpr": "0101810000", "name": "B"}, {"cpr": "0101820000", "name": "C"}] | false
            /somethingNew                     | "of FBS's"                | true
            """)
    void schema_and_reader_take_and_refuse_the_same(String pointer, String value, boolean taken) throws IOException {
        JsonNode fee = example("Fee");
        put((ObjectNode) fee, pointer, value);
        assertThat(validates("Fee", fee)).as("the schema takes it").isEqualTo(taken);
        assertThat(reads(fee)).as("intake takes it").isEqualTo(taken);
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /compensation | {"cause": "damaged", "acknowledged": true}      | true
            /compensation | {"cause": "not-returned", "acknowledged": true} | true
            /compensation |                                                 | false
            /compensation | {"cause": "lost", "acknowledged": true}         | false
            /compensation | {"cause": "damaged"}                            | false
            """)
    void a_compensation_has_one(String pointer, String value, boolean taken) throws IOException {
        ObjectNode fee = (ObjectNode) example("Fee");
        fee.put("type", "compensation");
        put(fee, pointer, value);
        assertThat(validates("Fee", fee)).isEqualTo(taken);
        assertThat(reads(fee)).isEqualTo(taken);
    }

    @Test
    void there_are_at_most_500_materials() throws IOException {
        for (int count : new int[] {500, 501}) {
            ObjectNode fee = (ObjectNode) example("Fee");
            var materials = fee.putArray("materials");
            for (int i = 0; i < count; i++) {
                materials.addObject().put("materialItemNumber", Integer.toString(i));
            }
            assertThat(validates("Fee", fee)).isEqualTo(count == 500);
            assertThat(reads(fee)).isEqualTo(count == 500);
        }
    }

    @ParameterizedTest(name = "{0} = {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /version | 0            | false
            /version | 2            | true
            /reason  | "waived"     | true
            /reason  | "wrong"      | true
            /reason  | "paid"       | false
            /reason  |              | false
            /date    | "1899-12-31" | false
            /date    |              | false
            """)
    void a_cancellation_too(String pointer, String value, boolean taken) throws IOException {
        ObjectNode cancellation = (ObjectNode) example("Cancellation");
        put(cancellation, pointer, value);
        assertThat(validates("Cancellation", cancellation)).isEqualTo(taken);
        byte[] body = JSON.writeValueAsBytes(cancellation);
        assertThat(reader().cancellation("DK-710100", "7", body))
                .satisfies(
                        read -> assertThat(read instanceof ReadFee.Understood).isEqualTo(taken));
    }

    @Test
    void the_examples_are_what_their_schemas_say() {
        for (var schema : document.at("/components/schemas").properties()) {
            for (JsonNode example : schema.getValue().path("examples")) {
                assertThat(schema(schema.getKey()).validate(example))
                        .as(schema.getKey())
                        .isEmpty();
            }
        }
    }

    private static JsonNode example(String schema) {
        return document.at("/components/schemas/" + schema + "/examples/0").deepCopy();
    }

    private static void put(ObjectNode whole, String pointer, String value) throws IOException {
        int last = pointer.lastIndexOf('/');
        ObjectNode place = (ObjectNode) whole.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (value == null) {
            place.remove(name);
        } else if (value.startsWith("~")) {
            place.put(name, "x".repeat(Integer.parseInt(value.substring(1))));
        } else {
            place.set(
                    name,
                    JSON.reader()
                            .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                            .readTree(value));
        }
    }

    private static boolean validates(String schema, JsonNode body) {
        return schema(schema).validate(body).isEmpty();
    }

    private static Schema schema(String name) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("$ref", "#/components/schemas/" + name);
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    private static boolean reads(JsonNode fee) throws IOException {
        byte[] body = JSON.writeValueAsString(fee).getBytes(StandardCharsets.UTF_8);
        return reader().put("DK-710100", "7", body) instanceof ReadFee.Understood;
    }

    private static FeeReader reader() {
        return new FeeReader(agency -> agency.value().equals("DK-710100"));
    }
}
