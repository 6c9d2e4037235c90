package dk.kravbro.claim;

import java.util.regex.Pattern;

/** How people write e-mail addresses and telephone numbers. Looks at texts in ordinary characters. */
final class ContactSpellings {

    private static final Pattern E_MAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]++ ?@ ?[\\w-]+(?: ?\\. ?[\\w-]+)+", Pattern.UNICODE_CHARACTER_CLASS);

    /** Written out, so that no machine finds it: "navn (at) sted dot dk", "navn snabel-a sted.dk". */
    private static final Pattern SPOKEN_E_MAIL = Pattern.compile(
            "(?<![\\w.+-])[\\w.+-]++ ?[\\[({<] ?(?:at|snabel-?a|@) ?[\\])}>] ?\\w"
                    + "|(?<![\\w.+-])[\\w.+-]++ ?[\\[({<]a[\\])}>] ?[\\w-]++\\.[a-z]{2}|\\bsnabel ?-?a\\b"
                    + "|(?<![\\w.+-])[\\w.+-]++ at [\\w-]++ (?:dot|punktum|prik) (?:dk|com|net|org|eu|nu|info)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    /** One of these stands in every spoken address, and in few other texts; finding that out first is cheap. */
    private static final Pattern SPOKEN_SIGN = Pattern.compile("[\\[({<]|snabel| at ", Pattern.CASE_INSENSITIVE);

    private static final String EIGHT_DIGITS = "[0-9](?:[ .-]?[0-9]){7}";

    /** Said to be one, or with a country's number before it. */
    private static final Pattern SAID_TO_BE = Pattern.compile(
            "(?=[tmspfrk+0])(?:\\b(?:tlf|tel|telefon|telefonnr|telefonnummer|mobil|mobilnr|mobilnummer|mob|sms|phone|fax|ring|ring til|kald)\\b"
                    + "[ .:nr]*|\\+ ?(?:[0-9]{1,3}|\\([0-9]{1,3}\\))[ -]?|\\b00[0-9]{2}[ -]?)" + EIGHT_DIGITS,
            Pattern.CASE_INSENSITIVE);

    /** Four pairs, as numbers are spoken in Denmark. A number from a catalogue is written in one. */
    private static final Pattern FOUR_PAIRS = Pattern.compile(
            "(?=[2-9])(?<![0-9.,/-])(?<![0-9] )[2-9][0-9](?:([ .-])[0-9]{2})(?:\\1[0-9]{2}){2}(?![0-9]|[ .,/-][0-9])");

    private ContactSpellings() {}

    static boolean holdsEMail(String plain) {
        return (plain.indexOf('@') >= 0 && E_MAIL.matcher(plain).find())
                || (SPOKEN_SIGN.matcher(plain).find()
                        && SPOKEN_E_MAIL.matcher(plain).find());
    }

    static boolean holdsTelephone(String plain) {
        return SAID_TO_BE.matcher(plain).find() || FOUR_PAIRS.matcher(plain).find();
    }
}
