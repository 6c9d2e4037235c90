package dk.kravbro.debtorsystem;

import java.util.OptionalLong;

/**
 * What became of a payment.
 *
 * @param delivery as of every call that changes something; a payment in doubt is settled by asking
 * @param outstandingOre what is left to pay of the sub-claim (restance), in øre; empty unless accepted and told
 */
public record PaymentOutcome(DeliveryOutcome delivery, OptionalLong outstandingOre) {}
