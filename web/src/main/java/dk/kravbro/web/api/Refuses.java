package dk.kravbro.web.api;

import dk.kravbro.intake.ProblemType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a resource's method may refuse, besides what every address refuses; {@link ApiDocument} writes it into the API
 * document. The end-to-end tests fail on an answer that is not there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Refuses {

    /** Its own types. */
    ProblemType[] value() default {};

    /** What is sent, with what can be wrong with it in any case. */
    Body body() default Body.NONE;

    /** Kinds of bodies. */
    enum Body {
        NONE,
        /** A small JSON object. */
        OBJECT,
        /** A batch or a snapshot: what is wrong with a line is in its result. */
        LINES,
        /** A cancellation, read by intake. */
        CANCELLATION,
        /** A fee, read by intake. */
        FEE;

        Set<ProblemType> refusals() {
            Set<ProblemType> types = EnumSet.noneOf(ProblemType.class);
            if (this == FEE) {
                // From its first to its last stands all that can be wrong with a value.
                types.addAll(EnumSet.range(ProblemType.OUT_OF_RANGE, ProblemType.DOES_NOT_BELONG));
            }
            if (this == CANCELLATION) {
                types.addAll(EnumSet.of(
                        ProblemType.OUT_OF_RANGE,
                        ProblemType.UNKNOWN_VALUE,
                        ProblemType.IMPOSSIBLE_DATE,
                        ProblemType.DATE_BEFORE_1900));
            }
            if (this == FEE || this == CANCELLATION) {
                types.addAll(EnumSet.of(
                        ProblemType.EMPTY_BODY,
                        ProblemType.WRONG_TYPE,
                        ProblemType.MISSING_FIELD,
                        ProblemType.MISSPELLED_FIELD,
                        ProblemType.URL_MISMATCH));
            }
            if (this != NONE && this != LINES) {
                types.add(ProblemType.MALFORMED_JSON);
            }
            return types;
        }
    }
}
