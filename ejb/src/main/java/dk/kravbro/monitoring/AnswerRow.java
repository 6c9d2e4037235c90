package dk.kravbro.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a debtor system told about a claim (svar), as a line of a list.
 *
 * @param id its key in the list
 * @param claim what it is about
 * @param debtorName who owes
 * @param kind what it tells
 * @param amountOre how much; negative if reversed; null for an account's status
 * @param detail source, cause or status in a code; empty if none
 * @param at when it was recorded here
 */
public record AnswerRow(
        long id,
        ClaimReference claim,
        String debtorName,
        Kind kind,
        @Nullable Long amountOre,
        String detail,
        Instant at) {

    /** What a debtor system tells. */
    public enum Kind {
        /** Dækning: a payment covered some of the claim. */
        COVERAGE,
        /** Afskrivning: the debtor system gave up some of it. */
        WRITE_OFF,
        /** Kontostatus: open, closed, at enforcement, returned. */
        ACCOUNT_STATUS
    }

    /** Never prints people. */
    @Override
    public String toString() {
        return "AnswerRow[" + id + "]";
    }
}
