package dk.kravbro.simulator.security;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.xml.XMLConstants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signs messages to the creditor's system as the platform does, in the municipality's name, and proves what it answers. */
public final class SenderSeal {

    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final String LIBERTY_PROFILE = "urn:liberty:sb:profile";
    private static final String SAML_ID = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLID";
    private static final String SAML_20 = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0";

    private final TokenDoor tokens;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final X509Certificate receiver;
    private final String audience;
    private final Clock clock;

    /**
     * @param key of the platform
     * @param certificate of the platform
     * @param receiver with which the creditor's system signs
     * @param audience its entityID
     */
    SenderSeal(
            TokenDoor tokens,
            PrivateKey key,
            X509Certificate certificate,
            X509Certificate receiver,
            String audience,
            Clock clock) {
        this.tokens = tokens;
        this.key = key;
        this.certificate = certificate;
        this.receiver = receiver;
        this.audience = audience;
        this.clock = clock;
    }

    /**
     * A message as it leaves.
     *
     * @param messageId what the answer must relate to
     */
    public record Sealed(String text, String messageId) {}

    /** @throws IOException if it is no SOAP envelope */
    public Sealed seal(byte[] message, String municipalityCvr, String action, URI to) throws IOException {
        Document envelope = Soap.parse(message);
        Element root = envelope.getDocumentElement();
        Element body = Soap.body(envelope);
        if (body == null) {
            throw new IOException("no SOAP envelope");
        }
        String messageId = "urn:uuid:" + UUID.randomUUID();
        Element header = Soap.headerOrNew(envelope, body);
        List<String> ids = new ArrayList<>();
        ids.add(Soap.identify(body, unique()));
        ids.add(Soap.identify(Soap.append(header, Soap.WSA, "wsa:Action", action), unique()));
        ids.add(Soap.identify(Soap.append(header, Soap.WSA, "wsa:MessageID", messageId), unique()));
        ids.add(Soap.identify(Soap.append(header, Soap.WSA, "wsa:To", to.toString()), unique()));
        Element replyTo = Soap.append(header, Soap.WSA, "wsa:ReplyTo", "");
        Soap.append(replyTo, Soap.WSA, "wsa:Address", Soap.WSA + "/anonymous");
        ids.add(Soap.identify(replyTo, unique()));
        ids.add(Soap.identify(framework(header), unique()));
        Element security = Soap.append(header, Soap.WSSE, "wsse:Security", "");
        security.setAttributeNS(root.getNamespaceURI(), root.getPrefix() + ":mustUnderstand", "1");
        ids.add(Soap.identify(Soap.stamp(security, clock.instant().truncatedTo(ChronoUnit.MILLIS), FRESH), unique()));
        Element token = (Element) envelope.importNode(tokens.token(municipalityCvr, certificate, audience), true);
        token.setIdAttributeNS(null, "ID", true);
        security.appendChild(token);
        Signatures.signWithToken(key, security, ids, reference(envelope, token), token);
        return new Sealed(new String(Soap.write(envelope), StandardCharsets.UTF_8), messageId);
    }

    private static Element framework(Element header) {
        Element framework = Soap.append(header, Soap.LIBERTY, "sbf:Framework", "");
        framework.setAttributeNS(null, "version", "2.0");
        framework.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:sbfprofile", LIBERTY_PROFILE);
        framework.setAttributeNS(LIBERTY_PROFILE, "sbfprofile:profile", "urn:liberty:sb:profile:basic");
        return framework;
    }

    private static Element reference(Document envelope, Element token) {
        Element reference = envelope.createElementNS(Soap.WSSE, "wsse:SecurityTokenReference");
        reference.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse", Soap.WSSE);
        reference.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse11", Soap.WSSE11);
        reference.setAttributeNS(Soap.WSSE11, "wsse11:TokenType", SAML_20);
        Soap.identify(reference, unique());
        Soap.append(reference, Soap.WSSE, "wsse:KeyIdentifier", token.getAttributeNS(null, "ID"))
                .setAttributeNS(null, "ValueType", SAML_ID);
        return reference;
    }

    private static String unique() {
        return "id-" + UUID.randomUUID();
    }

    /**
     * @param answer as it came
     * @param messageId of the message that it must answer
     * @throws IOException if it is not the receiver's for certain; says why
     */
    public void demandAnswer(byte[] answer, String messageId) throws IOException {
        Document envelope = Soap.parse(answer);
        Element header = Soap.header(envelope);
        Element security = Soap.child(header, Soap.WSSE, "Security");
        Element signature = Soap.child(security, Soap.DSIG, "Signature");
        Set<String> covered = signature == null ? null : Signatures.covered(signature, receiver, null);
        if (header == null || covered == null) {
            throw new IOException("the answer's signature is missing, or does not hold");
        }
        for (Element each : java.util.Arrays.asList(
                Soap.body(envelope),
                Soap.child(security, Soap.WSU, "Timestamp"),
                Soap.child(header, Soap.WSA, "RelatesTo"))) {
            if (each == null || !covered.contains(each.getAttributeNS(Soap.WSU, "Id"))) {
                throw new IOException("the answer's signature does not cover all of Body, Timestamp and RelatesTo");
            }
        }
        Instant now = clock.instant();
        if (!messageId.equals(Soap.text(header, Soap.WSA, "RelatesTo"))
                || !now.isBefore(Instant.parse(Soap.text(header, Soap.WSU, "Expires")))) {
            throw new IOException("the answer is another message's, or old");
        }
    }
}
