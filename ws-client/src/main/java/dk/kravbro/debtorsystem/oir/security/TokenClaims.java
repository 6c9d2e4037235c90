package dk.kravbro.debtorsystem.oir.security;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * What a SAML 2.0 token with holder of key says; whether to believe it is another question.
 *
 * @param id its ID
 * @param audience the service that it is for
 * @param municipalityCvr the municipality that it is for
 * @param holder whoever has this certificate's key may use it
 * @param notBefore from when on it holds
 * @param notOnOrAfter until when
 */
record TokenClaims(
        String id,
        String audience,
        String municipalityCvr,
        X509Certificate holder,
        Instant notBefore,
        Instant notOnOrAfter) {

    static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private static final String HOLDER_OF_KEY = "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key";

    /**
     * Reads the claims. What stands in the token's own signature is no part of them: that signature does not cover itself, so
     * anybody may have added it.
     *
     * @throws Unproved if it does not say all of this, or says it twice
     */
    static TokenClaims of(Element assertion) throws Unproved {
        String id = assertion.getAttribute("ID");
        if (id.isBlank()) {
            throw new Unproved("the token has no id");
        }
        Element confirmation = only(signed(assertion, SAML, "SubjectConfirmation"), "SubjectConfirmation");
        if (!HOLDER_OF_KEY.equals(confirmation.getAttribute("Method"))) {
            throw new Unproved("the token is not bound to a certificate");
        }
        Element conditions = only(signed(assertion, SAML, "Conditions"), "Conditions");
        Instant end = instant(conditions, "NotOnOrAfter");
        Element data = only(signed(confirmation, SAML, "SubjectConfirmationData"), "SubjectConfirmationData");
        if (data.hasAttribute("NotOnOrAfter") && instant(data, "NotOnOrAfter").isBefore(end)) {
            end = instant(data, "NotOnOrAfter");
        }
        return new TokenClaims(
                id,
                text(only(signed(assertion, SAML, "Audience"), "Audience")),
                text(only(municipalities(assertion), "municipality")),
                certificate(
                        text(only(signed(confirmation, SIGNATURE, "X509Certificate"), "certificate of its holder"))),
                instant(conditions, "NotBefore"),
                end);
    }

    private static List<Element> municipalities(Element assertion) {
        List<Element> values = new ArrayList<>();
        for (Element each : signed(assertion, SAML, "Attribute")) {
            if (StsClient.CVR_CLAIM.equals(each.getAttribute("Name"))) {
                values.addAll(signed(each, SAML, "AttributeValue"));
            }
        }
        return values;
    }

    private static X509Certificate certificate(String base64) throws Unproved {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)));
        } catch (IllegalArgumentException | GeneralSecurityException unreadable) {
            throw new Unproved("the certificate in the token cannot be read");
        }
    }

    private static Instant instant(Element of, String name) throws Unproved {
        try {
            return Instant.parse(of.getAttribute(name));
        } catch (DateTimeException unreadable) {
            throw new Unproved("the token has no readable " + name);
        }
    }

    private static String text(Element element) {
        return element.getTextContent().strip();
    }

    private static Element only(List<Element> found, String name) throws Unproved {
        if (found.size() != 1) {
            throw new Unproved("the token holds " + found.size() + " " + name);
        }
        return found.get(0);
    }

    /** Those of that name that no signature holds. */
    private static List<Element> signed(Element in, String namespace, String name) {
        return all(in, namespace, name).stream()
                .filter(each -> !isInSignature(each))
                .toList();
    }

    private static boolean isInSignature(Element element) {
        for (Node each = element; each instanceof Element; each = each.getParentNode()) {
            if ("Signature".equals(each.getLocalName()) && SIGNATURE.equals(each.getNamespaceURI())) {
                return true;
            }
        }
        return false;
    }

    static List<Element> all(Element in, String namespace, String name) {
        NodeList nodes = in.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
