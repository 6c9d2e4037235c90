package dk.kravbro.monitoring;

/**
 * A municipality's money proof (regnskabet): what came in, where it is, what came back; all of one moment, in øre.
 *
 * @param kommunekode four digits
 * @param name the municipality's name
 * @param agencyId its head agency in FBS
 * @param claims claims known here
 * @param fbsOre what FBS says is owed now; a cancelled fee counts 0
 * @param outstandingOre what is still owed, added up from the ledger's entries and not from {@code fbsOre}
 * @param deliveries where the deliveries are
 * @param answers what the debtor system said
 */
public record MoneyProof(
        String kommunekode,
        String name,
        String agencyId,
        long claims,
        long fbsOre,
        long outstandingOre,
        Deliveries deliveries,
        Answers answers) {

    /**
     * Deliveries by bucket.
     *
     * @param received every delivery, counted on its own and not as the sum of the others
     * @param accepted the debtor system has them
     * @param refused the debtor system will not have them
     * @param netted cancelled out before they left
     * @param waiting not told yet, or on their way
     * @param inDoubt nobody knows, or a person must look
     */
    public record Deliveries(
            Tally received, Tally accepted, Tally refused, Tally netted, Tally waiting, Tally inDoubt) {

        /** The buckets together. */
        public Tally sum() {
            return accepted.plus(refused).plus(netted).plus(waiting).plus(inDoubt);
        }

        /** Whether everything received is in a bucket, in count and in øre (I4). */
        public boolean addsUp() {
            return received.equals(sum());
        }

        /** The tally of a bucket. */
        public Tally in(Bucket bucket) {
            return switch (bucket) {
                case ACCEPTED -> accepted;
                case REFUSED -> refused;
                case NETTED -> netted;
                case WAITING -> waiting;
                case IN_DOUBT -> inDoubt;
            };
        }
    }

    /**
     * What came back.
     *
     * @param coverage coverings (dækninger); a reversed one counts and is negative
     * @param writeOff write-offs (afskrivninger), likewise
     * @param accountStatus messages about an account's status
     */
    public record Answers(Tally coverage, Tally writeOff, long accountStatus) {}

    /** What should be outstanding, by what FBS says and what came back. */
    public long expectedOutstandingOre() {
        return Math.subtractExact(
                Math.subtractExact(fbsOre, answers.coverage().ore()),
                answers.writeOff().ore());
    }

    /** Whether the ledger agrees with FBS less what came back. */
    public boolean balanceAddsUp() {
        return outstandingOre == expectedOutstandingOre();
    }

    /** Whether both proofs hold. */
    public boolean addsUp() {
        return deliveries.addsUp() && balanceAddsUp();
    }
}
