package dk.kravbro.claim;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds what must not travel in a text that people wrote (fritekst): identity numbers in any spelling, e-mail addresses,
 * telephone numbers, names. Says what kind was found, never what it reads.
 *
 * <p>A guard against slips, not against somebody who wants to be misunderstood: numbers written in words pass.
 */
public final class TextGuard {

    /** A part of a name is looked for from this many letters on: shorter ones are words of the language too. */
    private static final int SHORTEST_NAME = 3;

    private TextGuard() {}

    /** What was found. */
    public enum Finding {
        /** Ten characters that read as a CPR number or a substitute for one, however they are spelled. */
        IDENTITY,
        E_MAIL,
        TELEPHONE
    }

    /** Everything that is found in a text; empty if it may travel. */
    public static Set<Finding> findings(String text) {
        String plain = plain(text);
        Set<Finding> found = EnumSet.noneOf(Finding.class);
        if (ContactSpellings.holdsEMail(plain)) {
            found.add(Finding.E_MAIL);
        }
        // Most texts have no digit, and a chunk of a batch has thousands of them.
        if (plain.chars().anyMatch(c -> c >= '0' && c <= '9')) {
            if (IdentitySpellings.isIn(plain)) {
                found.add(Finding.IDENTITY);
            }
            if (ContactSpellings.holdsTelephone(plain)) {
                found.add(Finding.TELEPHONE);
            }
        }
        return found;
    }

    /** Whether a word of one of these names stands in the text. */
    public static boolean holdsName(String text, Collection<String> names) {
        Set<String> words = words(text);
        return names.stream()
                .flatMap(name -> words(name).stream())
                .anyMatch(part -> part.length() >= SHORTEST_NAME && words.contains(part));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(plain(text).toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1))
                .collect(Collectors.toCollection(HashSet::new));
    }

    /**
     * The text in ordinary characters, so that nothing hides behind others that look alike: full-width and foreign digits,
     * all kinds of dashes and blanks, letters of other alphabets that look like O and I. What cannot be seen is gone.
     */
    private static String plain(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.FORMAT -> {}
                case Character.DECIMAL_DIGIT_NUMBER -> plain.append(Character.digit(c, 10));
                case Character.DASH_PUNCTUATION, Character.MATH_SYMBOL -> plain.append(c == '+' ? '+' : '-');
                case Character.SPACE_SEPARATOR -> plain.append(' ');
                default -> plain.appendCodePoint(latin(c));
            }
        });
        return plain.toString();
    }

    private static int latin(int c) {
        return switch (c) {
            case 'О', 'о', 'Ο', 'ο' -> 'O';
            case 'І', 'і', 'Ι', 'ι' -> 'I';
            default -> c;
        };
    }
}
