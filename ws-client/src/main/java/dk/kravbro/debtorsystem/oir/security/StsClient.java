package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * Asks the security token service for tokens (WS-Trust 1.3, Issue), one for each municipality: the request is signed with our
 * certificate, the answer must be signed by the service. Thread-safe.
 */
final class StsClient implements TokenIssuer {

    static final String TRUST = "http://docs.oasis-open.org/ws-sx/ws-trust/200512";
    static final String ISSUE = TRUST + "/RST/Issue";
    static final String SAML_20 = "http://docs.oasis-open.org/wss/oasis-wss-saml-token-profile-1.1#SAMLV2.0";
    static final String CVR_CLAIM = "dk:gov:saml:attribute:CvrNumberIdentifier";

    /** Longest answer that is read, in bytes: about ten times a token. */
    private static final int LONGEST_ANSWER = 100_000;

    private static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final String X509 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";

    private final TokenSource service;
    private final MessageSigner signer;
    private final AnswerSeal seal;
    private final TokenReading reading;
    private final String ourCertificate;
    private final HttpClient http;

    StsClient(TokenSource service, PlatformIdentity identity, SSLContext tls, Clock clock) {
        this.service = service;
        this.signer = new MessageSigner(identity, clock);
        this.seal = new AnswerSeal(identity, identity.tokenServices(), clock);
        this.reading = new TokenReading(service.appliesTo(), identity.certificate());
        this.ourCertificate = encoded(identity);
        SSLParameters versions = new SSLParameters();
        versions.setProtocols(OirSecurity.protocols());
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(service.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(tls)
                .sslParameters(versions)
                .build();
    }

    private static String encoded(PlatformIdentity identity) {
        try {
            return Base64.getEncoder().encodeToString(identity.certificate().getEncoded());
        } catch (CertificateEncodingException broken) {
            throw new IllegalArgumentException("our certificate cannot be written", broken);
        }
    }

    @Override
    public SecurityToken issue(String municipalityCvr) throws NoToken {
        MessageSigner.Route route = new MessageSigner.Route(
                ISSUE, "urn:uuid:" + UUID.randomUUID(), service.address().toString());
        HttpResponse<byte[]> answer = send(signed(request(municipalityCvr), route));
        try {
            Envelope envelope = seal.check(answer.body(), route.messageId());
            if (envelope.isFault()) {
                throw new NoToken(NoToken.Reason.REFUSED, envelope.faultText());
            }
            if (answer.statusCode() != 200) {
                throw new NoToken(NoToken.Reason.REFUSED, "HTTP " + answer.statusCode());
            }
            return reading.read(envelope, municipalityCvr);
        } catch (Unproved unproved) {
            throw new NoToken(NoToken.Reason.UNBELIEVABLE, "the token service's answer: " + unproved.getMessage());
        } catch (IOException noEnvelope) {
            throw new NoToken(
                    answer.statusCode() >= 500 ? NoToken.Reason.UNREACHABLE : NoToken.Reason.REFUSED,
                    "no SOAP answer, HTTP " + answer.statusCode());
        }
    }

    private byte[] signed(String request, MessageSigner.Route route) throws NoToken {
        try {
            return signer.sign(request.getBytes(StandardCharsets.UTF_8), route);
        } catch (IOException broken) {
            throw new NoToken(NoToken.Reason.REFUSED, "the request could not be signed");
        }
    }

    private HttpResponse<byte[]> send(byte[] request) throws NoToken {
        HttpRequest post = HttpRequest.newBuilder(service.address())
                .header("Content-Type", "application/soap+xml; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(post, head -> new LimitedBody(LONGEST_ANSWER));
        try {
            return answer.get(service.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new NoToken(NoToken.Reason.UNREACHABLE, "no answer within " + service.deadline());
        } catch (ExecutionException trouble) {
            throw new NoToken(
                    NoToken.Reason.UNREACHABLE,
                    String.valueOf(trouble.getCause()).split(":", 2)[0]);
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoToken(NoToken.Reason.UNREACHABLE, "stopped while waiting for a token");
        }
    }

    /** No value in it comes from outside: a CVR number is eight digits, the entityID is configured. */
    private String request(String municipalityCvr) {
        return """
                <s:Envelope xmlns:s="%s"><s:Body><wst:RequestSecurityToken xmlns:wst="%s">\
                <wst:RequestType>%s/Issue</wst:RequestType>\
                <wsp:AppliesTo xmlns:wsp="http://schemas.xmlsoap.org/ws/2004/09/policy">\
                <wsa:EndpointReference xmlns:wsa="%s"><wsa:Address>%s</wsa:Address></wsa:EndpointReference>\
                </wsp:AppliesTo>\
                <wst:TokenType>%s</wst:TokenType><wst:KeyType>%s/PublicKey</wst:KeyType>\
                <wst:Claims Dialect="http://docs.oasis-open.org/wsfed/authorization/200706/authclaims">\
                <auth:ClaimType xmlns:auth="http://docs.oasis-open.org/wsfed/authorization/200706" Uri="%s">\
                <auth:Value>%s</auth:Value></auth:ClaimType></wst:Claims>\
                <wst:UseKey><wsse:BinarySecurityToken xmlns:wsse="%s" EncodingType="%s" ValueType="%s">%s\
                </wsse:BinarySecurityToken></wst:UseKey>\
                </wst:RequestSecurityToken></s:Body></s:Envelope>""".formatted(
                        Envelope.SOAP_12,
                        TRUST,
                        TRUST,
                        Envelope.ADDRESSING,
                        service.appliesTo().replace("&", "&amp;").replace("<", "&lt;"),
                        SAML_20,
                        TRUST,
                        CVR_CLAIM,
                        municipalityCvr,
                        Envelope.SECURITY,
                        BASE64,
                        X509,
                        ourCertificate);
    }
}
