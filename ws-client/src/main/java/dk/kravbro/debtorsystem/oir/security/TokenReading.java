package dk.kravbro.debtorsystem.oir.security;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads the token out of the token service's answer, and holds it against what was asked for: another municipality's token
 * would let us act in the wrong name.
 */
final class TokenReading {

    private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    private static final String SIGNATURE = "http://www.w3.org/2000/09/xmldsig#";

    private final String audience;
    private final byte[] ourCertificate;

    TokenReading(String audience, X509Certificate ourCertificate) {
        this.audience = audience;
        try {
            this.ourCertificate = ourCertificate.getEncoded();
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("our certificate cannot be written", broken);
        }
    }

    /** @throws NoToken if the answer's token is not the one that was asked for; says in which respect */
    SecurityToken read(Envelope answer, String municipalityCvr) throws NoToken {
        List<Element> assertions = all(answer.body(), SAML, "Assertion");
        if (assertions.size() != 1) {
            throw unbelievable("it holds " + assertions.size() + " assertions");
        }
        Element assertion = assertions.get(0);
        if (!texts(assertion, SAML, "Audience").equals(List.of(audience))) {
            throw unbelievable("the token is for another service");
        }
        if (!cvr(assertion).equals(List.of(municipalityCvr))) {
            throw unbelievable("the token is for another municipality");
        }
        if (!holder(assertion)) {
            throw unbelievable("the token is for another certificate");
        }
        Element conditions = only(assertion, "Conditions");
        String id = assertion.getAttribute("ID");
        if (id.isBlank()) {
            throw unbelievable("the token has no id");
        }
        return new SecurityToken(
                municipalityCvr,
                id,
                new String(Envelope.write(assertion), StandardCharsets.UTF_8),
                instant(conditions, "NotBefore"),
                instant(conditions, "NotOnOrAfter"));
    }

    private static List<String> cvr(Element assertion) {
        List<String> values = new ArrayList<>();
        for (Element each : all(assertion, SAML, "Attribute")) {
            if (StsClient.CVR_CLAIM.equals(each.getAttribute("Name"))) {
                values.addAll(texts(each, SAML, "AttributeValue"));
            }
        }
        return values;
    }

    private boolean holder(Element assertion) throws NoToken {
        Element confirmation = only(assertion, "SubjectConfirmation");
        if (!"urn:oasis:names:tc:SAML:2.0:cm:holder-of-key".equals(confirmation.getAttribute("Method"))) {
            throw unbelievable("the token is not bound to a certificate");
        }
        for (String each : texts(confirmation, SIGNATURE, "X509Certificate")) {
            try {
                if (java.util.Arrays.equals(Base64.getMimeDecoder().decode(each), ourCertificate)) {
                    return true;
                }
            } catch (IllegalArgumentException notBase64) {
                throw unbelievable("its certificate cannot be read");
            }
        }
        return false;
    }

    private static Instant instant(Element conditions, String name) throws NoToken {
        try {
            return Instant.parse(conditions.getAttribute(name));
        } catch (DateTimeException unreadable) {
            throw unbelievable("the token has no readable " + name);
        }
    }

    private static Element only(Element in, String name) throws NoToken {
        List<Element> found = all(in, SAML, name);
        if (found.size() != 1) {
            throw unbelievable("the token holds " + found.size() + " " + name);
        }
        return found.get(0);
    }

    private static List<String> texts(Element in, String namespace, String name) {
        return all(in, namespace, name).stream()
                .map(each -> each.getTextContent().strip())
                .toList();
    }

    private static List<Element> all(Element in, String namespace, String name) {
        NodeList nodes = in.getElementsByTagNameNS(namespace, name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static NoToken unbelievable(String seen) {
        return new NoToken(NoToken.Reason.UNBELIEVABLE, seen);
    }
}
