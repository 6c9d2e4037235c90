package dk.kravbro.launcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dk.kravbro", importOptions = ImportOption.DoNotIncludeTests.class)
class LauncherHouseTest {

    @ArchTest
    static final ArchRule processes_know_nothing_of_the_demo = noClasses()
            .that()
            .resideInAPackage("dk.kravbro.launcher")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dk.kravbro.launcher.demo..")
            .because("the end-to-end tests start the same processes without it");

    @ArchTest
    static final ArchRule the_launcher_knows_no_business_code = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dk.kravbro.claim..", "dk.kravbro.debtorsystem..", "dk.kravbro.web..", "jakarta.ejb..")
            .allowEmptyShould(false)
            .because("it uses the product by its public addresses only (rule M1)");

    @ArchTest
    static void nothing_is_named_after_its_make(JavaClasses launcher) {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Facade|Dto|Bean|Service)")
                .because("a name says what a thing is for")
                .check(launcher);
    }
}
