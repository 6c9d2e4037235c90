package dk.kravbro.debtorsystem.oir.security;

import java.util.Collection;
import java.util.Set;

/** The algorithms of XML signatures that are believed: nothing older than SHA-2, nothing that leaves a part of an element out. */
final class Algorithms {

    static final String ENVELOPED = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String TOKEN_REFERENCE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#STR-Transform";

    private static final Set<String> SIGNATURES = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384");
    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    /** Transforms that leave nothing of an element out; any other could. */
    private static final Set<String> WHOLE = Set.of(EXCLUSIVE, TOKEN_REFERENCE);

    private Algorithms() {}

    static boolean signs(String algorithm) {
        return SIGNATURES.contains(algorithm);
    }

    static boolean digests(String algorithm) {
        return DIGESTS.contains(algorithm);
    }

    /** Whether an element that went through these transforms was signed as a whole. */
    static boolean keepWhole(Collection<String> transforms) {
        return WHOLE.containsAll(transforms);
    }
}
