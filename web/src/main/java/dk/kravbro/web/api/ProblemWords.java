package dk.kravbro.web.api;

import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What is said about a problem type besides its English words: the Danish ones, and whether sending again helps. */
final class ProblemWords {

    private static final Properties DANISH = danish();

    /** Whether the same request may be sent again. */
    enum Repeat {
        /** After the seconds of Retry-After. */
        AFTER_RETRY_AFTER(
                "Ja, efter det antal sekunder, der står i Retry-After.", "Yes, after the seconds in Retry-After."),
        /** Later, and perhaps in vain. */
        LATER("Måske, senere.", "Perhaps, later."),
        /** The same gets the same answer. */
        NO("Nej, det samme får det samme svar.", "No, the same gets the same answer.");

        private final String danish;
        private final String english;

        Repeat(String danish, String english) {
            this.danish = danish;
            this.english = english;
        }

        String danish() {
            return danish;
        }

        String english() {
            return english;
        }
    }

    private ProblemWords() {}

    static String danishTitle(ProblemType type) {
        return word(type, "title");
    }

    static String danishRemedy(ProblemType type) {
        return word(type, "remedy");
    }

    static Repeat repeat(ProblemType type) {
        if (Problems.retryAfter(type) > 0) {
            return Repeat.AFTER_RETRY_AFTER;
        }
        return type == ProblemType.INTERNAL_ERROR ? Repeat.LATER : Repeat.NO;
    }

    /** All of it, for a program. */
    static Map<String, Object> document(ProblemType type) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", type.address());
        document.put("status", type.status());
        document.put("title", type.title());
        document.put("remedy", type.remedy());
        Map<String, Object> danish = new LinkedHashMap<>();
        danish.put("title", danishTitle(type));
        danish.put("remedy", danishRemedy(type));
        document.put("danish", danish);
        document.put("repeat", repeat(type).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        document.put("example", Problems.document(List.of(Problem.of(type))));
        return document;
    }

    private static String word(ProblemType type, String which) {
        String key = type.slug() + "." + which;
        return Optional.ofNullable(DANISH.getProperty(key))
                .orElseThrow(() -> new IllegalStateException("problems_da.properties has no " + key));
    }

    private static Properties danish() {
        Properties words = new Properties();
        try (InputStreamReader text = new InputStreamReader(
                Optional.ofNullable(ProblemWords.class.getResourceAsStream("problems_da.properties"))
                        .orElseThrow(() -> new IllegalStateException("problems_da.properties is missing")),
                StandardCharsets.UTF_8)) {
            words.load(text);
            return words;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
