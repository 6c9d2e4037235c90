package dk.kravbro.intake;

import java.time.Instant;

/** What a line of a list of an agency's open fees says. */
public sealed interface ListedFee {

    /** A fee, or what is wrong with it. */
    record Fee(ReadFee read) implements ListedFee {}

    /**
     * The line that ends the list.
     *
     * @param fees how many lines of fees stand before it
     * @param takenAt the instant as of which FBS made the list
     */
    record End(long fees, Instant takenAt) implements ListedFee {}

    /** A line that would end the list, but does not say what it must. */
    record BrokenEnd() implements ListedFee {}
}
