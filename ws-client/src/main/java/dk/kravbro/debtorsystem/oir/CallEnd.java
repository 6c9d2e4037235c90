package dk.kravbro.debtorsystem.oir;

import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import java.util.List;

/**
 * How one call ended.
 *
 * @param cause the row of the table
 * @param code the other side's own code, empty if there was none
 * @param seen what was seen, free of personal data
 * @param receiptId the receipt's id, empty unless there was one
 * @param notices remarks (advis), free of personal data
 * @param faults all that the other side complained of, free of identity numbers
 */
record CallEnd(
        OutcomeCause cause,
        String code,
        String seen,
        String receiptId,
        List<String> notices,
        List<CallTrace.Fault> faults) {

    CallEnd {
        notices = List.copyOf(notices);
        faults = List.copyOf(faults);
    }

    static CallEnd of(OutcomeCause cause, String code, String seen) {
        return new CallEnd(cause, code, seen, "", List.of(), List.of());
    }

    /** The same end with what the other side complained of. */
    CallEnd with(List<CallTrace.Fault> complaints) {
        return new CallEnd(cause, code, seen, receiptId, notices, complaints);
    }

    DeliveryOutcome outcome() {
        return cause.outcome(code, seen, receiptId, notices);
    }
}
