package dk.kravbro.debtorsystem.oir.security;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import org.w3c.dom.Element;

/**
 * Reads the token out of the token service's answer, and holds it against what was asked for: another municipality's token
 * would let us act in the wrong name.
 */
final class TokenReading {

    private final String audience;
    private final X509Certificate ourCertificate;

    TokenReading(String audience, X509Certificate ourCertificate) {
        this.audience = audience;
        this.ourCertificate = ourCertificate;
    }

    /** @throws NoToken if the answer's token is not the one that was asked for; says in which respect */
    SecurityToken read(Envelope answer, String municipalityCvr) throws NoToken {
        List<Element> assertions = TokenClaims.all(answer.body(), TokenClaims.SAML, "Assertion");
        if (assertions.size() != 1) {
            throw unbelievable("it holds " + assertions.size() + " assertions");
        }
        Element assertion = assertions.get(0);
        TokenClaims claims = claims(assertion);
        if (!claims.audience().equals(audience)) {
            throw unbelievable("the token is for another service");
        }
        if (!claims.municipalityCvr().equals(municipalityCvr)) {
            throw unbelievable("the token is for another municipality");
        }
        if (!claims.holder().equals(ourCertificate)) {
            throw unbelievable("the token is for another certificate");
        }
        return new SecurityToken(
                municipalityCvr,
                claims.id(),
                new String(Envelope.write(assertion), StandardCharsets.UTF_8),
                claims.notBefore(),
                claims.notOnOrAfter());
    }

    private static TokenClaims claims(Element assertion) throws NoToken {
        try {
            return TokenClaims.of(assertion);
        } catch (Unproved incomplete) {
            throw unbelievable(String.valueOf(incomplete.getMessage()));
        }
    }

    private static NoToken unbelievable(String seen) {
        return new NoToken(NoToken.Reason.UNBELIEVABLE, seen);
    }
}
