package dk.kravbro.simulator.security;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** XML signatures with the JDK's own implementation. */
final class Signatures {

    private static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    private static final Set<String> WHOLE =
            Set.of(CanonicalizationMethod.EXCLUSIVE, Transform.ENVELOPED, Soap.STR_TRANSFORM);

    static {
        // Line breaks within a signature come back as other characters from some SOAP stacks, and break its token.
        System.setProperty("com.sun.org.apache.xml.internal.security.ignoreLineBreaks", "true");
        TokenReference.install();
    }

    private Signatures() {}

    private static XMLSignatureFactory factory() {
        try {
            // By name: on a class path with another implementation that one might come first.
            return XMLSignatureFactory.getInstance("DOM", "XMLDSig");
        } catch (GeneralSecurityException | RuntimeException broken) {
            throw new IllegalStateException("this Java has no XML signatures", broken);
        }
    }

    /**
     * Whether a signature holds, and what it covers.
     *
     * @param token what a reference to the token stands for, if there is one
     * @return the ids that it covers; null if it does not hold
     */
    static @Nullable Set<String> covered(Element signature, X509Certificate signer, @Nullable Element token) {
        DOMValidateContext context = new DOMValidateContext(signer.getPublicKey(), signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        if (token != null) {
            context.put(TokenReference.TOKEN, token);
        }
        if (!identified(signature, context)) {
            return null;
        }
        try {
            XMLSignature read = factory().unmarshalXMLSignature(context);
            if (!RSA_SHA256.equals(read.getSignedInfo().getSignatureMethod().getAlgorithm())
                    || !read.validate(context)) {
                return null;
            }
            List<Reference> references = new ArrayList<>();
            for (Object each : read.getSignedInfo().getReferences()) {
                references.add((Reference) each);
            }
            return references.stream()
                    .filter(Signatures::coversWhole)
                    .map(each -> each.getURI().substring(1))
                    .collect(Collectors.toSet());
        } catch (MarshalException | XMLSignatureException | RuntimeException unreadable) {
            return null;
        }
    }

    private static boolean coversWhole(Reference reference) {
        for (Object each : reference.getTransforms()) {
            if (!WHOLE.contains(((Transform) each).getAlgorithm())) {
                return false;
            }
        }
        return reference.getURI() != null
                && reference.getURI().startsWith("#")
                && DigestMethod.SHA256.equals(reference.getDigestMethod().getAlgorithm());
    }

    /** Makes ids known; false if one stands twice, as then nobody knows which is meant. */
    private static boolean identified(Element signature, DOMValidateContext context) {
        Map<String, Element> ids = new HashMap<>();
        for (Element each : Soap.all(signature.getOwnerDocument().getDocumentElement(), "*", "*")) {
            if (each.hasAttributeNS(Soap.WSU, "Id")) {
                context.setIdAttributeNS(each, Soap.WSU, "Id");
                if (ids.put(each.getAttributeNS(Soap.WSU, "Id"), each) != null) {
                    return false;
                }
            }
            if (each.hasAttributeNS(null, "ID") && Soap.SAML.equals(each.getNamespaceURI())) {
                context.setIdAttributeNS(each, null, "ID");
                if (ids.put(each.getAttributeNS(null, "ID"), each) != null) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Signs.
     *
     * @param parent gets the signature as a child, before {@code next}
     * @param ids of the elements to cover
     * @param enveloped whether the signature stands inside of what it covers
     * @param keyInfo content of KeyInfo; none if null
     */
    static void sign(
            PrivateKey key,
            Element parent,
            @Nullable Node next,
            List<String> ids,
            boolean enveloped,
            @Nullable Element keyInfo) {
        try {
            List<Transform> transforms = new ArrayList<>();
            if (enveloped) {
                transforms.add(factory().newTransform(Transform.ENVELOPED, (TransformParameterSpec) null));
            }
            transforms.add(exclusive());
            DOMSignContext context =
                    next == null ? new DOMSignContext(key, parent) : new DOMSignContext(key, parent, next);
            sign(context, references(ids, transforms), keyInfo);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a message cannot be signed", broken);
        }
    }

    /**
     * Signs in a token's name.
     *
     * @param security gets the signature as its last child
     * @param ids of the elements to cover, besides the token
     * @param reference to the token, with an id; content of KeyInfo
     * @param token what it refers to
     */
    static void signWithToken(PrivateKey key, Element security, List<String> ids, Element reference, Element token) {
        try {
            List<Reference> references = new ArrayList<>(references(ids, List.of(exclusive())));
            references.addAll(references(
                    List.of(reference.getAttributeNS(Soap.WSU, "Id")),
                    List.of(factory().newTransform(Soap.STR_TRANSFORM, new TokenReference.InContext()))));
            DOMSignContext context = new DOMSignContext(key, security);
            context.put(TokenReference.TOKEN, token);
            sign(context, references, reference);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a message cannot be signed", broken);
        }
    }

    private static Transform exclusive() throws GeneralSecurityException {
        return factory().newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null);
    }

    private static List<Reference> references(List<String> ids, List<Transform> transforms)
            throws GeneralSecurityException {
        List<Reference> references = new ArrayList<>();
        for (String id : ids) {
            references.add(factory()
                    .newReference(
                            "#" + id, factory().newDigestMethod(DigestMethod.SHA256, null), transforms, null, null));
        }
        return references;
    }

    private static void sign(DOMSignContext context, List<Reference> references, @Nullable Element keyInfo)
            throws GeneralSecurityException {
        try {
            XMLSignatureFactory factory = factory();
            KeyInfo info =
                    keyInfo == null ? null : factory.getKeyInfoFactory().newKeyInfo(List.of(new DOMStructure(keyInfo)));
            XMLSignature signature = factory.newXMLSignature(
                    factory.newSignedInfo(
                            factory.newCanonicalizationMethod(
                                    CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                            factory.newSignatureMethod(RSA_SHA256, null),
                            references),
                    info);
            context.setDefaultNamespacePrefix("ds");
            signature.sign(context);
        } catch (MarshalException | XMLSignatureException broken) {
            throw new IllegalStateException("a message cannot be signed", broken);
        }
    }
}
