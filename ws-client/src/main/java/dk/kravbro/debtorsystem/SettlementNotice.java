package dk.kravbro.debtorsystem;

import java.time.LocalDate;

/** One thing a debtor system tells us back about a claim (tilbagemelding). */
public sealed interface SettlementNotice {

    /** The sender's own id of this line, unique for the municipality: the key that drops a copy. */
    String key();

    /** The creditor's reference of the claim, as we gave it. */
    String claimReference();

    /** The day it counts from in the debtor system. */
    LocalDate valueOn();

    /**
     * What a payment or the like did to a claim (dækning).
     *
     * @param amountOre in øre; below 0 when an earlier coverage is reversed; never 0
     */
    record Coverage(String key, String claimReference, Kind kind, long amountOre, LocalDate valueOn)
            implements SettlementNotice {

        /** What covered the claim (dækningstype). */
        public enum Kind {
            /** Indbetaling. */
            PAYMENT,
            /** Modregning. */
            SET_OFF,
            /** Ompostering. */
            REPOSTING,
            /** Inddrivelse. */
            ENFORCEMENT
        }

        public Coverage {
            if (amountOre == 0) {
                throw new IllegalArgumentException("a coverage is not 0 øre");
            }
        }
    }

    /**
     * The debtor system gave up part or all of a claim (afskrivning).
     *
     * @param cause code as it came (FORAELDELSE, KONKURS, DOEDSBO, GAELDSSANERING, EFTERGIVELSE, FEJL)
     * @param amountOre in øre; below 0 when an earlier write-off is reversed; never 0
     */
    record WriteOff(String key, String claimReference, String cause, long amountOre, LocalDate valueOn)
            implements SettlementNotice {
        public WriteOff {
            if (amountOre == 0) {
                throw new IllegalArgumentException("a write-off is not 0 øre");
            }
        }
    }

    /** The account of a claim changed its state (kontostatus). */
    record AccountStatus(String key, String claimReference, Status status, LocalDate valueOn)
            implements SettlementNotice {

        /** State of a debtor account. */
        public enum Status {
            /** AABEN. */
            OPEN,
            /** LUKKET. */
            CLOSED,
            /** TIL_INDDRIVELSE: handed to the state's collection. */
            AT_ENFORCEMENT,
            /** RETUR: came back from it. */
            RETURNED
        }
    }
}
