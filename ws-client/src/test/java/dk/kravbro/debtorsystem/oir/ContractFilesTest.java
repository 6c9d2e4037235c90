package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract's files: recorded, in both versions of SOAP, with soapActions in US-ASCII. */
class ContractFilesTest {

    private static final String SOAP_11 = "http://schemas.xmlsoap.org/wsdl/soap/";
    private static final String SOAP_12 = "http://schemas.xmlsoap.org/wsdl/soap12/";

    private static Stream<Path> wsdls() {
        return ContractPackage.OURS.files().stream()
                .filter(each -> each.toString().endsWith(".wsdl"));
    }

    @Test
    void every_file_is_recorded_as_it_is() throws Exception {
        List<String> lines = new ArrayList<>();
        for (Path each : ContractPackage.OURS.files()) {
            lines.add(ContractFingerprints.of(Files.readAllBytes(each)) + "  " + each.getFileName());
        }

        assertThat(Files.readAllLines(ContractPackage.OURS.folder().resolve(ContractFingerprints.RECORD)))
                .as("A file of the contract changed. If that was agreed, " + ContractFingerprints.RECORD
                        + " must read:\n" + String.join("\n", lines) + "\n")
                .isEqualTo(lines);
        assertThat(ContractFingerprints.differing()).isEmpty();
    }

    @Test
    void a_file_that_was_changed_or_lost_is_named_and_line_ends_do_not_count() {
        Map<String, String> files = new HashMap<>();
        files.put("a.xsd", "<a/>\r\n");
        files.put(
                ContractFingerprints.RECORD,
                print("<a/>\n") + "  a.xsd\n" + print("<b/>") + "  b.xsd\n" + print("<c/>") + "  c.wsdl\n");
        files.put("b.xsd", "<b />");

        assertThat(ContractFingerprints.differing(opened(files))).containsExactly("b.xsd", "c.wsdl");
    }

    @Test
    void without_a_record_that_can_be_read_the_record_is_named() {
        assertThat(ContractFingerprints.differing(opened(Map.of()))).containsExactly(ContractFingerprints.RECORD);
        assertThat(ContractFingerprints.differing(opened(Map.of(ContractFingerprints.RECORD, ""))))
                .containsExactly(ContractFingerprints.RECORD);
        assertThat(ContractFingerprints.differing(opened(Map.of(ContractFingerprints.RECORD, "rubbish"))))
                .containsExactly(ContractFingerprints.RECORD);
    }

    @ParameterizedTest
    @MethodSource("wsdls")
    void an_operation_is_bound_in_both_versions_of_soap_under_one_ascii_action(Path wsdl) {
        Set<String> soap11 = ContractPackage.attributes(ContractPackage.read(wsdl), SOAP_11, "operation", "soapAction");
        Set<String> soap12 = ContractPackage.attributes(ContractPackage.read(wsdl), SOAP_12, "operation", "soapAction");

        assertThat(soap12)
                .isEqualTo(soap11)
                .hasSameSizeAs(ContractPackage.operations(wsdl))
                .allSatisfy(action -> assertThat(
                                StandardCharsets.US_ASCII.newEncoder().canEncode(action))
                        .isTrue());
        assertThat(soap11.stream().map(each -> each.substring(each.indexOf('#') + 1)))
                .containsExactlyInAnyOrderElementsOf(ContractPackage.operations(wsdl));
    }

    private static String print(String content) {
        return ContractFingerprints.of(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Function<String, InputStream> opened(Map<String, String> files) {
        return name -> files.containsKey(name)
                ? new ByteArrayInputStream(files.get(name).getBytes(StandardCharsets.UTF_8))
                : null;
    }
}
