package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.apache.wss4j.dom.message.WSSecTimestamp;
import org.w3c.dom.Element;

/**
 * Signs messages as the policies of OIO IDWS demand: WS-Addressing, Liberty's framework header, a time stamp, and one
 * signature over all of them and the body. It works on the message as it is about to leave, since the policy engine of a SOAP
 * stack costs several times what the cryptography does. Thread-safe.
 */
final class MessageSigner {

    static final String LIBERTY = "urn:liberty:sb:2006-08";

    private static final String LIBERTY_PROFILE = "urn:liberty:sb:profile";
    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";

    /** How long a message counts as fresh. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Crypto ours;
    private final Clock clock;

    MessageSigner(PlatformIdentity identity, Clock clock) {
        this.ours = identity.signer();
        this.clock = clock;
    }

    /**
     * A message to a service, in the name of the token's municipality.
     *
     * @param envelope the message, without any header of these
     * @param route its WS-Addressing
     */
    byte[] sign(byte[] envelope, Route route, SecurityToken token) throws IOException {
        Envelope message = Envelope.parse(envelope);
        Element header = message.headerOrNew();
        List<WSEncryptionPart> parts = route.write(header);
        Element framework = Envelope.append(header, LIBERTY, "sbf:Framework");
        framework.setAttribute("version", "2.0");
        framework.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:sbfprofile", LIBERTY_PROFILE);
        framework.setAttributeNS(LIBERTY_PROFILE, "sbfprofile:profile", "urn:liberty:sb:profile:basic");
        parts.add(new WSEncryptionPart("Framework", LIBERTY, ""));
        Element assertion = (Element) header.getOwnerDocument()
                .importNode(
                        Envelope.document(token.assertion().getBytes(StandardCharsets.UTF_8))
                                .getDocumentElement(),
                        true);
        try {
            WSSecHeader security = secured(message, parts);
            security.getSecurityHeaderElement().appendChild(assertion);
            WSSecSignature signature = signature(security);
            signature.setKeyIdentifierType(WSConstants.CUSTOM_KEY_IDENTIFIER);
            signature.setCustomTokenId(token.id());
            signature.setCustomTokenValueType(WSConstants.WSS_SAML2_KI_VALUE_TYPE);
            signature.prepare(ours);
            // The token is signed too, by way of the reference to it: nobody can put another one in its place.
            WSEncryptionPart tokenItself = new WSEncryptionPart("STRTransform", "", "Element");
            tokenItself.setId(signature.getSecurityTokenReferenceURI());
            parts.add(tokenItself);
            signature.computeSignature(signature.addReferencesToSign(parts), false, null);
        } catch (WSSecurityException broken) {
            throw new IOException("the message cannot be signed", broken);
        }
        return message.bytes();
    }

    /** A request for a token: signed with the certificate itself. */
    byte[] sign(byte[] envelope, Route route) throws IOException {
        Envelope message = Envelope.parse(envelope);
        return signWithCertificate(message, route.write(message.headerOrNew()));
    }

    private byte[] signWithCertificate(Envelope message, List<WSEncryptionPart> parts) throws IOException {
        try {
            WSSecHeader security = secured(message, parts);
            WSSecSignature signature = signature(security);
            signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
            signature.setIncludeSignatureToken(true);
            signature.prepare(ours);
            signature.computeSignature(signature.addReferencesToSign(parts), false, null);
        } catch (WSSecurityException broken) {
            throw new IOException("the message cannot be signed", broken);
        }
        return message.bytes();
    }

    /** An answer of ours: signed with the certificate itself, which stands in it. */
    byte[] signAnswer(byte[] envelope, String relatesTo) throws IOException {
        Envelope message = Envelope.parse(envelope);
        List<WSEncryptionPart> parts = new ArrayList<>();
        Element header = message.headerOrNew();
        Route.block(header, parts, "MessageID", "urn:uuid:" + UUID.randomUUID());
        Route.block(header, parts, "RelatesTo", relatesTo);
        return signWithCertificate(message, parts);
    }

    private WSSecHeader secured(Envelope message, List<WSEncryptionPart> parts) throws WSSecurityException {
        WSSecHeader security = new WSSecHeader(message.document());
        security.setMustUnderstand(true);
        security.insertSecurityHeader();
        WSSecTimestamp stamp = new WSSecTimestamp(security);
        stamp.setTimeToLive(Math.toIntExact(FRESH.toSeconds()));
        stamp.setWsTimeSource(() -> clock.instant());
        stamp.build();
        parts.add(new WSEncryptionPart("Timestamp", Envelope.UTILITY, ""));
        parts.add(new WSEncryptionPart("Body", message.soapNamespace(), ""));
        return security;
    }

    private static WSSecSignature signature(WSSecHeader security) {
        WSSecSignature signature = new WSSecSignature(security);
        signature.setUserInfo(PlatformIdentity.OWN, PlatformIdentity.keyPassword());
        signature.setSignatureAlgorithm(RSA_SHA256);
        signature.setDigestAlgo(SHA256);
        signature.setAddInclusivePrefixes(false);
        return signature;
    }

    /**
     * Where a message goes and how its answer is recognised.
     *
     * @param action what is asked for
     * @param messageId its id, a URI
     * @param to the address
     */
    record Route(String action, String messageId, String to) {

        /** Writes the header blocks; each is to be signed. */
        private List<WSEncryptionPart> write(Element header) {
            List<WSEncryptionPart> parts = new ArrayList<>();
            block(header, parts, "Action", action);
            block(header, parts, "MessageID", messageId);
            block(header, parts, "To", to);
            Element replyTo = block(header, parts, "ReplyTo", "");
            Envelope.append(replyTo, Envelope.ADDRESSING, "wsa:Address").setTextContent(Envelope.ANONYMOUS);
            return parts;
        }

        private static Element block(Element header, List<WSEncryptionPart> parts, String name, String text) {
            Element block = Envelope.append(header, Envelope.ADDRESSING, "wsa:" + name);
            block.setTextContent(text);
            parts.add(new WSEncryptionPart(name, Envelope.ADDRESSING, ""));
            return block;
        }
    }
}
