package dk.kravbro.web.status;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages of the pages. Danish unless somebody asks for English. */
public enum Language {
    DANISH("da"),
    ENGLISH("en");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /** The language's code in an address, a cookie and HTML. */
    public String code() {
        return code;
    }

    /** The language with that code; Danish if there is none. */
    static Language of(@Nullable String code) {
        return ENGLISH.code.equals(code) ? ENGLISH : DANISH;
    }

    /** The one to offer on a page in this one. */
    public Language other() {
        return this == DANISH ? ENGLISH : DANISH;
    }

    Locale locale() {
        return Locale.forLanguageTag(code);
    }
}
