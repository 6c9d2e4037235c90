package dk.kravbro.intake;

/** What became of a request that brings a batch. */
public sealed interface BatchOutcome {

    /**
     * Every line has a result.
     *
     * @param cutOff whether there were more lines than a batch may have; those were not taken
     */
    record Taken(FeeBatch batch, boolean cutOff) implements BatchOutcome {}

    /** Nothing of it was taken now. */
    record Refused(Problem problem) implements BatchOutcome {}
}
