package dk.kravbro.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimPeriod;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.CvrNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.Parties;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReadinessRuleTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final String AFTERWARDS = "CHANGED_AFTER_TRANSFER";

    /** A claim as a test changes it; as it stands it breaks nothing. */
    private static final class Draft {
        private ClaimType type = ClaimType.LATE_FEE;
        private String fbsType = "fee";
        private String reason = "Gebyr (for sent)";
        private long ore = 7000;
        private LocalDate incurredOn = LocalDate.of(2026, 10, 19);
        private LocalDate dueOn = LocalDate.of(2026, 11, 18);
        private LocalDate periodFrom = LocalDate.of(2026, 10, 17);
        private String description = "Gebyr for overskredet lånetid, afleveringsfrist 16.10.2026";
        private boolean namesDueDate = true;
        private LocalDate returnedOn = LocalDate.of(2026, 10, 19);
        private int materials = 1;
        private boolean allowed = true;
        private int limitationYears = 3;
        private Debtor debtor = person("0707614285");
        private List<Debtor.Person> guardians = List.of();
        private Optional<ClaimTerms> registered = Optional.empty();

        private ReadinessSubject subject() {
            ClaimTypeRule.Terms rule = new ClaimTypeRule.Terms(
                    type,
                    "KODE",
                    LocalDate.of(1900, 1, 1),
                    allowed,
                    new Amount(1000),
                    new Amount(100_000),
                    30,
                    limitationYears,
                    ClaimTypeRule.PeriodFrom.AFTER_LOAN_DUE,
                    "test");
            ClaimTerms terms = new ClaimTerms(
                    type,
                    new Amount(ore),
                    false,
                    "created",
                    incurredOn,
                    dueOn,
                    ClaimPeriod.fromAtLeast(periodFrom, LocalDate.of(2026, 10, 19)),
                    description);
            ReadinessSubject.Said said = new ReadinessSubject.Said(
                    fbsType,
                    reason,
                    namesDueDate,
                    Optional.of(LocalDate.of(2026, 10, 16)),
                    Optional.of(returnedOn),
                    materials);
            return new ReadinessSubject(
                    terms,
                    registered,
                    new Parties(debtor, guardians),
                    new ClaimTypeRule(1, true, rule, "test"),
                    said,
                    TODAY);
        }
    }

    private static Debtor.Person person(String cpr) {
        return new Debtor.Person(new CprNumber(cpr), "Mette Testrup");
    }

    private static Arguments row(String why, String broken, Consumer<Draft> change) {
        return arguments(why, broken, change);
    }

    /** For each rule a claim that breaks it, and one just on this side of its limit. */
    static Stream<Arguments> claims() {
        return Stream.of(
                row("as it stands", "", d -> {}),
                row("interest", "MAIN_CLAIM_ONLY", d -> d.reason = "Renter"),
                row("interest at a compound's end", "MAIN_CLAIM_ONLY", d -> d.reason = "Morarente 2026"),
                row("reminder fee", "MAIN_CLAIM_ONLY", d -> d.reason = "RYKKERGEBYR"),
                row("reminder fee as a type", "MAIN_CLAIM_ONLY TYPE_KNOWN", d -> {
                    d.fbsType = "rykkergebyr";
                    d.type = ClaimType.OTHER;
                }),
                row("collection fee", "MAIN_CLAIM_ONLY", d -> d.reason = "Opkrævningsgebyr"),
                row("a rival's work", "", d -> d.reason = "Konkurrenter, bind 2"),
                row("a subscriber", "", d -> d.reason = "Abonnenten"),
                row("a parent", "", d -> d.reason = "Parenting"),
                row("a reporter", "", d -> d.reason = "Referenter"),
                row("in all", "", d -> d.reason = "Gebyr, 3 materialer i alt"),
                row("a balance", "ONE_FEE_ONE_CLAIM", d -> d.reason = "Saldoopgørelse"),
                row("a sum", "ONE_FEE_ONE_CLAIM", d -> d.reason = "Samlet gæld"),
                row("several", "ONE_FEE_ONE_CLAIM", d -> d.reason = "Flere gebyrer"),
                row("collected works", "", d -> d.reason = "Samlede værker"),
                row("not allowed", "TYPE_ALLOWED", d -> d.allowed = false),
                row("above the limit", "AMOUNT_LIMIT", d -> d.ore = 100_001),
                row("at the limit", "", d -> d.ore = 100_000),
                row("below the lower limit", "AMOUNT_SMALL", d -> d.ore = 999),
                row("at the lower limit", "", d -> d.ore = 1000),
                row("due before it arose", "LAST_PAYMENT_DATE", d -> d.dueOn = LocalDate.of(2026, 10, 18)),
                row("due as it arose", "", d -> d.dueOn = LocalDate.of(2026, 10, 19)),
                row("time-barred yesterday", "LIMITATION_DATE", d -> old(d, TODAY.minusDays(1))),
                row("time-barred after today", "LIMITATION_NEAR", d -> old(d, TODAY)),
                row("179 days left", "LIMITATION_NEAR", d -> old(d, TODAY.plusDays(179))),
                row("180 days left", "", d -> old(d, TODAY.plusDays(180))),
                row("period after it arose", "PERIOD", d -> d.periodFrom = LocalDate.of(2026, 10, 20)),
                row("damaged before it was due", "", d -> {
                    d.type = ClaimType.COMPENSATION_ACKNOWLEDGED;
                    d.periodFrom = LocalDate.of(2026, 10, 20);
                }),
                row("returned on the last day", "RETURNED_IN_TIME", d -> d.returnedOn = LocalDate.of(2026, 10, 16)),
                row("returned a day late", "", d -> d.returnedOn = LocalDate.of(2026, 10, 17)),
                row("damaged and returned in time", "", d -> {
                    d.type = ClaimType.COMPENSATION_ACKNOWLEDGED;
                    d.returnedOn = LocalDate.of(2026, 10, 16);
                }),
                row("101 characters", "DESCRIPTION_LENGTH", d -> d.description = "x".repeat(101)),
                row("100 characters", "", d -> d.description = "x".repeat(100)),
                row("nothing said", "DESCRIPTION_LENGTH", d -> d.description = " "),
                row("a number in it", "DESCRIPTION_PRIVATE", d -> d.description = "Lån 01 01 80 12 34"),
                row("an address in it", "DESCRIPTION_PRIVATE", d -> d.description = "Lån a@b.dk"),
                row("the debtor's name in it", "DESCRIPTION_PRIVATE", d -> d.description = "Lån til METTE"),
                row("the guardian's name in it", "DESCRIPTION_PRIVATE GUARDIAN_OF_ADULT", d -> {
                    d.description = "Lån ved Jens";
                    d.guardians = List.of(new Debtor.Person(new CprNumber("1009620683"), "Jens Testrup"));
                }),
                row("unknown type", "TYPE_KNOWN", d -> {
                    d.type = ClaimType.OTHER;
                    d.fbsType = "kopier";
                }),
                row("no due date named", "LAST_PAYMENT_ASSUMED", d -> d.namesDueDate = false),
                row("the day after tomorrow", "INCURRED_LATER", d -> later(d, 2)),
                row("tomorrow", "", d -> later(d, 1)),
                row("unacknowledged", "COMPENSATION_ACKNOWLEDGED", d -> d.type = ClaimType.COMPENSATION_UNACKNOWLEDGED),
                row("acknowledged", "", d -> d.type = ClaimType.COMPENSATION_ACKNOWLEDGED),
                row("two lost", "SEVERAL_MATERIALS", d -> {
                    d.type = ClaimType.COMPENSATION_ACKNOWLEDGED;
                    d.materials = 2;
                }),
                row("two late", "", d -> d.materials = 2),
                row("substitute", "SUBSTITUTE_CPR", d -> d.debtor = person("6707614285")),
                row("letters", "SUBSTITUTE_CPR", d -> d.debtor = person("070761AB12")),
                row("modulus 11", "CPR_MODULUS_11", d -> d.debtor = person("0707614286")),
                row("GLN", "IDENTITY_AT_AUTHORITY", d -> d.debtor = school(Debtor.IdentityKind.GLN, "5798000000001")),
                row(
                        "P number",
                        "IDENTITY_AT_AUTHORITY",
                        d -> d.debtor = school(Debtor.IdentityKind.P_NUMBER, "1003388394")),
                row(
                        "sole trader",
                        "SOLE_TRADER",
                        d -> d.debtor = new Debtor.SoleTrader(new CvrNumber("64942212"), "Mette Testrup")),
                row("CVR", "", d -> d.debtor = school(Debtor.IdentityKind.CVR, "64942212")),
                row("17 years, alone", "GUARDIAN_KNOWN", d -> d.debtor = person("2010084000")),
                row("18 years to the day, alone", "CPR_MODULUS_11", d -> d.debtor = person("1910084000")),
                row("17 years, with a guardian", "", d -> {
                    d.debtor = person("2010084000");
                    d.guardians = List.of(new Debtor.Person(new CprNumber("1009620683"), "Jens Testrup"));
                }),
                row("a substitute tells no age", "SUBSTITUTE_CPR", d -> d.debtor = person("8010084000")),
                row("sent as it is", "", d -> told(d, d.type, d.incurredOn, d.dueOn, d.periodFrom)),
                row(
                        "sent as another type",
                        AFTERWARDS,
                        d -> told(d, ClaimType.OTHER, d.incurredOn, d.dueOn, d.periodFrom)),
                row(
                        "sent with another day",
                        AFTERWARDS,
                        d -> told(d, d.type, d.incurredOn.minusDays(1), d.dueOn, d.periodFrom)),
                row(
                        "sent with another last day of payment",
                        AFTERWARDS,
                        d -> told(d, d.type, d.incurredOn, d.dueOn.plusDays(1), d.periodFrom)),
                row(
                        "sent with another period",
                        AFTERWARDS,
                        d -> told(d, d.type, d.incurredOn, d.dueOn, d.periodFrom.plusDays(1))));
    }

    /** Another amount and another text are no matter of this rule. */
    private static void told(Draft draft, ClaimType type, LocalDate incurredOn, LocalDate dueOn, LocalDate periodFrom) {
        draft.registered = Optional.of(new ClaimTerms(
                type,
                new Amount(1),
                false,
                "created",
                incurredOn,
                dueOn,
                ClaimPeriod.fromAtLeast(periodFrom, LocalDate.of(2026, 10, 19)),
                "another text"));
    }

    private static Debtor school(Debtor.IdentityKind kind, String number) {
        return new Debtor.Institution(kind, number, "Skolen");
    }

    private static void old(Draft draft, LocalDate limitationOn) {
        draft.dueOn = limitationOn.minusYears(3);
        draft.incurredOn = draft.dueOn.minusDays(30);
        draft.periodFrom = draft.incurredOn;
    }

    private static void later(Draft draft, int days) {
        draft.incurredOn = TODAY.plusDays(days);
        draft.dueOn = draft.incurredOn;
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("claims")
    void a_claim_breaks_what_it_breaks_and_nothing_else(String why, String broken, Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        ReadinessSubject subject = draft.subject();

        assertThat(ReadinessRule.brokenBy(subject).stream().map(Enum::name).collect(Collectors.joining(" ")))
                .isEqualTo(broken);
    }

    @Test
    void every_rule_has_a_row_above() {
        Set<ReadinessRule> seen = claims().flatMap(row -> Arrays.stream(((String) row.get()[1]).split(" ", -1)))
                .flatMap(id -> ReadinessRule.find(id).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ReadinessRule.class)));

        assertThat(seen).containsExactlyInAnyOrder(ReadinessRule.values());
    }

    @Test
    void a_rule_says_what_is_wrong_in_two_languages_and_where_it_comes_from() {
        List<String> texts = new ArrayList<>();
        for (ReadinessRule rule : ReadinessRule.values()) {
            assertThat(rule.danish()).as(rule.name()).isNotBlank().matches(".*[.?]");
            assertThat(rule.english()).as(rule.name()).isNotBlank().matches(".*[.?]");
            assertThat(rule.source()).as(rule.name()).containsPattern("\\[[VSIK]\\]");
            texts.add(rule.danish());
            texts.add(rule.english());
        }
        assertThat(texts).doesNotHaveDuplicates();
    }
}
