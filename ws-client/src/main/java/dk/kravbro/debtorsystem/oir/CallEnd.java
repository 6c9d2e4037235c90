package dk.kravbro.debtorsystem.oir;

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
 */
record CallEnd(OutcomeCause cause, String code, String seen, String receiptId, List<String> notices) {

    CallEnd {
        notices = List.copyOf(notices);
    }

    static CallEnd of(OutcomeCause cause, String code, String seen) {
        return new CallEnd(cause, code, seen, "", List.of());
    }

    DeliveryOutcome outcome() {
        return cause.outcome(code, seen, receiptId, notices);
    }
}
