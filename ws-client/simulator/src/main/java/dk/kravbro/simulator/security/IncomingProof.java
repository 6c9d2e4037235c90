package dk.kravbro.simulator.security;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Proves a message to a service: the token is the token service's and holds, its holder signed all that matters. */
final class IncomingProof {

    /** How far the sender's clock may be ahead. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private static final String HOLDER_OF_KEY = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key";

    private final X509Certificate tokenSigner;
    private final String audience;
    private final Clock clock;
    private volatile Instant withdrawnUntil = Instant.MIN;

    IncomingProof(X509Certificate tokenSigner, String audience, Clock clock) {
        this.tokenSigner = tokenSigner;
        this.audience = audience;
        this.clock = clock;
    }

    /** Believes in no token any more that began before now. */
    void withdraw() {
        withdrawnUntil = clock.instant();
    }

    /**
     * @param municipalityCvr whose token it carried
     * @param messageId what an answer relates to
     */
    record Caller(String municipalityCvr, String messageId) {}

    /** @param connection the certificate of the TLS connection */
    Caller check(Document envelope, X509Certificate connection) throws Objection {
        Element security = Soap.child(Soap.header(envelope), Soap.WSSE, "Security");
        if (security == null) {
            throw new Objection(
                    "SECURITY_MODEL_MISSING",
                    "Security model for the called operation was not provided. The following are supported: [KombitToken]");
        }
        Element assertion = Soap.child(security, Soap.SAML, "Assertion");
        if (assertion == null) {
            throw new Objection("TOKEN_MISSING", "the Security header carries no token");
        }
        X509Certificate holder = token(assertion);
        if (!holder.equals(connection)) {
            throw new Objection("ACCESS_DENIED", "the token is bound to another certificate than the connection's");
        }
        message(envelope, security, assertion, holder);
        String cvr = cvr(assertion);
        Element body = Soap.body(envelope);
        String named = body == null ? "" : Soap.text(body, "*", "MunicipalityCVR");
        if (!named.isEmpty() && !named.equals(cvr)) {
            throw new Objection("ACCESS_DENIED", "the message names another municipality than the token");
        }
        return new Caller(cvr, Soap.text(header(envelope), Soap.WSA, "MessageID"));
    }

    private X509Certificate token(Element assertion) throws Objection {
        Element signature = Soap.child(assertion, Soap.DSIG, "Signature");
        Set<String> covered = signature == null ? null : Signatures.covered(signature, tokenSigner, null);
        if (covered == null || !covered.equals(Set.of(assertion.getAttributeNS(null, "ID")))) {
            throw new Objection("TOKEN_INVALID", "the token's own signature does not hold");
        }
        Element conditions = Soap.child(assertion, Soap.SAML, "Conditions");
        Instant now = clock.instant();
        if (conditions == null
                || now.plus(SKEW).isBefore(instant(conditions.getAttributeNS(null, "NotBefore")))
                || instant(conditions.getAttributeNS(null, "NotBefore")).isBefore(withdrawnUntil)
                || !now.isBefore(instant(conditions.getAttributeNS(null, "NotOnOrAfter")))) {
            throw new Objection("TOKEN_EXPIRED", "the token does not hold now");
        }
        if (!audience.equals(Soap.text(assertion, Soap.SAML, "Audience"))) {
            throw new Objection("TOKEN_INVALID", "the token is for another service");
        }
        Element confirmation =
                Soap.child(Soap.child(assertion, Soap.SAML, "Subject"), Soap.SAML, "SubjectConfirmation");
        if (confirmation == null || !HOLDER_OF_KEY.equals(confirmation.getAttributeNS(null, "Method"))) {
            throw new Objection("TOKEN_INVALID", "the token has no holder of key");
        }
        return certificate(Soap.text(confirmation, Soap.DSIG, "X509Certificate"));
    }

    private void message(Document envelope, Element security, Element assertion, X509Certificate holder)
            throws Objection {
        Element signature = Soap.child(security, Soap.DSIG, "Signature");
        Set<String> covered = signature == null ? null : Signatures.covered(signature, holder, assertion);
        if (signature == null || covered == null) {
            throw new Objection("SIGNATURE_INVALID", "the message's signature does not hold");
        }
        Element reference =
                Soap.child(Soap.child(signature, Soap.DSIG, "KeyInfo"), Soap.WSSE, "SecurityTokenReference");
        if (reference == null
                || !assertion.getAttributeNS(null, "ID").equals(Soap.text(reference, Soap.WSSE, "KeyIdentifier"))) {
            throw new Objection("SIGNATURE_INVALID", "the signature does not refer to the token");
        }
        Element stamp = Soap.child(security, Soap.WSU, "Timestamp");
        Element header = header(envelope);
        demand(covered, reference, "the token");
        demand(covered, Soap.body(envelope), "Body");
        demand(covered, stamp, "Timestamp");
        for (String each : List.of("Action", "MessageID", "To", "ReplyTo")) {
            demand(covered, Soap.child(header, Soap.WSA, each), each);
        }
        demand(covered, Soap.child(header, Soap.LIBERTY, "Framework"), "Framework");
        fresh(stamp);
    }

    private void fresh(@Nullable Element stamp) throws Objection {
        Instant now = clock.instant();
        if (stamp == null
                || now.plus(SKEW).isBefore(instant(Soap.text(stamp, Soap.WSU, "Created")))
                || !now.isBefore(instant(Soap.text(stamp, Soap.WSU, "Expires")))) {
            throw new Objection("MESSAGE_EXPIRED", "the message's time stamp does not hold now");
        }
    }

    private static void demand(Set<String> covered, @Nullable Element element, String name) throws Objection {
        if (element == null || !covered.contains(element.getAttributeNS(Soap.WSU, "Id"))) {
            throw new Objection("SIGNATURE_INVALID", "the signature does not cover " + name);
        }
    }

    private static String cvr(Element assertion) throws Objection {
        for (Element each : Soap.all(assertion, Soap.SAML, "Attribute")) {
            if (TokenDoor.CVR_CLAIM.equals(each.getAttributeNS(null, "Name"))) {
                return Soap.text(each, Soap.SAML, "AttributeValue");
            }
        }
        throw new Objection("TOKEN_INVALID", "the token names no municipality");
    }

    private static Element header(Document envelope) throws Objection {
        Element header = Soap.header(envelope);
        if (header == null) {
            throw new Objection("SIGNATURE_INVALID", "the message has no header");
        }
        return header;
    }

    private static Instant instant(String text) throws Objection {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw new Objection("MESSAGE_EXPIRED", "a point in time cannot be read");
        }
    }

    static X509Certificate certificate(String base64) throws Objection {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new Objection("TOKEN_INVALID", "a certificate cannot be read");
        }
    }
}
