package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Proves a message that comes to us: its token is the token service's, is for us, and holds now; the token's holder signed
 * everything that matters, a moment ago. Thread-safe.
 */
final class SenderProof {

    /** Besides body, time stamp and token. */
    private static final List<String> ADDRESSING = List.of("Action", "MessageID", "To");

    private final Set<X509Certificate> tokenServices;
    private final String audience;
    private final Clock clock;

    /**
     * @param tokenServices certificates with which the token service signs
     * @param audience our entityID
     */
    SenderProof(Set<X509Certificate> tokenServices, String audience, Clock clock) {
        this.tokenServices = Set.copyOf(tokenServices);
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * A message that was proved.
     *
     * @param municipalityCvr in whose name it was sent
     * @param messageId its WS-Addressing id
     * @param envelope the tree that was proved
     */
    record Sent(String municipalityCvr, String messageId, Envelope envelope) {}

    /**
     * @throws Unproved if it is not its sender's for certain
     * @throws IOException if it is no SOAP envelope
     */
    Sent check(byte[] message) throws IOException {
        Envelope envelope = Envelope.parse(message);
        Element security = envelope.block(Envelope.SECURITY, "Security");
        if (security == null) {
            throw new Unproved("it is not signed");
        }
        Element assertion = Envelope.child(security, TokenClaims.SAML, "Assertion");
        Element signature = Envelope.child(security, TokenClaims.SIGNATURE, "Signature");
        if (assertion == null || signature == null) {
            throw new Unproved("it carries no token, or no signature");
        }
        SignedParts parts = new SignedParts(envelope.document());
        TokenClaims token = believed(assertion, parts);
        Set<Element> signed = parts.ofMessage(signature, token.holder().getPublicKey(), assertion);
        SignedParts.demand(signed, reference(signature, token), "token");
        SignedParts.demand(signed, envelope.body(), "Body");
        for (String each : ADDRESSING) {
            SignedParts.demand(signed, envelope.block(Envelope.ADDRESSING, each), each);
        }
        TimeStamp stamp = TimeStamp.of(envelope);
        SignedParts.demand(signed, stamp.element(), "Timestamp");
        stamp.demandFresh(clock.instant());
        Element id = envelope.block(Envelope.ADDRESSING, "MessageID");
        return new Sent(
                token.municipalityCvr(), id == null ? "" : id.getTextContent().strip(), envelope);
    }

    private TokenClaims believed(Element assertion, SignedParts parts) throws Unproved {
        Element signature = Envelope.child(assertion, TokenClaims.SIGNATURE, "Signature");
        if (signature == null || !isSigned(assertion, signature, parts)) {
            throw new Unproved("its token is not the token service's");
        }
        TokenClaims token = TokenClaims.of(assertion);
        Instant now = clock.instant();
        if (!audience.equals(token.audience())) {
            throw new Unproved("its token is for another service");
        }
        if (now.plus(TimeStamp.SKEW).isBefore(token.notBefore()) || !now.isBefore(token.notOnOrAfter())) {
            throw new Unproved("its token does not hold now");
        }
        return token;
    }

    /** Another certificate of the token service may hold: one is exchanged for the next now and then. */
    private boolean isSigned(Element assertion, Element signature, SignedParts parts) {
        return tokenServices.stream().anyMatch(each -> isSignedBy(each, assertion, signature, parts));
    }

    private boolean isSignedBy(X509Certificate tokenService, Element assertion, Element signature, SignedParts parts) {
        try {
            tokenService.checkValidity(Date.from(clock.instant()));
            return parts.ofToken(signature, tokenService.getPublicKey()).contains(assertion);
        } catch (Unproved | CertificateException notByThisOne) {
            return false;
        }
    }

    /** The reference to the token by which the message's signature covers it; null if it refers to something else. */
    private static @Nullable Element reference(Element signature, TokenClaims token) {
        Element info = Envelope.child(signature, TokenClaims.SIGNATURE, "KeyInfo");
        Element reference = info == null ? null : Envelope.child(info, Envelope.SECURITY, "SecurityTokenReference");
        Element identifier = reference == null ? null : Envelope.child(reference, Envelope.SECURITY, "KeyIdentifier");
        // By the one and only means: with two, the one that is read and the one that is signed could differ.
        return identifier != null
                        && reference != null
                        && Envelope.next(reference.getFirstChild()) == identifier
                        && Envelope.next(identifier.getNextSibling()) == null
                        && token.id().equals(identifier.getTextContent().strip())
                ? reference
                : null;
    }
}
