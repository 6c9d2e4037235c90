package dk.kravbro.debtorsystem;

import java.util.List;

/**
 * One message on the back channel.
 *
 * @param kind which of its messages, and so how it is answered
 * @param messageId the sender's id (RequestId), unique for the municipality
 * @param conversationId the conversation (TransaktionsId), to be echoed
 * @param municipalityCvr whose claims it is about
 * @param notices what it says, in order; at least one, at most 1,000
 */
public record SettlementMessage(
        Kind kind, String messageId, String conversationId, String municipalityCvr, List<SettlementNotice> notices) {

    /** How many notices one message may carry. */
    public static final int MAX_NOTICES = 1_000;

    /** The messages of the back channel. */
    public enum Kind {
        /** RegistrerDaekningAfskrivning: coverages, write-offs and account states, in their order. */
        SETTLEMENT,
        /** RegistrerKontostatus: account states alone. */
        ACCOUNT_STATUS
    }

    public SettlementMessage {
        notices = List.copyOf(notices);
        if (notices.isEmpty() || notices.size() > MAX_NOTICES) {
            throw new IllegalArgumentException("a message carries 1 to " + MAX_NOTICES + " notices");
        }
    }
}
