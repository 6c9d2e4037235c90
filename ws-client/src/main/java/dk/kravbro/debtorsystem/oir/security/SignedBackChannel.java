package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.apache.wss4j.dom.engine.WSSConfig;

/**
 * The KombitToken model turned around: messages that come carry the sender's token for us and are signed, and so are our
 * answers. Thread-safe.
 */
public final class SignedBackChannel {

    private final SenderProof proof;
    private final MessageSigner signer;

    /**
     * @param identity our key and certificate, and the certificates of the token service
     * @param audience our entityID, as the platform registered it
     * @param clock for the freshness of messages and tokens
     */
    public SignedBackChannel(PlatformIdentity identity, String audience, Clock clock) {
        WSSConfig.init();
        this.proof = new SenderProof(identity.tokenServices(), audience, clock);
        this.signer = new MessageSigner(identity, clock);
    }

    /**
     * A message that was proved.
     *
     * @param municipalityCvr in whose name it was sent
     * @param messageId what our answer relates to
     * @param text the very tree that was proved, written anew: read this and nothing else
     */
    public record Sent(String municipalityCvr, String messageId, String text) {}

    /**
     * @param message as it came
     * @throws NotProved if anybody could have written it
     */
    public Sent prove(String message) throws NotProved {
        try {
            SenderProof.Sent sent = proof.check(message.getBytes(StandardCharsets.UTF_8));
            return new Sent(
                    sent.municipalityCvr(),
                    sent.messageId(),
                    new String(sent.envelope().bytes(), StandardCharsets.UTF_8));
        } catch (Unproved unproved) {
            throw new NotProved(String.valueOf(unproved.getMessage()));
        } catch (IOException noEnvelope) {
            throw new NotProved("it is no SOAP envelope that can be proved");
        }
    }

    /**
     * Our answer as it leaves.
     *
     * @param envelope without any header
     * @param messageId id of the message that it answers
     * @throws IllegalStateException if it cannot be signed
     */
    public String seal(String envelope, String messageId) {
        try {
            return new String(
                    signer.signAnswer(envelope.getBytes(StandardCharsets.UTF_8), messageId), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalStateException("an answer cannot be signed", broken);
        }
    }

    /** A message that anybody could have written; says in which respect, with nothing of its content. */
    public static final class NotProved extends Exception {
        private static final long serialVersionUID = 1L;

        NotProved(String seen) {
            super(seen);
        }
    }
}
