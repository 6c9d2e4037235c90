package dk.kravbro;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dk.kravbro.audit.Actor;
import dk.kravbro.claim.Amount;
import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.ClaimPeriod;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.CvrNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.Parties;
import dk.kravbro.municipality.MunicipalityCode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A record prints all its parts unless it says otherwise, and what is printed ends in a log. So every record with a part that
 * may hold people is made with people in it, and printed.
 */
class NobodyIsPrintedTest {

    private static final String NUMBER = "0206793776";
    private static final String NAME = "Klara Klartekst";

    /** Parts that hold people, by the names that they have here. */
    private static final Set<String> PERSONAL = Set.of(
            "identity",
            "cpr",
            "maskedIdentity",
            "debtorName",
            "namePrefix",
            "name",
            "parties",
            "debtor",
            "guardians",
            "person",
            "description",
            "fee",
            "raw",
            "text",
            "row");

    /** Records with a part of such a name that is not a person's, and why. */
    private static final Map<String, String> NOT_OF_PEOPLE = Map.ofEntries(
            Map.entry("claim.Debtor$Institution", "an organisation's number, which must be valid, and name"),
            Map.entry("audit.Actor", "an employee's or a system's log-in: the log says who did something"),
            Map.entry("client.Client", "a system's name"),
            Map.entry("secrets.CertificateEnds$End", "a key store's name"),
            Map.entry("monitoring.NodeViews$NodeView", "a server's name"),
            Map.entry("monitoring.MunicipalityNames$Named", "a municipality's name"),
            Map.entry("monitoring.MoneyProof", "a municipality's name"),
            Map.entry("monitoring.Overview$Choices", "a municipality's name"),
            Map.entry("monitoring.Overview", "a municipality's name"),
            Map.entry("monitoring.DryRunView$Total", "a rule's or a kind's name"),
            Map.entry("submission.DryRun$Total", "a rule's or a kind's name"),
            Map.entry(
                    "submission.RecordedOutcome",
                    "the other side's words, whose numbers are struck out when they come"));

    @Test
    void records_that_hold_people_print_none() throws Exception {
        Set<String> looked = new TreeSet<>();
        for (JavaClass type : new ClassFileImporter().importPath(Path.of("target", "classes"))) {
            if (type.isAssignableTo(Record.class) && !type.isInterface()) {
                Class<?> record = Class.forName(type.getName());
                String name = type.getName().replace("dk.kravbro.", "");
                boolean personal = Arrays.stream(record.getRecordComponents())
                        .anyMatch(part -> PERSONAL.contains(part.getName()) && mayHold(part.getType()));
                if (personal && !NOT_OF_PEOPLE.containsKey(name)) {
                    looked.add(name);
                    assertThat(made(record).toString())
                            .as(name + " prints people; let it say its ids instead, or say here why it holds none")
                            .doesNotContain(NUMBER, NAME);
                }
            }
        }
        assertThat(looked)
                .as("the look finds what it is for")
                .contains("claim.Said", "claim.OpenDebtor", "submission.Netting$Told", "monitoring.ClaimDetail")
                .hasSizeGreaterThan(20);
    }

    private static boolean mayHold(Class<?> type) {
        return !type.isPrimitive() && !Number.class.isAssignableFrom(type) && type != Debtor.IdentityKind.class;
    }

    private static Object made(Class<?> record) throws Exception {
        RecordComponent[] parts = record.getRecordComponents();
        Object[] values = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            values[i] = value(parts[i]);
        }
        Constructor<?> constructor = record.getDeclaredConstructor(
                Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new));
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    /** A person where the part can hold one; else something that the type takes. */
    private static Object value(RecordComponent part) throws Exception {
        Class<?> type = part.getType();
        Debtor.Person person = new Debtor.Person(new CprNumber(NUMBER), NAME);
        if (type == String.class) {
            return PERSONAL.contains(part.getName()) ? NAME + " " + NUMBER : "0101";
        }
        if (type == Debtor.class) {
            return person;
        }
        if (type == CprNumber.class) {
            return person.cpr();
        }
        if (type == Actor.class) {
            return Actor.system("test");
        }
        if (type == Debtor.IdentityKind.class) {
            return Debtor.IdentityKind.GLN;
        }
        if (type == Claim.class) {
            ClaimPeriod period = new ClaimPeriod(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1));
            ClaimTerms terms = new ClaimTerms(
                    ClaimType.LATE_FEE, new Amount(1), false, "created", period.from(), period.from(), period, NAME);
            ClaimKey key = new ClaimKey("DK-710100", 7);
            return new Claim(key, new MunicipalityCode("0101"), 1, "hash", terms, person, Instant.EPOCH);
        }
        if (type == CvrNumber.class) {
            return new CvrNumber("35209115");
        }
        if (type == ClaimPeriod.class) {
            return new ClaimPeriod(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1));
        }
        if (type == Parties.class) {
            return new Parties(person, List.of(person));
        }
        if (type == List.class) {
            return part.getName().equals("guardians") ? List.of(person) : List.of();
        }
        return type.isRecord() && part.getName().equals("row") ? made(type) : ordinary(type);
    }

    private static Object ordinary(Class<?> type) throws Exception {
        if (type == boolean.class) {
            return false;
        }
        if (type == int.class) {
            return 1;
        }
        if (type == long.class || type == Long.class) {
            return 1L;
        }
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == UUID.class) {
            return new UUID(0, 1);
        }
        if (type == Instant.class) {
            return Instant.EPOCH;
        }
        if (type == LocalDate.class) {
            return LocalDate.EPOCH;
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return type.isRecord() ? madeIfItTakesAnything(type) : null;
    }

    /** A part that is no person's and takes only what is valid may be left out: the record that it is part of is looked at. */
    private static Object madeIfItTakesAnything(Class<?> record) throws Exception {
        try {
            return made(record);
        } catch (InvocationTargetException particular) {
            return null;
        }
    }
}
