package dk.kravbro.debtorsystem;

import java.util.List;

/** What a question to a debtor system brought; asking changes nothing, so it may be asked again. */
public sealed interface QuestionAnswer<T> {

    /**
     * It answered.
     *
     * @param unknownCodes codes in the answer without a meaning here, as "element=code"; the value carries them too
     */
    record Answered<T>(T value, List<String> unknownCodes) implements QuestionAnswer<T> {
        public Answered {
            unknownCodes = List.copyOf(unknownCodes);
        }
    }

    /**
     * It understood and will not answer, for instance since it does not know the claim.
     *
     * @param code the refusing side's code, as it came
     * @param text its words, without personal data
     */
    record Refused<T>(String code, String text) implements QuestionAnswer<T> {}

    /** No usable answer: ask again later. */
    record Unanswered<T>(String code, String why) implements QuestionAnswer<T> {}
}
