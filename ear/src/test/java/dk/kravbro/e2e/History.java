package dk.kravbro.e2e;

import java.util.List;
import java.util.Map;

/**
 * Everything that the history checker looks at, as it stood at one moment: our rows, and the simulator's. Holds ids and
 * amounts, never people.
 *
 * @param claims ours
 * @param deliveries ours
 * @param openAttempts ids of deliveries that have an attempt without an end
 * @param taken references of the fees that batches say they took
 * @param parkedNotices how many notices wait for a person
 * @param figures per municipality and run, as SQL sums them
 * @param requests the simulator's journal, in its order
 * @param held the simulator's claims
 */
record History(
        List<Claim> claims,
        List<Delivery> deliveries,
        List<Long> openAttempts,
        List<String> taken,
        long parkedNotices,
        List<Figure> figures,
        List<Request> requests,
        List<Held> held) {

    /**
     * A claim of ours.
     *
     * @param reference agency and fee id: what the debtor system knows it by
     * @param cvr of its municipality
     * @param isLive whether its municipality's deliveries are to be sent
     * @param version FBS's latest
     * @param amountOre what FBS says is owed now
     * @param ledgerOre sums of its entries by kind
     */
    record Claim(
            long id,
            String reference,
            String municipality,
            String cvr,
            boolean isLive,
            int version,
            long amountOre,
            Map<String, Long> ledgerOre) {

        long ledger(String kind) {
            return ledgerOre.getOrDefault(kind, 0L);
        }

        /** What FBS's own entries add up to. */
        long owedOre() {
            return ledger("PRINCIPAL") + ledger("WRITE_UP") - ledger("WRITE_DOWN") - ledger("WITHDRAWAL");
        }

        long outstandingOre() {
            return owedOre() - ledger("COVERAGE") - ledger("WRITE_OFF");
        }
    }

    /** A delivery of ours; run is 0 if none took it up. */
    record Delivery(
            long id,
            long claimId,
            String municipality,
            int sequenceNo,
            String kind,
            long amountOre,
            String state,
            String reason,
            String requestId,
            long run) {

        /** What it adds to what is owed. */
        long signedOre() {
            return signed(kind, amountOre);
        }
    }

    /** Count and øre of one municipality and run, as the database adds them up. */
    record Figure(String municipality, long run, long count, long ore) {}

    /**
     * A call that the simulator received.
     *
     * @param isCommitted whether it is recorded as received
     * @param hasEffect whether it changed a claim
     */
    record Request(
            long seq,
            String cvr,
            String reference,
            String kind,
            String requestId,
            long amountOre,
            String outcome,
            boolean isCommitted,
            boolean hasEffect,
            String fault) {}

    /** A claim as the simulator holds it. */
    record Held(
            String cvr, String reference, long balanceOre, long coveredOre, long writtenOffOre, boolean isWithdrawn) {}

    static long signed(String kind, long amountOre) {
        return switch (kind) {
            case "REGISTER", "WRITE_UP" -> amountOre;
            case "WRITE_DOWN", "WITHDRAW" -> -amountOre;
            default -> 0;
        };
    }
}
