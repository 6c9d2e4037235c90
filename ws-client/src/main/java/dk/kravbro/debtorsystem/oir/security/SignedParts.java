package dk.kravbro.debtorsystem.oir.security;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.WSDocInfo;
import org.apache.wss4j.dom.transform.STRTransform;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Verifies a signature that a message carries under a key that is known already, and says what it covers: the very elements.
 * For messages whose key stands in a SAML token; WSS4J reads tokens with OpenSAML only, which is not on Maven Central.
 */
final class SignedParts {

    private final Map<String, Element> ids = new HashMap<>();
    private final Document document;

    /** @throws Unproved if an id stands twice: then nobody knows which element a signature means */
    SignedParts(Document document) throws Unproved {
        this.document = document;
        for (Element each : TokenClaims.all(document.getDocumentElement(), "*", "*")) {
            identify(each, Envelope.UTILITY, "Id");
            if (TokenClaims.SAML.equals(each.getNamespaceURI())) {
                identify(each, null, "ID");
            }
        }
    }

    private void identify(Element element, @Nullable String namespace, String name) throws Unproved {
        if (element.hasAttributeNS(namespace, name)
                && ids.put(element.getAttributeNS(namespace, name), element) != null) {
            throw new Unproved("an id stands twice");
        }
    }

    /** @throws Unproved if it is not there, or is none of the very elements that are signed */
    static void demand(Set<Element> signed, @Nullable Element element, String name) throws Unproved {
        if (element == null || !signed.contains(element)) {
            throw new Unproved("its " + name + " is not signed");
        }
    }

    /** What a token's own signature covers; it may stand in what it signs. */
    Set<Element> ofToken(Element signature, PublicKey key) throws Unproved {
        return covered(signature, key, null);
    }

    /**
     * What a message's signature covers.
     *
     * @param token what a reference to the token stands for
     */
    Set<Element> ofMessage(Element signature, PublicKey key, Element token) throws Unproved {
        return covered(signature, key, token);
    }

    private Set<Element> covered(Element signature, PublicKey key, @Nullable Element token) throws Unproved {
        DOMValidateContext context = new DOMValidateContext(key, signature);
        context.setProperty("org.apache.jcp.xml.dsig.secureValidation", true);
        ids.forEach((id, element) -> {
            boolean utility = element.getAttributeNS(Envelope.UTILITY, "Id").equals(id);
            context.setIdAttributeNS(element, utility ? Envelope.UTILITY : null, utility ? "Id" : "ID");
        });
        try {
            if (token != null) {
                WSDocInfo known = new WSDocInfo(document);
                known.addTokenElement(token, false);
                context.setProperty(STRTransform.TRANSFORM_WS_DOC_INFO, known);
            }
            XMLSignature read =
                    XMLSignatureFactory.getInstance("DOM", "ApacheXMLDSig").unmarshalXMLSignature(context);
            if (!Algorithms.signs(read.getSignedInfo().getSignatureMethod().getAlgorithm())
                    || !Algorithms.EXCLUSIVE.equals(
                            read.getSignedInfo().getCanonicalizationMethod().getAlgorithm())) {
                throw new Unproved("it is signed with an algorithm that is not believed");
            }
            if (!read.validate(context)) {
                throw new Unproved("its signature does not hold");
            }
            return elements(read, token == null);
        } catch (MarshalException | XMLSignatureException | WSSecurityException | GeneralSecurityException wrong) {
            throw new Unproved(
                    "its signature cannot be verified (" + wrong.getClass().getSimpleName() + ")");
        } catch (RuntimeException | LinkageError | StackOverflowError unforeseen) {
            // What a message holds decides which parts of the libraries run; none may end a thread.
            throw new Unproved(
                    "its signature cannot be read (" + unforeseen.getClass().getSimpleName() + ")");
        }
    }

    private Set<Element> elements(XMLSignature signature, boolean mayStandInside) {
        Set<Element> covered = new HashSet<>();
        for (Object each : signature.getSignedInfo().getReferences()) {
            Reference reference = (Reference) each;
            List<String> transforms = new ArrayList<>();
            for (Object transform : reference.getTransforms()) {
                transforms.add(((Transform) transform).getAlgorithm());
            }
            if (mayStandInside) {
                transforms.remove(Algorithms.ENVELOPED);
            }
            String uri = String.valueOf(reference.getURI());
            Element element = uri.startsWith("#") ? ids.get(uri.substring(1)) : null;
            if (element != null
                    && Algorithms.digests(reference.getDigestMethod().getAlgorithm())
                    && Algorithms.keepWhole(transforms)) {
                covered.add(element);
            }
        }
        return covered;
    }
}
