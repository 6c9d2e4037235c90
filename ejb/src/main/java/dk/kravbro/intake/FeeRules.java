package dk.kravbro.intake;

import dk.kravbro.claim.CprNumber;
import dk.kravbro.claim.CvrNumber;
import dk.kravbro.claim.Gln;
import dk.kravbro.claim.PNumber;
import dk.kravbro.claim.TextGuard;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What each value in a fee must be: lists of named checks, in the order in which they are reported. */
final class FeeRules {

    /** Far above any library's claim (kroner); catches a misplaced point. */
    static final BigDecimal LARGEST_AMOUNT = new BigDecimal("1000000");

    /** U+FFFE and U+FFFF: JSON and PostgreSQL carry them, the XML to the debtor system cannot. */
    private static final int REVERSED_MARK = 0xFFFE;

    private static final int NO_CHARACTER = 0xFFFF;

    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

    static final List<Rule<BigDecimal>> AMOUNT = List.of(
            new Rule<>(
                    ProblemType.TOO_MANY_DECIMALS,
                    amount -> amount.scale() > 2,
                    "The amount has more than two decimals."),
            new Rule<>(ProblemType.AMOUNT_NOT_POSITIVE, amount -> amount.signum() <= 0, "The amount is not above 0."),
            new Rule<>(
                    ProblemType.AMOUNT_TOO_LARGE,
                    amount -> amount.compareTo(LARGEST_AMOUNT) > 0,
                    "The amount is above 1,000,000.00 kroner."));

    static final List<Rule<LocalDate>> DAY = List.of(
            new Rule<>(ProblemType.DATE_BEFORE_1900, day -> day.isBefore(EARLIEST), "The day lies before 1900-01-01."));

    /** For every text. */
    static final List<Rule<String>> TEXT = List.of(new Rule<>(
            ProblemType.UNPRINTABLE_TEXT,
            FeeRules::isUnprintable,
            "The text has a control character, a broken surrogate, or no character at all (U+FFFE, U+FFFF)."));

    /** For texts that people wrote. */
    static final List<Rule<String>> FREE_TEXT = List.of(
            new Rule<>(
                    ProblemType.IDENTITY_IN_TEXT,
                    text -> TextGuard.findings(text).contains(TextGuard.Finding.IDENTITY),
                    "Something that looks like a CPR number stands in the text."),
            new Rule<>(
                    ProblemType.CONTACT_IN_TEXT,
                    FeeRules::holdsContact,
                    "Something that looks like an e-mail address or a telephone number stands in the text."));

    static final List<Rule<String>> CPR = List.of(new Rule<>(
            ProblemType.BAD_CPR,
            text -> !CprNumber.isValid(text),
            "It does not have the form of a CPR number, or its date does not exist."));

    static final List<Rule<String>> CVR = List.of(new Rule<>(
            ProblemType.BAD_CVR,
            text -> !CvrNumber.isValid(text),
            "It is not eight digits, or its check digit does not agree."));

    static final List<Rule<String>> P_NUMBER = List.of(
            new Rule<>(ProblemType.BAD_P_NUMBER, text -> !PNumber.isValid(text), "It is not ten digits from 1."));

    static final List<Rule<String>> GLN = List.of(new Rule<>(
            ProblemType.BAD_GLN,
            text -> !Gln.isValid(text),
            "It is not thirteen digits, or its check digit does not agree."));

    /** For a number that is looked for: nothing else can be found, and an empty answer would say that nothing is owed. */
    static final List<Rule<String>> IDENTITY = List.of(new Rule<>(
            ProblemType.BAD_IDENTITY,
            text -> !CprNumber.isValid(text)
                    && !CvrNumber.isValid(text)
                    && !PNumber.isValid(text)
                    && !Gln.isValid(text),
            "It has the form of none of these numbers, or a check digit or date does not agree."));

    private FeeRules() {}

    private static boolean holdsContact(String text) {
        Set<TextGuard.Finding> found = TextGuard.findings(text);
        return found.contains(TextGuard.Finding.E_MAIL) || found.contains(TextGuard.Finding.TELEPHONE);
    }

    private static boolean isUnprintable(String text) {
        return text.codePoints()
                .anyMatch(c -> Character.isISOControl(c)
                        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        || c == NO_CHARACTER
                        || c == REVERSED_MARK);
    }
}
