package dk.kravbro.debtorsystem;

import java.time.LocalDate;

/**
 * A payment that was taken in at a till or online (indbetaling).
 *
 * @param claimReference the claim
 * @param subClaimReference the sub-claim it is for, as {@link PaymentDesk#findPayable} told it
 * @param amountOre in øre, above 0
 * @param paidOn the day it was paid
 * @param channel how it was paid
 */
public record Payment(
        String claimReference, String subClaimReference, long amountOre, LocalDate paidOn, Channel channel) {

    /** How something was paid. */
    public enum Channel {
        /** Kontant. */
        CASH,
        /** Betalingskort. */
        CARD,
        /** MobilePay. */
        MOBILE_PAY,
        /** Bibliotekets hjemmeside or app. */
        ONLINE
    }

    public Payment {
        if (amountOre <= 0) {
            throw new IllegalArgumentException("a payment is above 0 øre");
        }
    }
}
