package dk.kravbro.intake;

import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimVersion;
import java.util.EnumSet;
import java.util.Set;

/** Holds a fee as FBS lists it against the claim as it is here. */
public final class FeeComparison {

    /** In what the two differ. */
    public enum Aspect {
        /** What is owed. */
        AMOUNT,
        /** Who owes it, or a guardian. */
        DEBTOR,
        /** FBS's number of the state. */
        VERSION,
        /** Anything else that means something. */
        DETAILS
    }

    private FeeComparison() {}

    /** What a fee says, as a hash: the same for the same content under whatever version. */
    private static String hash(FeeMessage.Put fee) {
        return FeeContent.of(fee).hash();
    }

    /**
     * In what they differ.
     *
     * @param latest the claim's latest version
     */
    public static Set<Aspect> between(FeeMessage.Put fee, Claim claim, ClaimVersion latest) {
        EnumSet<Aspect> differs = EnumSet.noneOf(Aspect.class);
        if (fee.version() != claim.version()) {
            differs.add(Aspect.VERSION);
        }
        if (claim.withdrawn() || claim.isErased() || hash(fee).equals(claim.contentHash())) {
            // A withdrawn claim owes nothing, and one whose people are erased was settled: another state, not another
            // amount.
            return differs;
        }
        if (!fee.amount().equals(claim.amount())) {
            differs.add(Aspect.AMOUNT);
        }
        if (!FeeContent.alike(fee.parties()).equals(FeeContent.parties(latest.parties()))) {
            differs.add(Aspect.DEBTOR);
        }
        if (!differs.contains(Aspect.AMOUNT) && !differs.contains(Aspect.DEBTOR)) {
            differs.add(Aspect.DETAILS);
        }
        return differs;
    }
}
