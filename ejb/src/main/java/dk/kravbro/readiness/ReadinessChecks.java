package dk.kravbro.readiness;

import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimType;
import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.Debtor;
import dk.kravbro.claim.TextGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What readiness rules look for, where it takes more than a comparison. */
final class ReadinessChecks {

    /** Words for what a debtor system adds. */
    private static final Pattern INTEREST_OR_COLLECTION_FEE = Pattern.compile(
            "(?<!\\p{L})(?:(?:mora|straf|forsinkelses|opkrævnings|inddrivelses)?rente(?:n|r|rne)?"
                    + "|rykker\\p{L}*|inkasso\\p{L}*|opkrævningsgebyr\\p{L}*)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern SUM = Pattern.compile(
            "(?<!\\p{L})(?:saldo\\p{L}*|samlet (?:gæld|skyld|beløb|mellemværende)|flere gebyrer)(?!\\p{L})",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final int NEAR_DAYS = 180;

    private ReadinessChecks() {}

    static boolean isInterestOrCollectionFee(ReadinessSubject subject) {
        return says(INTEREST_OR_COLLECTION_FEE, subject);
    }

    static boolean isSum(ReadinessSubject subject) {
        return says(SUM, subject);
    }

    private static boolean says(Pattern what, ReadinessSubject subject) {
        return what.matcher(subject.said().type() + "\n" + subject.said().reasonMessage())
                .find();
    }

    /** A damaged loan may come back, and be paid for, before it was due. */
    static boolean isFeeBeforeItsPeriod(ReadinessSubject subject) {
        return subject.terms().type() == ClaimType.LATE_FEE
                && subject.terms().period().from().isAfter(subject.terms().incurredOn());
    }

    static boolean isReturnedInTime(ReadinessSubject subject) {
        return subject.terms().type() == ClaimType.LATE_FEE
                && subject.said()
                        .returnedOn()
                        .flatMap(returned -> subject.said().loanDueOn().filter(due -> !returned.isAfter(due)))
                        .isPresent();
    }

    static boolean isDescriptionTooLong(ReadinessSubject subject) {
        String description = subject.terms().description();
        return description.isBlank() || description.length() > ClaimTerms.LONGEST_DESCRIPTION;
    }

    /** Everybody's name counts, the debtor's too: who gets the letter is the municipality's choice, and may change. */
    static boolean isDescriptionPersonal(ReadinessSubject subject) {
        List<String> names = new ArrayList<>();
        Debtor debtor = subject.parties().debtor();
        if (debtor instanceof Debtor.Person || debtor instanceof Debtor.SoleTrader) {
            names.add(debtor.name());
        }
        subject.parties().guardians().forEach(guardian -> names.add(guardian.name()));
        String description = subject.terms().description();
        return !TextGuard.findings(description).isEmpty() || TextGuard.holdsName(description, names);
    }

    static boolean isOtherThanRegistered(ReadinessSubject subject) {
        return subject.registered()
                .filter(registered -> !subject.terms().isAsRegisteredBy(registered))
                .isPresent();
    }

    static boolean isOfUnknownType(ReadinessSubject subject) {
        return subject.terms().type() == ClaimType.OTHER;
    }

    static boolean isLimitationNear(ReadinessSubject subject) {
        return !subject.limitationOn().isBefore(subject.today())
                && subject.limitationOn().isBefore(subject.today().plusDays(NEAR_DAYS));
    }

    static boolean isUnacknowledgedCompensation(ReadinessSubject subject) {
        return subject.terms().type() == ClaimType.COMPENSATION_UNACKNOWLEDGED;
    }

    static boolean isCompensationOfSeveral(ReadinessSubject subject) {
        ClaimType type = subject.terms().type();
        return subject.said().materials() > 1
                && (type == ClaimType.COMPENSATION_ACKNOWLEDGED || type == ClaimType.COMPENSATION_UNACKNOWLEDGED);
    }

    static boolean isOfSubstitute(ReadinessSubject subject) {
        return cpr(subject).filter(CprNumber::isSubstitute).isPresent();
    }

    static boolean isWithoutModulus11(ReadinessSubject subject) {
        return cpr(subject)
                .filter(cpr -> !cpr.isSubstitute() && !cpr.passesModulus11())
                .isPresent();
    }

    static boolean isWithoutAuthoritysIdentity(ReadinessSubject subject) {
        Debtor.IdentityKind kind = subject.parties().debtor().kind();
        return kind == Debtor.IdentityKind.P_NUMBER || kind == Debtor.IdentityKind.GLN;
    }

    static boolean isMinorAlone(ReadinessSubject subject) {
        return subject.parties().guardians().isEmpty()
                && cpr(subject)
                        .filter(cpr -> cpr.isOfMinorOn(subject.terms().incurredOn()))
                        .isPresent();
    }

    static boolean isAdultWithGuardian(ReadinessSubject subject) {
        return !subject.parties().guardians().isEmpty()
                && cpr(subject)
                        .filter(cpr -> cpr.bornOn().isPresent()
                                && !cpr.isOfMinorOn(subject.terms().incurredOn()))
                        .isPresent();
    }

    private static Optional<CprNumber> cpr(ReadinessSubject subject) {
        return subject.parties().debtor() instanceof Debtor.Person person
                ? Optional.of(person.cpr())
                : Optional.empty();
    }
}
