package dk.kravbro.debtorsystem.oir.security;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What is added to a token inside of its own signature, which does not cover itself, says nothing. */
class TokenClaimsTest {

    private static final String CVR =
            "<s:AttributeStatement><s:Attribute Name=\"dk:gov:saml:attribute:CvrNumberIdentifier\">"
                    + "<s:AttributeValue>64942212</s:AttributeValue></s:Attribute></s:AttributeStatement>";
    private static final String AUDIENCE =
            "<s:Conditions NotBefore=\"2026-11-28T12:00:00Z\" NotOnOrAfter=\"2026-11-28T20:00:00Z\">"
                    + "<s:AudienceRestriction><s:Audience>urn:us</s:Audience></s:AudienceRestriction></s:Conditions>";
    private static final String HOLDER = "<s:Subject><s:SubjectConfirmation"
            + " Method=\"urn:oasis:names:tc:SAML:2.0:cm:holder-of-key\"><s:SubjectConfirmationData/>"
            + "</s:SubjectConfirmation></s:Subject>";

    @ParameterizedTest
    @ValueSource(strings = {CVR, AUDIENCE, HOLDER})
    void what_only_the_signature_holds_is_missing(String missing) throws IOException {
        String rest = (HOLDER + AUDIENCE + CVR).replace(missing, "");
        Element token = Envelope.document(assertion(missing, rest)).getDocumentElement();

        assertThatThrownBy(() -> TokenClaims.of(token))
                .isInstanceOf(Unproved.class)
                .hasMessageContaining("the token holds 0 ");
    }

    private static byte[] assertion(String inSignature, String rest) {
        return ("<s:Assertion xmlns:s=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_1\">"
                        + "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:Object>" + inSignature
                        + "</ds:Object></ds:Signature>" + rest + "</s:Assertion>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
