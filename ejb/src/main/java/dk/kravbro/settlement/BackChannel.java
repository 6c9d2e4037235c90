package dk.kravbro.settlement;

import dk.kravbro.debtorsystem.SettlementMessage;
import dk.kravbro.debtorsystem.oir.OirBackChannel;
import dk.kravbro.debtorsystem.oir.UnreadableMessage;
import dk.kravbro.debtorsystem.oir.security.PlatformIdentity;
import dk.kravbro.debtorsystem.oir.security.SignedBackChannel;
import dk.kravbro.secrets.OpenKeys;
import dk.kravbro.secrets.SecretMissing;
import dk.kravbro.secrets.Secrets;
import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The language of the back channel: the one class of this room that knows the ØiR adapter. */
@ApplicationScoped
class BackChannel {

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    @Inject
    Secrets secrets;

    private @Nullable OirBackChannel oir;

    /** Null where a certificate is all that is asked for. */
    private @Nullable SignedBackChannel signatures;

    @PostConstruct
    void learn() {
        oir = new OirBackChannel(clock);
        signatures = settings.backChannelIsSigned() ? signed() : null;
    }

    private SignedBackChannel signed() {
        OpenKeys own = secrets.open(settings.oirKeystore(), "platform-keys");
        KeyStore signers =
                secrets.open(settings.oirSigners(), "platform-signers").keys();
        return new SignedBackChannel(
                PlatformIdentity.of(own.keys(), settings.oirKeyName(), own.password(), signers),
                settings.ownEntityId(),
                clock);
    }

    /**
     * Opens what keys it needs; asked for at the start, so that a wrong one stops it.
     *
     * @throws SecretMissing if one is not there
     */
    void open() {
        // A proxy until something is asked of it.
        oir();
    }

    /**
     * A message that is signed.
     *
     * @param municipalityCvr in whose name
     * @param text the tree that was proved, written anew
     * @param seal signs the answer
     */
    record Signed(String municipalityCvr, String text, UnaryOperator<String> seal) {
        /** Never prints a message. */
        @Override
        public String toString() {
            return "Signed[" + municipalityCvr + "]";
        }
    }

    /**
     * Proves a message where the installation demands a signature.
     *
     * @return empty where a certificate is all that is asked for
     * @throws SenderCheck.NotProved if anybody could have written it; says in which respect
     */
    Optional<Signed> prove(String raw) throws SenderCheck.NotProved {
        SignedBackChannel proof = signatures;
        if (proof == null) {
            return Optional.empty();
        }
        try {
            SignedBackChannel.Sent sent = proof.prove(raw);
            return Optional.of(
                    new Signed(sent.municipalityCvr(), sent.text(), answer -> proof.seal(answer, sent.messageId())));
        } catch (SignedBackChannel.NotProved unproved) {
            throw new SenderCheck.NotProved(String.valueOf(unproved.getMessage()));
        }
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
