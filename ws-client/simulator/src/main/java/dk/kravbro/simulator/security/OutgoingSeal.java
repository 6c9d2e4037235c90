package dk.kravbro.simulator.security;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signs answers: time stamp, what they relate to, body. */
final class OutgoingSeal {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final PrivateKey key;
    private final String certificate;
    private final Clock clock;

    OutgoingSeal(PrivateKey key, X509Certificate certificate, Clock clock) {
        this.key = key;
        this.certificate = base64(certificate);
        this.clock = clock;
    }

    static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalStateException("a certificate cannot be written", broken);
        }
    }

    /** @throws IOException if it is no SOAP envelope */
    byte[] seal(byte[] answer, String relatesTo, String action) throws IOException {
        Document envelope = Soap.parse(answer);
        Element root = envelope.getDocumentElement();
        Element body = Soap.body(envelope);
        if (body == null) {
            throw new IOException("no SOAP envelope");
        }
        Element header = Soap.headerOrNew(envelope, body);
        String unique = UUID.randomUUID().toString();
        String actionId = Soap.identify(Soap.append(header, Soap.WSA, "wsa:Action", action), "action-" + unique);
        String messageId = Soap.identify(
                Soap.append(header, Soap.WSA, "wsa:MessageID", "urn:uuid:" + unique), "message-" + unique);
        String relatesId =
                Soap.identify(Soap.append(header, Soap.WSA, "wsa:RelatesTo", relatesTo), "relates-" + unique);
        Element security = Soap.append(header, Soap.WSSE, "wsse:Security", "");
        security.setAttributeNS(root.getNamespaceURI(), root.getPrefix() + ":mustUnderstand", "1");
        Element stamp = Soap.stamp(security, clock.instant().truncatedTo(ChronoUnit.MILLIS), FRESH);
        String stampId = Soap.identify(stamp, "stamp-" + unique);
        Element token = Soap.append(security, Soap.WSSE, "wsse:BinarySecurityToken", certificate);
        token.setAttributeNS(null, "EncodingType", Soap.BASE64);
        token.setAttributeNS(null, "ValueType", Soap.X509);
        String tokenId = Soap.identify(token, "x509-" + unique);
        Element reference = envelope.createElementNS(Soap.WSSE, "wsse:SecurityTokenReference");
        Element pointer = Soap.append(reference, Soap.WSSE, "wsse:Reference", "");
        pointer.setAttributeNS(null, "URI", "#" + tokenId);
        pointer.setAttributeNS(null, "ValueType", Soap.X509);
        String bodyId = Soap.identify(body, "body-" + unique);
        Signatures.sign(
                key, security, null, List.of(actionId, messageId, relatesId, stampId, bodyId), false, reference);
        return Soap.write(envelope);
    }
}
