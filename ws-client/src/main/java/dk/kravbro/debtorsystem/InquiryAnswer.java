package dk.kravbro.debtorsystem;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** What an inquiry brought. */
public sealed interface InquiryAnswer {

    /** The debtor system answered. A request id without a finding got none that can be used: ask again later. */
    record Answered(Map<UUID, Finding> findings) implements InquiryAnswer {
        public Answered {
            findings = Map.copyOf(findings);
        }
    }

    /** No usable answer: ask again later. */
    record Unanswered(String code, String why) implements InquiryAnswer {}

    /** What the debtor system says of one request. */
    sealed interface Finding {

        /**
         * What the different things said of one request come to: contradictory if they differ.
         *
         * @param said each thing once; empty where it could not be read
         * @return empty if nothing of it could be read
         */
        static Optional<Finding> together(Set<Optional<Finding>> said) {
            List<Finding> readable = said.stream().flatMap(Optional::stream).toList();
            if (readable.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(said.size() == 1 ? readable.get(0) : new Contradictory(readable));
        }

        /**
         * It has it.
         *
         * @param receiptId the receipt given then
         * @param claimReference the claim it belongs to there
         * @param amountOre the amount it recorded, in øre; empty where it tells none, as for a change of party
         */
        record Found(String receiptId, String claimReference, OptionalLong amountOre) implements Finding {}

        /** It had refused it. */
        record FoundRefused(String code, String text) implements Finding {}

        /** It has never had it. Trustworthy only after the quiet time. */
        record NotFound() implements Finding {}

        /**
         * It said different things of it in one answer.
         *
         * @param said what could be read of them; a thing that could not be read counts as a different one
         */
        record Contradictory(List<Finding> said) implements Finding {
            public Contradictory {
                said = List.copyOf(said);
            }
        }
    }
}
