package dk.kravbro.debtorsystem;

import java.time.LocalDate;
import java.util.List;

/**
 * An account as the debtor system holds it (debitorkonto).
 *
 * @param reference the creditor's reference of the account
 * @param status its state
 * @param keeper who may change it
 * @param claims its claims, at least one
 */
public record DebtorAccount(
        String reference, Code<SettlementNotice.AccountStatus.Status> status, Code<Keeper> keeper, List<Claim> claims) {

    /** Who keeps an account. */
    public enum Keeper {
        /** FAGSYSTEM: the system that made it. */
        CREDITOR_SYSTEM,
        /** DEBITORSYSTEM: it was handed over. */
        DEBTOR_SYSTEM
    }

    /** State of a claim there. */
    public enum ClaimState {
        /** AKTIV. */
        ACTIVE,
        /** SPAERRET. */
        BLOCKED,
        /** OVERDRAGET. */
        HANDED_OVER,
        /** ANNULLERET. */
        WITHDRAWN
    }

    /** Why something was written off. */
    public enum WriteOffCause {
        /** FORAELDELSE. */
        LIMITATION,
        /** KONKURS. */
        BANKRUPTCY,
        /** DOEDSBO. */
        ESTATE,
        /** GAELDSSANERING. */
        DEBT_RELIEF,
        /** EFTERGIVELSE. */
        REMISSION,
        /** FEJL. */
        ERROR
    }

    public DebtorAccount {
        claims = List.copyOf(claims);
    }

    /**
     * A claim (fordring).
     *
     * @param reference the creditor's reference
     * @param claimType code of the claim type, empty if not told
     * @param state its state
     * @param principalOre principal, in øre
     * @param outstandingOre what is owed now (restance), in øre; may be below 0
     * @param parts its sub-claims, at least one
     */
    public record Claim(
            String reference,
            String claimType,
            Code<ClaimState> state,
            long principalOre,
            long outstandingOre,
            List<Part> parts) {
        public Claim {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A sub-claim (delfordring). What is outstanding is amount + write-ups - write-downs - coverages - write-offs; of each kind of movement
     * only the latest 500 are told.
     *
     * @param amountOre what it began with, in øre
     * @param outstandingOre what is owed now (restance), in øre; may be below 0
     */
    public record Part(
            String reference,
            long amountOre,
            long outstandingOre,
            List<Movement<ClaimAdjustment.Kind>> adjustments,
            List<Movement<SettlementNotice.Coverage.Kind>> coverages,
            List<Movement<WriteOffCause>> writeOffs) {
        public Part {
            adjustments = List.copyOf(adjustments);
            coverages = List.copyOf(coverages);
            writeOffs = List.copyOf(writeOffs);
        }
    }

    /**
     * One thing that moved what is outstanding.
     *
     * @param amountOre in øre; below 0 when an earlier movement is reversed
     */
    public record Movement<K extends Enum<K>>(Code<K> kind, long amountOre, LocalDate on) {}
}
