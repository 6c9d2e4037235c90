package dk.kravbro.debtorsystem;

import java.util.List;

/**
 * One message on the back channel.
 *
 * @param messageId the sender's id (RequestId), unique for the municipality
 * @param conversationId the conversation (TransaktionsId), to be echoed
 * @param municipalityCvr whose claims it is about
 * @param notices what it says, in order; at least one, at most 1,000
 */
public record SettlementMessage(
        String messageId, String conversationId, String municipalityCvr, List<SettlementNotice> notices) {

    /** How many notices one message may carry. */
    public static final int MAX_NOTICES = 1_000;

    public SettlementMessage {
        notices = List.copyOf(notices);
        if (notices.isEmpty() || notices.size() > MAX_NOTICES) {
            throw new IllegalArgumentException("a message carries 1 to " + MAX_NOTICES + " notices");
        }
    }
}
