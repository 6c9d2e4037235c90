package dk.kravbro.intake;

import java.util.List;
import java.util.Optional;

/** What a reader made of a text: a message, or everything that is wrong with it. */
public sealed interface ReadFee {

    /** It is sound. */
    record Understood(FeeMessage message) implements ReadFee {}

    /**
     * It is not.
     *
     * @param agencyId the agency, if that much could be read
     * @param feeId the fee, if that much could be read
     * @param problems what is wrong, in the order of the document's fields; never empty
     */
    record NotUnderstood(Optional<String> agencyId, Optional<Long> feeId, List<Problem> problems) implements ReadFee {

        public NotUnderstood {
            problems = List.copyOf(problems);
        }
    }
}
