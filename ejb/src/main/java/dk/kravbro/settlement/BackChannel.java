package dk.kravbro.settlement;

import dk.kravbro.debtorsystem.SettlementMessage;
import java.time.Instant;

interface BackChannel {
    SettlementMessage read(String rawXml) throws UnreadableMessage;

    String receipt(SettlementMessage message, Instant at);

    String refusal(String conversationId, String code, String text);

    final class UnreadableMessage extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
