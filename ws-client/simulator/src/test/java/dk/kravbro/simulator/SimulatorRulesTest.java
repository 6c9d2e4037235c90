package dk.kravbro.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dk.kravbro.simulator", importOptions = ImportOption.DoNotIncludeTests.class)
class SimulatorRulesTest {

    @ArchTest
    static final ArchRule CODE_OF_ITS_OWN = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dk.kravbro.debtorsystem..")
            .because("two readers of one contract find mistakes that one would make twice");
}
