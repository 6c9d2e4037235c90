package dk.kravbro.debtorsystem.oir;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What this module may lean on. */
@AnalyzeClasses(packages = "dk.kravbro", importOptions = ImportOption.DoNotIncludeTests.class)
class AdapterRulesTest {

    private static final String OIR = "dk.kravbro.debtorsystem.oir";
    private static final String CONTRACT = "dk.kravbro.debtorsystem.oir.contract..";

    @ArchTest
    static final ArchRule THE_PORT_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("dk.kravbro.debtorsystem")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "javax..", "org.apache..", OIR, CONTRACT)
            .because("the port is in our words, whatever contract lies behind it");

    @ArchTest
    static final ArchRule NO_CONTAINER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jakarta.ejb..",
                    "jakarta.enterprise..",
                    "jakarta.inject..",
                    "jakarta.persistence..",
                    "jakarta.transaction..",
                    "jakarta.jms..")
            .because("this module is tested without a server");

    @ArchTest
    static final ArchRule CONTRACT_TYPES_STAY_INSIDE = noClasses()
            .that()
            .resideOutsideOfPackages(OIR, CONTRACT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CONTRACT)
            .because("replacing the contract must touch the adapter alone");

    @ArchTest
    static final ArchRule MAPPINGS_ALONE_KNOW_BOTH_LANGUAGES = noClasses()
            .that()
            .resideInAPackage(OIR)
            .and()
            .haveSimpleNameNotEndingWith("Mapping")
            .should()
            .accessClassesThat()
            .haveNameMatching("dk\\.kravbro\\.debtorsystem\\."
                    + "(Claim|SubClaim|Party|Postal|StateChange|HandOver|DebtorAccount|Payables|SettlementNotice).*")
            .andShould()
            .accessClassesThat()
            .resideInAPackage("dk.kravbro.debtorsystem.oir.contract.k..")
            .because("a change of the contract changes the mapping classes and nothing else");

    @ArchTest
    static final ArchRule NAMES = classes()
            .that()
            .resideOutsideOfPackage(CONTRACT)
            .should()
            .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Facade|Dto|Bean|Service)$")
            .because("a name says what a thing is");
}
