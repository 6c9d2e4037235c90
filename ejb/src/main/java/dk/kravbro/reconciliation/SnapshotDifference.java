package dk.kravbro.reconciliation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A difference between what FBS lists and what is here. Holds nobody's number or name.
 *
 * @param no from 1, in the order of fees
 * @param line of the list; empty if the fee is not in it
 * @param feeId empty if the line does not say it
 * @param differs amount, debtor, version, details
 * @param thereOre what FBS says is owed, in øre
 * @param hereOre what FBS had said is owed, in øre
 * @param stateHere OPEN, CANCELLED or SETTLED; empty if it is not here
 * @param isApplicable whether it would be ended by applying it
 * @param problems slugs of problem types, for a line that cannot be read
 * @param outcome TAKEN, UNCHANGED or REFUSED; empty until it was applied
 * @param outcomeProblem slug of the problem type, if it was refused
 */
public record SnapshotDifference(
        int no,
        DifferenceKind kind,
        OptionalInt line,
        OptionalLong feeId,
        List<String> differs,
        OptionalInt versionThere,
        OptionalInt versionHere,
        OptionalLong thereOre,
        OptionalLong hereOre,
        Optional<String> stateHere,
        boolean isApplicable,
        List<String> problems,
        Optional<String> outcome,
        Optional<String> outcomeProblem) {

    public SnapshotDifference {
        differs = List.copyOf(differs);
        problems = List.copyOf(problems);
    }
}
