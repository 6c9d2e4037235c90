package dk.kravbro.intake;

import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.Parties;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What FBS says about one fee (mellemværende), in FBS's own vocabulary and free of faults of its own. */
public sealed interface FeeMessage {

    /** Which fee. */
    ClaimKey key();

    /** FBS's own number of this state of the fee; it only grows. */
    int version();

    /** What a fee is for, in FBS's words. */
    enum FeeType {
        FEE,
        COMPENSATION,
        /** Also every type that FBS may invent later. */
        OTHER
    }

    /** Why a compensation is demanded. */
    enum Cause {
        NOT_RETURNED,
        DAMAGED
    }

    /** Why a fee was cancelled. */
    enum CancelReason {
        RETURNED,
        WAIVED,
        WRONG
    }

    /** The loan that the fee comes from. */
    record Loan(LocalDate loanedOn, LocalDate dueOn, Optional<LocalDate> returnedOn) {}

    /** A compensation's cause, and whether the debtor acknowledged it in writing. */
    record Compensation(Cause cause, boolean acknowledged) {}

    /** A material of the loan; kept here, never sent on: what somebody reads is nobody's business. */
    record Material(String itemNumber, Optional<String> recordId, Optional<String> group, Optional<String> issue) {}

    /**
     * The fee as it is now.
     *
     * @param typeAsSent FBS's own word for the type
     * @param amount what is owed, above 0
     */
    record Put(
            ClaimKey key,
            int version,
            FeeType type,
            String typeAsSent,
            String reasonMessage,
            Amount amount,
            Optional<Loan> loan,
            Optional<Compensation> compensation,
            List<Material> materials,
            LocalDate createdOn,
            Optional<LocalDate> dueOn,
            Parties parties)
            implements FeeMessage {

        public Put {
            materials = List.copyOf(materials);
        }

        /** Never prints what FBS said. */
        @Override
        public String toString() {
            return "Put[" + key.reference() + " version " + version + "]";
        }
    }

    /** The fee is annulled. */
    record Cancellation(ClaimKey key, int version, CancelReason reason, LocalDate on) implements FeeMessage {}
}
