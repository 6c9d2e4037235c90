package dk.kravbro.readiness;

import static dk.kravbro.municipality.ReadinessSeverity.ERROR;
import static dk.kravbro.municipality.ReadinessSeverity.NOTICE;

import dk.kravbro.claim.Debtor;
import dk.kravbro.municipality.ReadinessSeverity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What makes a claim one that the collection side accepts (PSRM-klar): a list of named checks. A constant's name is the
 * rule's id in the database, the API and docs/readiness-rules.md: never changed and never given another meaning.
 *
 * <p>The sources name the authorities' guidance (PSRM), its five basic rules, and the law; [V] was read, [S] retold, [I]
 * inferred, [K] is general knowledge.
 */
public enum ReadinessRule {
    MAIN_CLAIM_ONLY(
            ERROR,
            Switch.FREE,
            ReadinessChecks::isInterestOrCollectionFee,
            "Kravet ser ud til at være renter eller et rykkergebyr. De hører til i debitorsystemet og er ikke et krav fra"
                    + " biblioteket.",
            "The claim seems to be interest or a reminder fee. Those are the debtor system's, not a claim of the library.",
            "PSRM basic rules 1 to 3 [V]"),
    ONE_FEE_ONE_CLAIM(
            ERROR,
            Switch.FREE,
            ReadinessChecks::isSum,
            "Kravet ser ud til at være en saldo eller en sum af flere gebyrer. Hvert gebyr skal være sit eget krav.",
            "The claim seems to be a balance or a sum of several fees. Each fee must be a claim of its own.",
            "PSRM basic rule 4 [V]"),
    TYPE_ALLOWED(
            ERROR,
            Switch.FREE,
            subject -> !subject.rule().terms().allowed(),
            "Kommunen overdrager ikke krav af denne type.",
            "The municipality hands over no claims of this type.",
            "PSRM, claim type in the creditor's agreement [S]"),
    AMOUNT_LIMIT(
            ERROR,
            Switch.FREE,
            subject -> subject.terms().amount().compareTo(subject.rule().terms().highest()) > 0,
            "Beløbet er over grænsen for denne type krav. Er der en fejl i prisen?",
            "The amount is above the limit of this type of claim. Is a price wrong?",
            "PSRM filter rules, highest principal by type [V]"),
    LAST_PAYMENT_DATE(
            ERROR,
            Switch.FREE,
            subject -> subject.terms().dueOn().isBefore(subject.terms().incurredOn()),
            "Sidste rettidige betalingsdato ligger før den dag, kravet opstod.",
            "The last timely payment date lies before the day on which the claim arose.",
            "PSRM, master data: SRB [S]"),
    LIMITATION_DATE(
            ERROR,
            Switch.FREE,
            subject -> subject.limitationOn().isBefore(subject.today()),
            "Kravet er forældet: forældelsesdatoen er passeret.",
            "The claim is time-barred: its limitation date is past.",
            "PSRM, master data: limitation date [S]; three years in general [K]"),
    PERIOD(
            ERROR,
            Switch.FREE,
            ReadinessChecks::isFeeBeforeItsPeriod,
            "Perioden begynder efter den dag, kravet opstod: gebyret er oprettet, før lånet var overskredet.",
            "The period begins after the day on which the claim arose: the fee was made before the loan was overdue.",
            "PSRM, master data: period [S]"),
    RETURNED_IN_TIME(
            ERROR,
            Switch.FREE,
            ReadinessChecks::isReturnedInTime,
            "Materialet blev afleveret til tiden, så der er intet at betale gebyr for.",
            "The material came back in time, so there is nothing to pay a fee for.",
            "biblioteksloven § 21 [I]"),
    DESCRIPTION_LENGTH(
            ERROR,
            Switch.FIXED,
            ReadinessChecks::isDescriptionTooLong,
            "Beskrivelsen er tom eller over 100 tegn.",
            "The description is empty or above 100 characters.",
            "PSRM, master data: description [S]"),
    DESCRIPTION_PRIVATE(
            ERROR,
            Switch.FIXED,
            ReadinessChecks::isDescriptionPersonal,
            "Beskrivelsen ser ud til at indeholde et personnummer, en e-mailadresse, et telefonnummer eller et navn.",
            "The description seems to hold an identity number, an e-mail address, a telephone number or a name.",
            "PSRM, master data: description without other people's data [S]"),
    TYPE_KNOWN(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isOfUnknownType,
            "FBS kalder kravet noget, vi ikke kender. Det sendes som type \"andet\".",
            "FBS calls the claim something that we do not know. It is sent as type \"other\".",
            "FBS API: unknown types are treated as other [V]"),
    AMOUNT_SMALL(
            NOTICE,
            Switch.FREE,
            subject -> subject.terms().amount().compareTo(subject.rule().terms().lowest()) < 0,
            "Beløbet er under den nedre grænse for denne type krav.",
            "The amount is below the lower limit of this type of claim.",
            "PSRM error 215 [S]: there is a lower limit, its value is unknown"),
    LAST_PAYMENT_ASSUMED(
            NOTICE,
            Switch.FREE,
            subject -> !subject.said().namesDueDate(),
            "FBS nævner ingen betalingsfrist. Sidste rettidige betalingsdato er regnet ud fra kravtypen.",
            "FBS names no due date. The last timely payment date is worked out from the claim type.",
            "PSRM, master data: SRB [S]"),
    LIMITATION_NEAR(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isLimitationNear,
            "Kravet forældes inden for 180 dage.",
            "The claim is time-barred within 180 days.",
            "PSRM, master data: limitation date [S]"),
    INCURRED_LATER(
            NOTICE,
            Switch.FREE,
            subject -> subject.terms().incurredOn().isAfter(subject.today().plusDays(1)),
            "Kravet er oprettet med en dato, der ikke er kommet endnu.",
            "The claim was made with a date that has not come yet.",
            "PSRM error 548 [S]"),
    COMPENSATION_ACKNOWLEDGED(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isUnacknowledgedCompensation,
            "Erstatningen er hverken anerkendt skriftligt eller omfattet af kvittering ved aflevering. Den kan ikke inddrives"
                    + " ved lønindeholdelse eller udlæg.",
            "The compensation is neither acknowledged in writing nor covered by receipts at return. It cannot be enforced by"
                    + " deduction from wages or distraint.",
            "gældsinddrivelsesloven, annex 1, no. 1 i [V]"),
    SEVERAL_MATERIALS(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isCompensationOfSeveral,
            "Erstatningen omfatter flere materialer. Hver erstatning bør være sit eget krav.",
            "The compensation is for several materials. Each compensation should be a claim of its own.",
            "PSRM basic rule 4 [V]"),
    SUBSTITUTE_CPR(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isOfSubstitute,
            "Skyldneren er kun kendt under et erstatnings-CPR. Kravet overdrages, men kan ikke inddrives, før det rigtige"
                    + " nummer er kendt.",
            "The debtor is known by a substitute CPR alone. The claim is handed over, but cannot be enforced before the real"
                    + " number is known.",
            "PSRM, identification of the debtor [S]; all claims are handed over [V]"),
    CPR_MODULUS_11(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isWithoutModulus11,
            "Personnummeret har ikke det gamle kontrolciffer. Det er gyldigt, men se efter, om det er tastet rigtigt.",
            "The CPR number lacks the old check digit. It is valid, but see whether it was typed rightly.",
            "cpr.dk: numbers without modulus 11 are fully valid [V]"),
    IDENTITY_AT_AUTHORITY(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isWithoutAuthoritysIdentity,
            "Institutionen er kun kendt ved P-nummer eller GLN. Til inddrivelse skal der bruges et CVR-nummer.",
            "The institution is known by P number or GLN alone. Enforcement needs a CVR number.",
            "PSRM, identification of the debtor [S]"),
    SOLE_TRADER(
            NOTICE,
            Switch.FREE,
            subject -> subject.parties().debtor() instanceof Debtor.SoleTrader,
            "Skyldneren er en enkeltmandsvirksomhed. Er den ophørt, skal kravet rettes mod ejerens personnummer.",
            "The debtor is a sole trader. If the business has ceased, the claim must be against the owner's CPR number.",
            "PSRM, liability: active CVR, ceased owner's CPR [S]"),
    GUARDIAN_KNOWN(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isMinorAlone,
            "Skyldneren var under 18 år, og der er ingen værge registreret. Kravet overdrages med barnet som skyldner.",
            "The debtor was under 18, and no guardian is registered. The claim is handed over with the child as debtor.",
            "all claims of children are handed over, guardian or not [V]"),
    GUARDIAN_OF_ADULT(
            NOTICE,
            Switch.FREE,
            ReadinessChecks::isAdultWithGuardian,
            "Skyldneren var fyldt 18 år, men der er registreret en værge.",
            "The debtor was 18 or older, but a guardian is registered.",
            "minors are under 18 [V]; who else has a guardian is not known here [I]"),
    CHANGED_AFTER_TRANSFER(
            NOTICE,
            Switch.FIXED,
            ReadinessChecks::isOtherThanRegistered,
            "FBS har ændret type, datoer eller periode, efter at kravet var sendt. Debitorsystemet har stadig de første.",
            "FBS changed type, dates or period after the claim had been sent. The debtor system still has the first ones.",
            "FBS keeps claims up to date by write-downs, cancellations and changed CPR or CVR numbers [V]; nothing carries other"
                    + " changes [I]");

    /** Whether a municipality may make something else of a rule. */
    private enum Switch {
        FREE,
        /** The message would break the contract, or the law; or the claim has left, and nothing could keep it here. */
        FIXED
    }

    private final ReadinessSeverity severity;
    private final Switch mayBe;
    // A check has no state: a lambda, or a method of ReadinessChecks.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<ReadinessSubject> isBroken;

    private final String danish;
    private final String english;
    private final String source;

    ReadinessRule(
            ReadinessSeverity severity,
            Switch mayBe,
            Predicate<ReadinessSubject> isBroken,
            String danish,
            String english,
            String source) {
        this.severity = severity;
        this.mayBe = mayBe;
        this.isBroken = isBroken;
        this.danish = danish;
        this.english = english;
        this.source = source;
    }

    /** Every rule that a claim breaks, in their order. */
    public static List<ReadinessRule> brokenBy(ReadinessSubject subject) {
        return Arrays.stream(values())
                .filter(rule -> rule.isBroken.test(subject))
                .toList();
    }

    /** The rule with that id. */
    public static Optional<ReadinessRule> find(String id) {
        return Arrays.stream(values()).filter(rule -> rule.name().equals(id)).findFirst();
    }

    /** What the product makes of it. */
    public ReadinessSeverity severity() {
        return severity;
    }

    /** Whether a municipality may make something else of it. */
    public boolean isSwitchable() {
        return mayBe == Switch.FREE;
    }

    /** What is wrong, in Danish. */
    public String danish() {
        return danish;
    }

    /** What is wrong, in English. */
    public String english() {
        return english;
    }

    /** Where the rule comes from. */
    public String source() {
        return source;
    }
}
