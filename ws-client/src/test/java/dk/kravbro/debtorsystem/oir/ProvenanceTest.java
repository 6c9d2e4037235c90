package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything in the contract has a row in docs/contract-provenance.md with a mark and a source, and every row its thing. */
class ProvenanceTest {

    private static final Path TABLE = Path.of("../docs/contract-provenance.md");
    private static final Pattern MARK = Pattern.compile("\\[[VSIK]](, \\[[VSIK]])*( / \\[[VSIK]])?");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    static Stream<Path> schemas() {
        return ContractPackage.OURS.files().stream()
                .filter(each -> each.toString().endsWith(".xsd"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_element_attribute_and_code_has_a_row(Path schema) throws Exception {
        assertThat(named(rows("### `" + schema.getFileName() + "`"))).isEqualTo(ContractPackage.names(schema));
    }

    @Test
    void every_operation_has_a_row() throws Exception {
        assertThat(named(rows("## Operations"))).isEqualTo(ContractPackage.OURS.allOperations());
    }

    @Test
    void every_row_has_a_mark_and_a_source() throws Exception {
        List<String> rows = Files.readAllLines(TABLE).stream()
                .filter(each -> each.startsWith("| `"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(50).allSatisfy(row -> {
            String[] cells = row.split("\\|", -1);
            assertThat(cells).hasSize(5);
            if (!cells[1].contains(".xsd`")) {
                assertThat(cells[2].strip()).matches(MARK);
                assertThat(cells[3]).isNotBlank();
            }
        });
    }

    private static List<String> rows(String heading) throws Exception {
        List<String> lines = Files.readAllLines(TABLE);
        int from = lines.indexOf(heading);
        assertThat(from).as("the heading " + heading).isNotNegative();
        return lines.stream()
                .skip(from + 1L)
                .takeWhile(each -> !each.startsWith("#"))
                .filter(each -> each.startsWith("| `"))
                .toList();
    }

    private static Set<String> named(List<String> rows) {
        Set<String> names = new TreeSet<>();
        for (String row : rows) {
            Matcher name = NAME.matcher(row.split("\\|", -1)[1]);
            while (name.find()) {
                assertThat(names.add(name.group(1)))
                        .as(name.group(1) + " has two rows")
                        .isTrue();
            }
        }
        return names;
    }
}
