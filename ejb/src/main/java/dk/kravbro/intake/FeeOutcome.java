package dk.kravbro.intake;

import dk.kravbro.claim.ClaimKey;
import java.util.List;

/** What became of a message about a fee. */
public sealed interface FeeOutcome {

    /**
     * It changed something, and that is committed when the caller gets this.
     *
     * @param key which fee
     * @param version the version that it has now
     * @param first whether the fee was not known before
     */
    record Taken(ClaimKey key, int version, boolean first) implements FeeOutcome {}

    /** A recognised repeat: nothing happened. */
    record Unchanged(ClaimKey key, int version) implements FeeOutcome {}

    /** Nothing happened, for these reasons. */
    record Refused(List<Problem> problems) implements FeeOutcome {

        public Refused {
            problems = List.copyOf(problems);
        }

        static Refused because(ProblemType type, String pointer, String detail) {
            return new Refused(List.of(new Problem(type, pointer, detail)));
        }
    }
}
