package dk.kravbro.web;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.inject.Named;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plan of the house (docs/house.md), held against the doors to the street. */
class HouseRulesTest {

    private static final String BASE = "dk.kravbro.";

    /** Each door, and the rooms behind it. Every door may also lean on {@link #EVERYWHERE}. */
    private static final Map<String, Set<String>> PLAN = Map.ofEntries(
            entry(
                    "web.api",
                    Set.of(
                            "intake",
                            "claim",
                            "municipality",
                            "readiness",
                            "submission",
                            "answers",
                            "monitoring",
                            "alarms",
                            "archive",
                            "settlement",
                            "privacy",
                            "reconciliation",
                            "client",
                            "audit")),
            entry("web.callback", Set.of("settlement", "audit")),
            entry("web.status", Set.of("monitoring", "readiness", "alarms", "archive", "audit")));

    private static final Set<String> EVERYWHERE = Set.of("time", "settings");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().importPath(java.nio.file.Path.of("target", "classes"));

    @Test
    void every_door_is_on_the_plan() {
        Set<String> doors = HOUSE.stream()
                .map(type -> type.getPackageName().replace(BASE, ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(PLAN.keySet())
                .as("a new door comes with a decision record and a line in the plan")
                .containsAll(doors);
    }

    @Test
    void doors_lean_only_as_planned() {
        PLAN.forEach((door, rooms) -> classes()
                .that(resideInAnyPackage(BASE + door))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dk.kravbro..").or(resideInAnyPackage(withSelf(door, rooms))))
                .because("a door opens into its own rooms; three doors are three wars (docs/house.md)")
                .allowEmptyShould(true)
                .check(HOUSE));
    }

    @Test
    void doors_do_not_lean_on_each_other_in_a_circle() {
        slices().matching("dk.kravbro.(**)")
                .should()
                .beFreeOfCycles()
                .because("rooms in a circle are one room")
                .check(HOUSE);
    }

    @Test
    void each_technique_has_its_door() {
        classes()
                .that()
                .areAnnotatedWith(Path.class)
                .should()
                .resideInAPackage(BASE + "web.api")
                .because("that war knows its callers in its own way")
                .allowEmptyShould(true)
                .check(HOUSE);
        classes()
                .that()
                .areAnnotatedWith("jakarta.xml.ws.WebServiceProvider")
                .should()
                .resideInAPackage(BASE + "web.callback")
                .because("that war knows its callers in its own way")
                .allowEmptyShould(true)
                .check(HOUSE);
        classes()
                .that()
                .areAnnotatedWith(Named.class)
                .should()
                .resideInAPackage(BASE + "web.status")
                .because("only pages call things by name")
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    @Test
    void doors_keep_nothing_and_decide_nothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "jakarta.jms..", "jakarta.transaction..", "java.sql..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.sql.DataSource")
                .because("no rule and no row lives in a door; rooms own the transactions")
                .check(HOUSE);
    }

    @Test
    void the_contract_stays_in_the_adapter() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "debtorsystem.oir..")
                .because("a door passes on what came, as it came")
                .check(HOUSE);
    }

    @Test
    void nobody_asks_the_machine_for_the_time() {
        noClasses()
                .should()
                .callMethodWhere(ASKS_THE_MACHINE)
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("tests set the clock (System.nanoTime measures, it does not say what time it is)")
                .check(HOUSE);
    }

    @Test
    void names_say_what_a_thing_is() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Facade|Dto|DTO|Bean|Service)")
                .because("these endings say nothing about what a type is for")
                .check(HOUSE);
    }

    @Test
    void nobody_writes_to_the_console() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .because("what is worth saying has a number and a place in the log")
                .check(HOUSE);
    }

    @Test
    void exceptions_say_what_happened() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS
                .because("a caller acts by the type of what went wrong")
                .check(HOUSE);
    }

    @Test
    void nobody_catches_everything() throws IOException {
        assertThat(sourcesMatching("catch \\((final )?([\\w.| ]*\\| )?Throwable\\b"))
                .as("a virtual machine in trouble is not ours to calm down")
                .isEmpty();
    }

    @Test
    void the_log_is_spoken_to_through_its_interfaces() {
        noClasses()
                .that()
                .haveNameNotMatching(".*Log(_\\$logger\\w*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.jboss.logging..", "java.util.logging..", "org.slf4j..")
                .because("each message has a number that operations.md explains")
                .check(HOUSE);
    }

    @Test
    void tests_are_found_by_their_names() {
        JavaClasses tests = new ClassFileImporter().importPath(java.nio.file.Path.of("target", "test-classes"));
        methods()
                .that()
                .areAnnotatedWith(Test.class)
                .should()
                .beDeclaredInClassesThat(describe(
                        "end in Test or IT",
                        type -> type.isNestedClass() || type.getSimpleName().matches(".*(Test|IT)")))
                .because("the build runs only what it finds")
                .check(tests);
    }

    private static final DescribedPredicate<JavaMethodCall> ASKS_THE_MACHINE =
            describe("asks the machine for the time", call -> {
                String owner = call.getTargetOwner().getFullName();
                String name = call.getName();
                boolean withClock = call.getTarget().getRawParameterTypes().stream()
                        .anyMatch(type -> type.isEquivalentTo(java.time.Clock.class));
                return owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                        || owner.equals("java.time.Clock") && name.matches("(system|tick).*")
                        || owner.startsWith("java.time.") && name.equals("now") && !withClock;
            });

    private static String[] withSelf(String door, Set<String> rooms) {
        return Stream.of(Stream.of(door), rooms.stream(), EVERYWHERE.stream())
                .flatMap(names -> names)
                .map(name -> BASE + name)
                .toArray(String[]::new);
    }

    private static Set<String> sourcesMatching(String pattern) throws IOException {
        Pattern wanted = Pattern.compile(pattern);
        try (Stream<java.nio.file.Path> files = Files.walk(java.nio.file.Path.of("src", "main", "java"))) {
            Set<String> found = new TreeSet<>();
            for (java.nio.file.Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (wanted.matcher(Files.readString(file)).find()) {
                    found.add(file.toString());
                }
            }
            return found;
        }
    }
}
