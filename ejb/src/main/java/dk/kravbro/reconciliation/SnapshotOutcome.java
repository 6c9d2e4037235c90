package dk.kravbro.reconciliation;

import dk.kravbro.intake.Problem;

/** What became of a request about a snapshot. */
public sealed interface SnapshotOutcome {

    /** It was done, now or by an earlier request with the same key. */
    record Done(FeeSnapshot snapshot) implements SnapshotOutcome {}

    /** It was not done. */
    record Refused(Problem problem) implements SnapshotOutcome {}
}
