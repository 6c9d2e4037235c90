package dk.kravbro.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How people write CPR numbers: in one, with blanks, dashes and dots anywhere between the digits, with a year of four
 * digits, split over words, with the letters O and I for 0 and 1, and substitutes with letters among the last four.
 * Days, periods and book numbers that have as many digits are told apart. Looks at texts in ordinary characters.
 */
final class IdentitySpellings {

    /** Before what begins with a digit: the look behind is dear, and most places of a text are not worth it. */
    private static final String AT_A_DIGIT = "(?=[0-9])";

    private static final String DAY = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])";
    private static final String MONTH = "(?:0[1-9]|1[0-2])";
    private static final String BIRTH = DAY + "[ ./-]{0,2}" + MONTH + "[ ./-]{0,2}[0-9]{2}";

    /** What has a date in it and is no identity number: taken out before anything is looked for. */
    private static final Pattern INNOCENT = Pattern.compile(AT_A_DIGIT + "(?:"
            + String.join(
                    "|",
                    // a day with its whole year, unless two digits stand before it, or four, or a dash and two, behind
                    // it
                    "(?<![0-9])(?<!(?:^|[^0-9])[0-9]{2}[. /-]{1,2})[0-3]?[0-9]([. /-]{1,2})[01]?[0-9]\\1(?:19|20)[0-9]{2}(?![0-9])"
                            + "(?![ ./-]{0,3}[0-9]{4}(?![0-9.]))(?!-[0-9]{2}(?![0-9.-]))",
                    "(?<![0-9])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9])",
                    // a period, or a list of days, with short years
                    "(?<![0-9])[0-3]?[0-9][./][01]?[0-9][./][0-9]{2} ?[-,;/] ?[0-3]?[0-9][./][01]?[0-9][./][0-9]{2}(?![0-9])",
                    // book numbers
                    "(?<![0-9])97[89](?:[ -]?[0-9]){10}(?![0-9])",
                    "(?<![0-9])[0-9]{2}-[0-9]{2}-[0-9]{5}-[0-9X](?![0-9])")
            + ")");

    /** A substitute's last four have letters; in small ones or without a dash only together with a digit. */
    private static final Pattern SUBSTITUTE = Pattern.compile(
            AT_A_DIGIT + "(?<![0-9])" + BIRTH
                    + "(?:-[0-9A-Z]{4}(?![0-9A-Za-z])|[ -]{0,3}(?=[A-Za-z]{0,3}[0-9])(?=[0-9]{0,3}[A-Za-z])[0-9A-Za-z]{4}(?![0-9\\p{L}]))");

    /** The date, at most three words, and the last four. */
    private static final Pattern OVER_WORDS = Pattern.compile(AT_A_DIGIT + "(?<![0-9])(" + BIRTH
            + ")[^0-9\\p{L}]{1,3}((?:\\p{L}{1,12}[^0-9\\p{L}]{1,3}){1,3})([0-9]{4})(?![0-9]|[.,][0-9]|,?-| ?kr)");

    private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}");
    private static final Pattern TIME_OF_DAY = Pattern.compile("(?i).*\\bkl\\W*");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern DAY_AND_MONTH = Pattern.compile(DAY + MONTH);
    private static final Pattern LOOKS_LIKE_A_DIGIT =
            Pattern.compile("(?=[OoIl])(?:(?<=[0-9])[OoIl]|[OoIl](?=[0-9])|(?<![\\p{L}0-9])[OI]{1,4}(?![\\p{L}0-9]))");

    /** A date of birth has so many digits, and every spelling has one. */
    private static final int FEWEST_DIGITS = 6;

    private static final int LENGTH = 10;
    private static final int LENGTH_WITH_CENTURY = 12;
    private static final int LONGEST_GAP = 3;
    private static final int LONGEST_FOLD = 12;

    private IdentitySpellings() {}

    static boolean isIn(String plain) {
        String folded = folded(plain);
        return isInDigits(plain) || (!folded.equals(plain) && isInDigits(folded));
    }

    private static boolean isInDigits(String text) {
        if (!hasEnoughDigits(text)) {
            return false;
        }
        String rest = INNOCENT.matcher(text).replaceAll(" x ");
        return hasEnoughDigits(rest) && isInSomeSpelling(rest);
    }

    /** Most descriptions have a day and nothing else of digits: a chunk of a batch has hundreds of them. */
    private static boolean hasEnoughDigits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count() >= FEWEST_DIGITS;
    }

    private static boolean isInSomeSpelling(String rest) {
        return isInGroups(rest) || SUBSTITUTE.matcher(rest).find() || isOverWords(rest);
    }

    /** O and I (and a small l) count as digits beside a digit, and capital ones when they stand alone. */
    private static String folded(String text) {
        String before;
        String after = text;
        int rounds = 0;
        do {
            before = after;
            after = LOOKS_LIKE_A_DIGIT
                    .matcher(before)
                    .replaceAll(found -> found.group().replaceAll("[Oo]", "0").replaceAll("[Il]", "1"));
        } while (!after.equals(before) && ++rounds < LONGEST_FOLD);
        return after;
    }

    /** Whole groups of digits, at most three marks apart, that come to ten digits and read as a number. */
    private static boolean isInGroups(String text) {
        List<String> run = new ArrayList<>();
        Matcher digits = DIGITS.matcher(text);
        int end = 0;
        while (digits.find()) {
            String gap = text.substring(end, digits.start());
            if (gap.length() > LONGEST_GAP || LETTER.matcher(gap).find()) {
                run.clear();
            }
            run.add(digits.group());
            if (endsInIdentity(run)) {
                return true;
            }
            end = digits.end();
        }
        return false;
    }

    private static boolean endsInIdentity(List<String> run) {
        StringBuilder digits = new StringBuilder();
        for (int i = run.size() - 1; i >= 0 && digits.length() < LENGTH_WITH_CENTURY; i--) {
            digits.insert(0, run.get(i));
            if (digits.length() == LENGTH && isDated(digits)) {
                return true;
            }
            if (digits.length() == LENGTH_WITH_CENTURY
                    && YEAR.matcher(digits.substring(4, 8)).matches()
                    && isDated(digits)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDated(CharSequence digits) {
        return DAY_AND_MONTH.matcher(digits.subSequence(0, 4)).matches();
    }

    private static boolean isOverWords(String text) {
        Matcher split = OVER_WORDS.matcher(text);
        while (split.find()) {
            boolean writtenAsDay = split.group(1).length() > "DDMMYY".length();
            boolean yearFollows = writtenAsDay && YEAR.matcher(split.group(3)).matches();
            if (!yearFollows && !TIME_OF_DAY.matcher(split.group(2)).matches()) {
                return true;
            }
        }
        return false;
    }
}
