package dk.kravbro.simulator.pki;

import java.util.Locale;

/** What is wrong with a certificate that was made to be refused; all else about it is right. */
public enum Flaw {
    /** Its time is over since a day. */
    EXPIRED,
    /** Its time begins in a day. */
    NOT_YET_VALID,
    /** Signed by an authority of the same name that nobody trusts. */
    OTHER_AUTHORITY,
    /** A server's certificate for another host, {@code elsewhere.example}. */
    WRONG_HOST,
    /** May only be shown by servers. */
    FOR_SERVERS_ONLY,
    /** Its subject names no CVR number. */
    WITHOUT_CVR;

    /** The word in the file's name. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
