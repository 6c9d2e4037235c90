package dk.kravbro.settlement;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.oir.OirBackChannel;
import dk.kravbro.debtorsystem.oir.UnreadableMessage;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The language of the back channel: the one class of this room that knows the ØiR adapter. */
@ApplicationScoped
class BackChannel {

    @Inject
    Clock clock;

    private @Nullable OirBackChannel oir;

    @PostConstruct
    void learn() {
        oir = new OirBackChannel(clock);
    }

    /** What came of reading a text. */
    sealed interface Reading {}

    /** It is a message. */
    record Understood(SettlementMessage message) implements Reading {}

    /**
     * It is none, and never will be.
     *
     * @param kind which message it is, as far as that could be read: how it is answered
     * @param code why, without anything of its content
     * @param conversationId the conversation to answer in; empty if it could not be read
     */
    record Unreadable(SettlementMessage.Kind kind, String code, String conversationId) implements Reading {}

    Reading read(String raw) {
        try {
            return new Understood(oir().read(raw));
        } catch (UnreadableMessage unreadable) {
            return new Unreadable(unreadable.kind(), unreadable.code(), unreadable.conversationId());
        }
    }

    /** The receipt for a message that was kept then: always the same for the same message. */
    String receipt(SettlementMessage message, Instant keptAt) {
        return oir().receipt(message, keptAt);
    }

    String refusal(SettlementMessage.Kind kind, String conversationId, String code, String text) {
        return oir().refusal(kind, conversationId, code, text);
    }

    private OirBackChannel oir() {
        return Objects.requireNonNull(oir, "the container calls learn() first");
    }
}
