package dk.kravbro.intake;

import java.util.List;
import java.util.Optional;

/**
 * What became of a line of a batch.
 *
 * @param number the line's number, from 1
 * @param agencyId the agency, if the line was readable that far
 * @param feeId the fee, if the line was readable that far
 * @param problems why it was refused; empty otherwise
 */
public record BatchLineResult(
        int number, Outcome outcome, Optional<String> agencyId, Optional<Long> feeId, List<Problem> problems) {

    /** What became of it. */
    public enum Outcome {
        /** It changed something. */
        TAKEN,
        /** A recognised repeat. */
        UNCHANGED,
        /** Nothing of it was taken. */
        REFUSED
    }

    public BatchLineResult {
        problems = List.copyOf(problems);
    }
}
