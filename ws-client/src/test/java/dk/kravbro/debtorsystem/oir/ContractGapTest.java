package dk.kravbro.debtorsystem.oir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is missing between the contract that we use and a package of WSDL and XSD files, named by
 * {@code -Dcontract.package=DIR}; without it our own. By name, whatever the namespace. See docs/replacing-the-contract.md.
 */
class ContractGapTest {

    /** Both ways; empty if the two are alike. */
    record Gap(
            Set<String> operationsWeImagined,
            Set<String> operationsWeLack,
            Set<String> namesWeImagined,
            Set<String> namesWeLack) {

        static Gap between(ContractPackage ours, ContractPackage theirs) {
            return new Gap(
                    without(ours.allOperations(), theirs.allOperations()),
                    without(theirs.allOperations(), ours.allOperations()),
                    without(ours.allNames(), theirs.allNames()),
                    without(theirs.allNames(), ours.allNames()));
        }

        private static Set<String> without(Set<String> these, Set<String> those) {
            Set<String> left = new TreeSet<>(these);
            left.removeAll(those);
            return left;
        }

        boolean isEmpty() {
            return operationsWeImagined.isEmpty()
                    && operationsWeLack.isEmpty()
                    && namesWeImagined.isEmpty()
                    && namesWeLack.isEmpty();
        }

        @Override
        public String toString() {
            return "operations that we use and the package lacks: " + operationsWeImagined
                    + "\noperations that the package has and we do not know: " + operationsWeLack
                    + "\nelements and codes that we use and the package lacks: " + namesWeImagined
                    + "\nelements and codes that the package has and we do not know: " + namesWeLack;
        }
    }

    @Test
    void nothing_is_missing_between_our_contract_and_the_package() {
        ContractPackage theirs = new ContractPackage(
                Path.of(System.getProperty("contract.package", String.valueOf(ContractPackage.OURS.folder()))));
        assertThat(theirs.files())
                .as("WSDL and XSD files in " + theirs.folder())
                .isNotEmpty();

        Gap gap = Gap.between(ContractPackage.OURS, theirs);

        assertThat(gap.isEmpty()).as(gap.toString()).isTrue();
    }

    @Test
    void a_package_with_other_names_is_told_apart_both_ways(@TempDir Path folder) throws Exception {
        for (Path each : ContractPackage.OURS.files()) {
            String theirs = Files.readString(each)
                    .replace("urn:kravbro:oir:debitor:1", "urn:kombit:oir:1.0")
                    .replace("RetPart", "SkiftPart")
                    .replace("name=\"Hovedstol\"", "name=\"OprindeligHovedstol\"");
            Files.writeString(folder.resolve(each.getFileName()), theirs);
        }

        Gap gap = Gap.between(ContractPackage.OURS, new ContractPackage(folder));

        assertThat(gap)
                .isEqualTo(new Gap(
                        Set.of("RetPart"),
                        Set.of("SkiftPart"),
                        Set.of("RetPart_I", "RetPart_O", "Hovedstol"),
                        Set.of("SkiftPart_I", "SkiftPart_O", "OprindeligHovedstol")));
        assertThat(gap.isEmpty()).isFalse();
    }
}
