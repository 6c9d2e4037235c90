package dk.kravbro.debtorsystem;

import java.util.List;

/** What became of one call to a debtor system. */
public sealed interface DeliveryOutcome {

    /**
     * The debtor system has it.
     *
     * @param receiptId the receipt's id (kvittering), kept as proof
     * @param notices remarks (advis) that came along, codes and texts without personal data
     */
    record Accepted(String receiptId, List<String> notices) implements DeliveryOutcome {
        public Accepted {
            notices = List.copyOf(notices);
        }
    }

    /**
     * A business no (afvist): the debtor system understood and will not have it; the same again would be refused again.
     *
     * @param code the refusing side's code, as it came
     * @param text its words, without personal data
     */
    record Refused(String code, String text) implements DeliveryOutcome {}

    /**
     * Certain that it did not arrive; may be sent again under the same request id.
     *
     * @param code our code of the cause (see the adapter's table)
     * @param why why that is certain
     */
    record NotDelivered(String code, String why) implements DeliveryOutcome {}

    /**
     * Nobody knows whether it arrived: to be settled by asking, never by sending again.
     *
     * @param code our code of the cause
     * @param why what was seen
     */
    record InDoubt(String code, String why) implements DeliveryOutcome {}
}
