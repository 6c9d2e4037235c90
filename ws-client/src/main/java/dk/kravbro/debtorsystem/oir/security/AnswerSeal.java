package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.WSDataRef;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.apache.wss4j.dom.engine.WSSecurityEngine;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.w3c.dom.Element;

/**
 * Proves that an answer is the other side's, fresh, and the answer to our message. What a signature covers must be the very
 * body that is read next: a signature over something else in the message proves nothing. Thread-safe.
 */
final class AnswerSeal {

    private static final int ANY_AGE = Math.toIntExact(Duration.ofDays(10_000).toSeconds());

    private final Set<X509Certificate> believed;
    private final Crypto theirs;
    private final Clock clock;

    AnswerSeal(PlatformIdentity identity, Set<X509Certificate> believed, Clock clock) {
        this.believed = believed;
        this.theirs = identity.verifier(believed);
        this.clock = clock;
    }

    /**
     * @param answer as it came
     * @param messageId id of the message that it must answer
     * @throws Unproved if it is not proved; a SOAP fault without a signature is let through, as the platform signs none that it
     *     gives before it knows the caller
     * @throws IOException if it is no SOAP envelope
     */
    Envelope check(byte[] answer, String messageId) throws IOException {
        Envelope envelope = Envelope.parse(answer);
        if (!isSigned(envelope)) {
            if (envelope.isFault()) {
                return envelope;
            }
            throw new Unproved("it is not signed");
        }
        Set<Element> proved = proved(envelope);
        SignedParts.demand(proved, envelope.body(), "Body");
        TimeStamp stamp = TimeStamp.of(envelope);
        SignedParts.demand(proved, stamp.element(), "Timestamp");
        stamp.demandFresh(clock.instant());
        Element relatesTo = envelope.block(Envelope.ADDRESSING, "RelatesTo");
        SignedParts.demand(proved, relatesTo, "RelatesTo");
        if (relatesTo == null || !messageId.equals(relatesTo.getTextContent().strip())) {
            throw new Unproved("it answers another message");
        }
        return envelope;
    }

    /** Whether it carries a signature; {@link #check} lets none through that does not hold. */
    static boolean isSigned(Envelope envelope) {
        return envelope.block(Envelope.SECURITY, "Security") != null;
    }

    /** The very elements that a signature we believe covers. */
    private Set<Element> proved(Envelope envelope) throws Unproved {
        try {
            RequestData rules = new RequestData();
            rules.setWssConfig(WSSConfig.getNewInstance());
            rules.setSigVerCrypto(theirs);
            // The library goes by the machine's clock; the stamp is judged here, by ours.
            rules.setTimeStampStrict(false);
            rules.setTimeStampTTL(ANY_AGE);
            rules.setTimeStampFutureTTL(ANY_AGE);
            // The platform's own policies break the basic security profile in harmless ways; what matters is checked
            // here.
            rules.setDisableBSPEnforcement(true);
            WSHandlerResult read = new WSSecurityEngine().processSecurityHeader(envelope.document(), rules);
            if (read == null) {
                throw new Unproved("it is not signed");
            }
            Set<Element> proved = new HashSet<>();
            for (WSSecurityEngineResult each : read.getActionResults().getOrDefault(WSConstants.SIGN, List.of())) {
                proved.addAll(covered(each));
            }
            return proved;
        } catch (WSSecurityException wrong) {
            throw new Unproved("its signature does not hold (" + wrong.getErrorCode() + ")");
        } catch (RuntimeException | LinkageError | StackOverflowError unforeseen) {
            // What an answer holds decides which parts of the library run; some are not there, and none may end a
            // thread.
            throw new Unproved("its security header cannot be read ("
                    + unforeseen.getClass().getSimpleName() + ")");
        }
    }

    private Set<Element> covered(WSSecurityEngineResult signature) throws Unproved {
        if (!(signature.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE) instanceof X509Certificate signer)
                || !believed.contains(signer)) {
            throw new Unproved("it is signed by somebody else");
        }
        try {
            signer.checkValidity(Date.from(clock.instant()));
        } catch (CertificateException over) {
            throw new Unproved("it is signed with a certificate that has ended");
        }
        if (!Algorithms.signs(String.valueOf(signature.get(WSSecurityEngineResult.TAG_SIGNATURE_METHOD)))) {
            throw new Unproved("it is signed with an algorithm that is not believed");
        }
        Set<Element> covered = new HashSet<>();
        if (signature.get(WSSecurityEngineResult.TAG_DATA_REF_URIS) instanceof List<?> references) {
            for (Object each : references) {
                if (each instanceof WSDataRef reference
                        && reference.getProtectedElement() != null
                        && Algorithms.digests(reference.getDigestAlgorithm())
                        && Algorithms.keepWhole(reference.getTransformAlgorithms())) {
                    covered.add(reference.getProtectedElement());
                }
            }
        }
        return covered;
    }
}
