package dk.kravbro.debtorsystem.oir;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes another system's words fit to keep and to log: bounded, one line, identity numbers struck out. */
final class Wording {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_CODE = 60;
    private static final Pattern IDENTITY = Pattern.compile(
            "(?<![0-9])[0-9]{6}[ .\u2013-]{0,3}[0-9A-Za-z]{4}(?![0-9A-Za-z])|(?<![0-9])[0-9]{8}(?![0-9])");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}]+");
    private static final Pattern NOT_CODE = Pattern.compile("[^A-Za-z0-9_.:/-]");

    private Wording() {}

    static String text(@Nullable String words) {
        if (words == null) {
            return "";
        }
        String oneLine = UNPRINTABLE.matcher(words).replaceAll(" ").strip();
        String masked = IDENTITY.matcher(oneLine).replaceAll("********");
        return masked.length() <= LONGEST_TEXT ? masked : masked.substring(0, LONGEST_TEXT);
    }

    static String code(@Nullable String code) {
        if (code == null) {
            return "";
        }
        String plain = NOT_CODE.matcher(code).replaceAll("");
        return plain.length() <= LONGEST_CODE ? plain : plain.substring(0, LONGEST_CODE);
    }
}
