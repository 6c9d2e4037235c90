package dk.kravbro.intake;

import java.util.List;

/** What was read of a search by debtor. */
public sealed interface ReadSearch {

    /**
     * It is in order.
     *
     * @param identity a CPR, CVR or P number or a GLN
     */
    record Understood(String identity) implements ReadSearch {

        /** Never prints the number. */
        @Override
        public String toString() {
            return "Understood";
        }
    }

    /**
     * It cannot be searched for.
     *
     * @param problems at least one, all that was found
     */
    record NotUnderstood(List<Problem> problems) implements ReadSearch {

        public NotUnderstood {
            problems = List.copyOf(problems);
        }
    }
}
