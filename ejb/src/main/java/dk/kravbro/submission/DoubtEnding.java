package dk.kravbro.submission;

import dk.kravbro.debtorsystem.InquiryAnswer.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a doubt ends by what the debtor system said, and what is kept of the answer.
 *
 * @param state the delivery's next state; IN_DOUBT if the answer says too little
 * @param code code of the ending, empty if accepted
 * @param words its words
 * @param inquiry the answer as it is kept
 */
record DoubtEnding(DeliveryState state, String code, String words, Inquiry inquiry) {

    static final String DIFFERS = "DIFFERS";
    static final String CONTRADICTS = "CONTRADICTS";

    /** As the table of deliveries keeps outcomes' words. */
    private static final int MAX_TEXT = 500;

    /**
     * An answer about one delivery, as a row of {@code inquiries}.
     *
     * @param finding FOUND, NOT_FOUND, REFUSED, CONTRADICTORY or UNUSABLE
     * @param claimReference the claim it is under there; empty if not said
     * @param amountOre the amount there in øre; null if not said
     * @param receipt the receipt's id; empty if not said
     * @param code code of a refusal, or all that a contradictory answer said; else empty
     */
    record Inquiry(
            String finding, String claimReference, @Nullable Long amountOre, String receipt, String code) {}

    /**
     * What the debtor system said of a delivery in earlier inquiries.
     *
     * @param had that it has it, if only by a reference to its claim
     * @param refused that it had refused it
     */
    record Earlier(boolean had, boolean refused) {
        static final Earlier NOTHING = new Earlier(false, false);
    }

    /** How a doubt ends; a missing finding says nothing about it. */
    static DoubtEnding of(DoubtStore.InDoubt doubt, @Nullable Finding finding, Earlier earlier) {
        if (finding == null) {
            return stays(new Inquiry("UNUSABLE", "", null, "", ""));
        }
        if (finding instanceof Finding.Contradictory contradictory) {
            Inquiry kept = contradictory(contradictory.said());
            return contradicts("one answer says different things: " + kept.code(), kept);
        }
        if (finding instanceof Finding.Found found) {
            return found(doubt, found, earlier);
        }
        if (finding instanceof Finding.FoundRefused refused) {
            Inquiry kept = new Inquiry("REFUSED", "", null, "", refused.code());
            return earlier.had()
                    ? contradicts("refused there now; earlier the debtor system had it", kept)
                    : new DoubtEnding(DeliveryState.REFUSED, refused.code(), cut(refused.text()), kept);
        }
        Inquiry kept = new Inquiry("NOT_FOUND", "", null, "", "");
        return earlier.had() || earlier.refused()
                ? contradicts("the debtor system does not know it now; earlier it did", kept)
                : new DoubtEnding(DeliveryState.DUE, "NOT_FOUND", "the debtor system never had it", kept);
    }

    private static DoubtEnding found(DoubtStore.InDoubt doubt, Finding.Found found, Earlier earlier) {
        Long amount = found.amountOre().isPresent() ? found.amountOre().getAsLong() : null;
        boolean amountMatters = doubt.kind() != DeliveryKind.CHANGE_PARTY;
        boolean usable = !amountMatters || amount != null;
        Inquiry kept =
                new Inquiry(usable ? "FOUND" : "UNUSABLE", cut(found.claimReference()), amount, found.receiptId(), "");
        if (earlier.refused()) {
            return contradicts("the debtor system has it now; earlier it had refused it", kept);
        }
        if (!usable) {
            return stays(kept);
        }
        boolean same = found.claimReference().equals(doubt.claimReference())
                && (!amountMatters || (amount != null && amount == doubt.amountOre()));
        return same
                ? new DoubtEnding(DeliveryState.ACCEPTED, "", "found by inquiry", kept)
                : new DoubtEnding(
                        DeliveryState.ON_WORKLIST,
                        DIFFERS,
                        cut("the debtor system has " + (amount == null ? "no amount" : amount + " øre") + " on "
                                + found.claimReference()),
                        kept);
    }

    private static Inquiry contradictory(List<Finding> said) {
        String all = said.stream().map(DoubtEnding::name).sorted().distinct().collect(Collectors.joining("+"));
        for (Finding each : said) {
            if (each instanceof Finding.Found found) {
                return new Inquiry(
                        "CONTRADICTORY",
                        cut(found.claimReference()),
                        found.amountOre().isPresent() ? found.amountOre().getAsLong() : null,
                        found.receiptId(),
                        all);
            }
        }
        return new Inquiry("CONTRADICTORY", "", null, "", all);
    }

    private static String name(Finding finding) {
        if (finding instanceof Finding.Found) {
            return "FOUND";
        }
        return finding instanceof Finding.FoundRefused ? "REFUSED" : "NOT_FOUND";
    }

    private static DoubtEnding contradicts(String words, Inquiry kept) {
        return new DoubtEnding(DeliveryState.ON_WORKLIST, CONTRADICTS, words, kept);
    }

    private static DoubtEnding stays(Inquiry kept) {
        return new DoubtEnding(DeliveryState.IN_DOUBT, "", "", kept);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
