package dk.kravbro;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.PRIVATE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Schedule;
import jakarta.ejb.Timeout;
import jakarta.ejb.TransactionAttribute;
import jakarta.inject.Named;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
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

/** The plan of the house (docs/house.md), held against the classes of this module. */
class HouseRulesTest {

    private static final String BASE = "dk.kravbro.";

    /** Each room, and the rooms it may lean on. Every room may also lean on {@link #EVERYWHERE}. */
    private static final Map<String, Set<String>> PLAN = Map.ofEntries(
            entry("claim", Set.of("municipality", "secrets")),
            entry("municipality", Set.of("audit")),
            entry("intake", Set.of("claim", "municipality", "readiness", "submission", "audit", "secrets")),
            entry(
                    "submission",
                    Set.of(
                            "claim",
                            "municipality",
                            "audit",
                            "secrets",
                            "archive",
                            "debtorsystem",
                            "debtorsystem.oir",
                            "debtorsystem.oir.security")),
            entry(
                    "settlement",
                    Set.of(
                            "claim",
                            "municipality",
                            "audit",
                            "archive",
                            "secrets",
                            "debtorsystem",
                            "debtorsystem.oir",
                            "debtorsystem.oir.security")),
            entry("archive", Set.of("audit", "secrets", "debtorsystem")),
            entry("readiness", Set.of("claim", "municipality", "audit")),
            entry("reconciliation", Set.of("claim", "intake", "municipality", "audit", "secrets")),
            entry("answers", Set.of("audit")),
            entry("privacy", Set.of("claim", "municipality", "audit", "secrets")),
            entry("alarms", Set.of("audit", "secrets")),
            entry("audit", Set.of()),
            entry("client", Set.of("audit")),
            entry("monitoring", Set.of("claim", "readiness", "submission", "settlement", "municipality", "audit")),
            entry("monitoring.health", Set.of("monitoring", "schema", "submission", "audit")),
            entry("schema", Set.of()),
            entry("secrets", Set.of()),
            entry("settings", Set.of()),
            entry("time", Set.of()));

    private static final Set<String> EVERYWHERE = Set.of("time", "settings");

    /** The classes that know the ØiR adapter: one in each room that may. */
    private static final Map<String, String> ADAPTER_USERS =
            Map.of("submission", "DebtorSystems", "settlement", "BackChannel");

    private static final JavaClasses HOUSE =
            new ClassFileImporter().importPath(java.nio.file.Path.of("target", "classes"));

    @Test
    void every_room_is_on_the_plan() {
        Set<String> rooms = HOUSE.stream().map(HouseRulesTest::room).collect(Collectors.toCollection(TreeSet::new));
        assertThat(PLAN.keySet())
                .as("a new room comes with a decision record and a line in the plan")
                .containsAll(rooms);
    }

    @Test
    void rooms_lean_only_as_planned() {
        PLAN.forEach((room, others) -> classes()
                .that(resideInAnyPackage(BASE + room))
                .should()
                .onlyDependOnClassesThat(
                        resideOutsideOfPackage("dk.kravbro..").or(resideInAnyPackage(withSelf(room, others))))
                .because("a claim's way through the house has no way back (docs/house.md)")
                .allowEmptyShould(true)
                .check(HOUSE));
    }

    @Test
    void rooms_do_not_lean_on_each_other_in_a_circle() {
        slices().matching("dk.kravbro.(**)")
                .should()
                .beFreeOfCycles()
                .because("rooms in a circle are one room")
                .check(HOUSE);
    }

    @Test
    void one_class_of_a_room_knows_the_adapter() {
        ADAPTER_USERS.forEach((room, user) -> noClasses()
                .that(resideInAnyPackage(BASE + room))
                .and(describe("are not " + user, type -> !outermost(type).equals(user)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "debtorsystem.oir..")
                .because("another contract must touch one class here, and no more")
                .check(HOUSE));
    }

    @Test
    void the_contract_stays_in_the_adapter() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BASE + "debtorsystem.oir.contract..")
                .because("KOMBIT's package will replace the assumed contract, and only ws-client may notice")
                .check(HOUSE);
    }

    @Test
    void what_is_owed_knows_no_technique_of_its_carriers() {
        noClasses()
                .that(resideInAnyPackage(BASE + "claim..", BASE + "municipality.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.jms..", "jakarta.ws..", "jakarta.xml..", "jakarta.json..", "jakarta.faces..")
                .because("a claim is the same however it came and wherever it goes;"
                        + " a door may be an EJB, for it owns the transaction")
                .check(HOUSE);
    }

    @Test
    void claim_knows_no_server() {
        noClasses()
                .that(resideInAnyPackage(BASE + "claim.."))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ejb..")
                .because("its rules are tested in milliseconds, and its callers own the transaction")
                .check(HOUSE);
    }

    @Test
    void nobody_but_the_business_clock_asks_the_machine_for_the_time() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + "time.BusinessClock")
                .should()
                .callMethodWhere(ASKS_THE_MACHINE)
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("tests set the clock (System.nanoTime measures, it does not say what time it is)")
                .check(HOUSE);
    }

    @Test
    void only_repositories_hold_the_entity_manager() {
        classes()
                .that(describe(
                        "use the entity manager",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .anyMatch(use -> use.getTargetClass().isEquivalentTo(EntityManager.class))))
                .should()
                .haveSimpleNameEndingWith("s")
                .andShould()
                .beAnnotatedWith(Transactional.class)
                .because("a repository has the plural noun for a name, and refuses to work without its caller's"
                        + " transaction (MANDATORY)")
                .check(HOUSE);
    }

    @Test
    void repositories_demand_their_callers_transaction() {
        classes()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should(be(
                        "MANDATORY",
                        type -> type.getAnnotationOfType(Transactional.class).value()
                                == Transactional.TxType.MANDATORY))
                .because("doors own transactions; what stands beneath them only takes part")
                .check(HOUSE);
    }

    @Test
    void entities_keep_their_own_state() {
        fields().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .and(describe(
                        "are not static",
                        field -> !field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC)))
                .should()
                .haveModifier(PRIVATE)
                .because("an entity changes by what happens to it, not by assignment")
                .check(HOUSE);
        noMethods()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(Entity.class)
                .should()
                .haveNameMatching("set[A-Z].*")
                .because("an entity changes by what happens to it, not by assignment")
                .check(HOUSE);
        classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .notHaveModifier(FINAL)
                .because("Hibernate makes proxies of them")
                .check(HOUSE);
    }

    @Test
    void own_transactions_are_made_where_work_is_carried_between_systems() {
        noClasses()
                .that(resideInAnyPackage(
                        BASE + "claim..", BASE + "municipality..", BASE + "audit..", BASE + "monitoring.."))
                .should(be("their own transaction's master", type -> ownTransaction(type)))
                .because("a step that commits by itself (REQUIRES_NEW, NOT_SUPPORTED) belongs to intake's batches,"
                        + " submission, settlement, answers and alarms")
                .check(HOUSE);
    }

    @Test
    void messages_and_timers_arrive_only_where_work_moves_by_itself() {
        String[] rooms = {
            BASE + "intake",
            BASE + "submission",
            BASE + "settlement",
            BASE + "answers",
            BASE + "alarms",
            BASE + "archive",
            BASE + "privacy",
            BASE + "reconciliation"
        };
        classes()
                .that()
                .areAnnotatedWith(MessageDriven.class)
                .should()
                .resideInAnyPackage(rooms)
                .because("elsewhere somebody asks and gets an answer")
                .check(HOUSE);
        methods()
                .that()
                .areAnnotatedWith(Timeout.class)
                .or()
                .areAnnotatedWith(Schedule.class)
                .should()
                .beDeclaredInClassesThat()
                .resideInAnyPackage(rooms)
                .because("elsewhere somebody asks and gets an answer")
                .check(HOUSE);
    }

    @Test
    void doors_to_the_street_are_in_web() {
        noClasses()
                .should()
                .beAnnotatedWith(Path.class)
                .orShould()
                .beAnnotatedWith(Named.class)
                .orShould()
                .beAnnotatedWith("jakarta.xml.ws.WebServiceProvider")
                .orShould()
                .beAnnotatedWith("jakarta.jws.WebService")
                .because("who calls is established in web")
                .check(HOUSE);
    }

    @Test
    void monitoring_only_reads() {
        noClasses()
                .that(resideInAnyPackage(BASE + "monitoring.."))
                .should()
                .callMethodWhere(describe(
                        "another room's method that changes something",
                        call -> call.getTargetOwner().getPackageName().startsWith(BASE)
                                && !room(call.getTargetOwner()).startsWith("monitoring")
                                // That a person saw an identity number is an entry of the audit, not a change.
                                && !room(call.getTargetOwner()).equals("audit")
                                && CHANGES.matcher(call.getName()).matches()))
                .because("a page must not change what it shows")
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
    void nothing_that_ships_leans_on_test_tools() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..testsupport..", "..simulator..", "..launcher..")
                .because("the simulator is a process beside us, and test tools do not ship")
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

    private static final Pattern CHANGES = Pattern.compile(
            "(add|record|begin|finish|apply|start|settle|receive|take|put|change|remove|pause|keep|park|send)([A-Z].*)?");

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

    private static boolean ownTransaction(JavaClass type) {
        return Stream.concat(
                        type.tryGetAnnotationOfType(TransactionAttribute.class).stream(),
                        type.getMethods().stream()
                                .flatMap(method -> method.tryGetAnnotationOfType(TransactionAttribute.class).stream()))
                .anyMatch(attribute -> attribute.value().name().matches("REQUIRES_NEW|NOT_SUPPORTED"));
    }

    private static com.tngtech.archunit.lang.ArchCondition<JavaClass> be(
            String what, java.util.function.Predicate<JavaClass> test) {
        return com.tngtech.archunit.lang.ArchCondition.from(DescribedPredicate.<JavaClass>describe("be " + what, test));
    }

    private static String[] withSelf(String room, Set<String> others) {
        return Stream.of(Stream.of(room), others.stream(), EVERYWHERE.stream())
                .flatMap(names -> names)
                .map(name -> BASE + name)
                .toArray(String[]::new);
    }

    private static String room(JavaClass type) {
        return type.getPackageName().replace(BASE, "");
    }

    private static String outermost(JavaClass type) {
        return type.getFullName().replaceFirst(".*\\.", "").replaceFirst("\\$.*", "");
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
