package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The security token service: WS-Trust 1.3, Issue, SAML 2.0 with holder of key, for the municipality that is claimed. */
final class TokenDoor implements HttpHandler {

    static final String PATH = "/sts/runtime/services/kombittrust/14/certificatemixed";
    static final String CVR_CLAIM = "dk:gov:saml:attribute:CvrNumberIdentifier";

    private static final String ISSUER = "https://saml.simulator.example/runtime";
    private static final String SAML_20 = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0";
    private static final int LONGEST_REQUEST = 100_000;
    private static final Duration SHORTEST_LIFE = Duration.ofHours(1);

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final OutgoingSeal seal;
    private final String audience;
    private final Clock clock;
    private final AtomicLong issued = new AtomicLong();
    private volatile @Nullable String trouble;
    private volatile TokenTerms terms = cvr -> TokenTerms.USUAL;

    TokenDoor(PrivateKey key, X509Certificate certificate, String audience, Clock clock) {
        this.key = key;
        this.certificate = certificate;
        this.seal = new OutgoingSeal(key, certificate, clock);
        this.audience = audience;
        this.clock = clock;
    }

    /** Refuses with that text from now on; null: no more. */
    void trouble(@Nullable String text) {
        trouble = text;
    }

    void last(TokenTerms demanded) {
        terms = demanded;
    }

    long issued() {
        return issued.get();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            status(exchange, 404);
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            status(exchange, 405);
            return;
        }
        byte[] request = WholeBody.read(exchange, LONGEST_REQUEST);
        if (request == null) {
            status(exchange, 413);
            return;
        }
        try {
            answer(exchange, 200, issue(Soap.parse(request), Connections.certificate(exchange)));
        } catch (Objection no) {
            answer(exchange, 500, fault(no).getBytes(StandardCharsets.UTF_8));
        } catch (IOException noXml) {
            answer(
                    exchange,
                    400,
                    fault(new Objection("InvalidRequest", "not well-formed XML"))
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] issue(Document request, X509Certificate connection) throws Objection, IOException {
        Element body = Soap.body(request);
        Element header = Soap.header(request);
        if (body == null || header == null) {
            throw new Objection("InvalidRequest", "no SOAP envelope with a header");
        }
        signed(header, body, connection);
        demand(Soap.text(body, Soap.TRUST, "RequestType").equals(Soap.TRUST + "/Issue"), "only Issue is supported");
        demand(Soap.text(body, Soap.TRUST, "TokenType").equals(SAML_20), "only SAML 2.0 tokens are issued");
        demand(Soap.text(body, Soap.TRUST, "KeyType").equals(Soap.TRUST + "/PublicKey"), "only PublicKey is supported");
        Element appliesTo = Soap.child(
                Soap.child(body, Soap.TRUST, "RequestSecurityToken"),
                "http://schemas.xmlsoap.org/ws/2004/09/policy",
                "AppliesTo");
        demand(
                appliesTo != null && Soap.text(appliesTo, Soap.WSA, "Address").equals(audience),
                "no service of that entityID is registered");
        Element useKey = Soap.child(Soap.child(body, Soap.TRUST, "RequestSecurityToken"), Soap.TRUST, "UseKey");
        demand(
                useKey != null
                        && IncomingProof.certificate(Soap.text(useKey, Soap.WSSE, "BinarySecurityToken"))
                                .equals(connection),
                "UseKey must hold the certificate of the connection, as a BinarySecurityToken");
        String cvr = claimed(body);
        String refusal = trouble;
        if (refusal != null) {
            throw new Objection("RequestFailed", refusal);
        }
        issued.incrementAndGet();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant ends = now.plus(terms.of(cvr));
        // A token that has ended began before it ended.
        Instant begins = ends.isAfter(now) ? now : ends.minus(SHORTEST_LIFE);
        return seal.seal(
                response(token(cvr, connection, audience, begins, ends), begins, ends),
                Soap.text(header, Soap.WSA, "MessageID"),
                Soap.TRUST + "/RSTRC/IssueFinal");
    }

    private static void signed(Element header, Element body, X509Certificate connection) throws Objection {
        Element security = Soap.child(header, Soap.WSSE, "Security");
        Element signature = Soap.child(security, Soap.DSIG, "Signature");
        Set<String> covered = signature == null ? null : Signatures.covered(signature, connection, null);
        demand(covered != null, "the request's signature does not hold under the connection's certificate");
        for (Element each : java.util.Arrays.asList(
                body,
                Soap.child(security, Soap.WSU, "Timestamp"),
                Soap.child(header, Soap.WSA, "Action"),
                Soap.child(header, Soap.WSA, "MessageID"),
                Soap.child(header, Soap.WSA, "To"))) {
            demand(
                    each != null && covered != null && covered.contains(each.getAttributeNS(Soap.WSU, "Id")),
                    "the request's signature does not cover all of Body, Timestamp, Action, MessageID and To");
        }
    }

    private static String claimed(Element body) throws Objection {
        for (Element each : Soap.all(body, "http://docs.oasis-open.org/wsfed/authorization/200706", "ClaimType")) {
            String value = each.getTextContent().strip();
            if (CVR_CLAIM.equals(each.getAttributeNS(null, "Uri")) && value.matches("[0-9]{8}")) {
                return value;
            }
        }
        throw new Objection("RequestFailed", "no CvrNumberIdentifier of eight digits is claimed");
    }

    /**
     * Makes a token that holds from now on for as long as usual.
     *
     * @param cvr the municipality that it is for
     * @param holder may use it
     * @param service the entityID of the service that it is for
     */
    Element token(String cvr, X509Certificate holder, String service) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return token(cvr, holder, service, now, now.plus(TokenTerms.USUAL));
    }

    private Element token(String cvr, X509Certificate holder, String service, Instant begins, Instant ends)
            throws IOException {
        String id = "_" + UUID.randomUUID();
        Document document = Soap.parse("""
                <saml2:Assertion xmlns:saml2="%s" ID="%s" IssueInstant="%s" Version="2.0">\
                <saml2:Issuer>%s</saml2:Issuer>\
                <saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName">%s</saml2:NameID>\
                <saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:holder-of-key">\
                <saml2:SubjectConfirmationData><ds:KeyInfo xmlns:ds="%s"><ds:X509Data><ds:X509Certificate>%s</ds:X509Certificate>\
                </ds:X509Data></ds:KeyInfo></saml2:SubjectConfirmationData></saml2:SubjectConfirmation></saml2:Subject>\
                <saml2:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml2:AudienceRestriction>\
                <saml2:Audience>%s</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>\
                <saml2:AttributeStatement><saml2:Attribute Name="%s" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">\
                <saml2:AttributeValue>%s</saml2:AttributeValue></saml2:Attribute></saml2:AttributeStatement>\
                </saml2:Assertion>""".formatted(
                        Soap.SAML,
                        id,
                        begins,
                        ISSUER,
                        escape(holder.getSubjectX500Principal().getName()),
                        Soap.DSIG,
                        OutgoingSeal.base64(holder),
                        begins,
                        ends,
                        escape(service),
                        CVR_CLAIM,
                        cvr)
                .getBytes(StandardCharsets.UTF_8));
        Element assertion = document.getDocumentElement();
        assertion.setIdAttributeNS(null, "ID", true);
        Element keyInfo = document.createElementNS(Soap.DSIG, "ds:X509Data");
        Soap.append(keyInfo, Soap.DSIG, "ds:X509Certificate", OutgoingSeal.base64(certificate));
        Signatures.sign(key, assertion, Soap.child(assertion, Soap.SAML, "Subject"), List.of(id), true, keyInfo);
        return assertion;
    }

    private static byte[] response(Element assertion, Instant begins, Instant ends) {
        return """
                <s:Envelope xmlns:s="%s"><s:Body><wst:RequestSecurityTokenResponseCollection xmlns:wst="%s">\
                <wst:RequestSecurityTokenResponse><wst:TokenType>%s</wst:TokenType>\
                <wst:RequestedSecurityToken>%s</wst:RequestedSecurityToken>\
                <wst:Lifetime><wsu:Created xmlns:wsu="%s">%s</wsu:Created><wsu:Expires xmlns:wsu="%s">%s</wsu:Expires></wst:Lifetime>\
                </wst:RequestSecurityTokenResponse></wst:RequestSecurityTokenResponseCollection></s:Body></s:Envelope>""".formatted(
                        Soap.SOAP_12,
                        Soap.TRUST,
                        SAML_20,
                        new String(Soap.write(assertion), StandardCharsets.UTF_8),
                        Soap.WSU,
                        begins,
                        Soap.WSU,
                        ends)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String fault(Objection no) {
        return """
                <s:Envelope xmlns:s="%s"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value><s:Subcode>\
                <s:Value xmlns:wst="%s">wst:%s</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="en">%s</s:Text></s:Reason>\
                </s:Fault></s:Body></s:Envelope>""".formatted(Soap.SOAP_12, Soap.TRUST, no.code(), escape(String.valueOf(no.getMessage())));
    }

    private static void demand(boolean met, String text) throws Objection {
        if (!met) {
            throw new Objection("RequestFailed", text);
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/soap+xml; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
