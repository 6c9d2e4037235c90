package dk.kravbro.web.api;

import dk.kravbro.client.Proof;
import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.naming.InvalidNameException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/**
 * What a caller has proved to the server (legitimation), as the list of clients writes it. The server has verified it
 * all: the certificate's chain, the token's signature, issuer, audience and end, the password.
 */
final class Credentials {

    /** Set by the server where it asked for a certificate, and nowhere else. */
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private static final String ORGANISATION = "organizationIdentifier";
    private static final String SERIAL = "serialNumber";
    private static final Map<String, String> NAMES = Map.of("2.5.4.97", ORGANISATION, "2.5.4.5", SERIAL);

    /** OCES3 writes the number in organizationIdentifier, OCES2 in serialNumber. */
    private static final Pattern CVR = Pattern.compile("NTRDK-([0-9]{8})|CVR:([0-9]{8})-.*");

    private Credentials() {}

    /** What it proved, the most telling first; empty if nothing of it can stand on the list. */
    static List<Proof> of(HttpServletRequest request) {
        if (HttpServletRequest.CLIENT_CERT_AUTH.equals(request.getAuthType())) {
            return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0
                    ? of(chain[0])
                    : List.of();
        }
        Principal principal = request.getUserPrincipal();
        if (principal instanceof OidcPrincipal<?> holder) {
            return of(holder.getOidcSecurityContext());
        }
        return HttpServletRequest.BASIC_AUTH.equals(request.getAuthType()) && principal != null
                ? proof(Proof.Kind.USER, principal.getName()).stream().toList()
                : List.of();
    }

    private static List<Proof> of(OidcSecurityContext token) {
        List<Proof> proofs = new ArrayList<>();
        proof(Proof.Kind.TOKEN_SUBJECT, token.getToken().getSubject()).ifPresent(proofs::add);
        String client = Optional.ofNullable(token.getToken().getClaimValueAsString("azp"))
                .orElseGet(() -> token.getToken().getClaimValueAsString("client_id"));
        proof(Proof.Kind.TOKEN_CLIENT, client).ifPresent(proofs::add);
        return proofs;
    }

    /** A certificate itself, then whose it is. */
    static List<Proof> of(X509Certificate certificate) {
        List<Proof> proofs = new ArrayList<>();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            proofs.add(new Proof(Proof.Kind.CERTIFICATE, HexFormat.of().formatHex(digest)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a certificate that came over TLS can be encoded", impossible);
        }
        organisation(certificate.getSubjectX500Principal()).ifPresent(proofs::add);
        return proofs;
    }

    private static Optional<Proof> organisation(X500Principal subject) {
        String serial = attribute(subject, SERIAL);
        String organisation = attribute(subject, ORGANISATION);
        if (serial.isEmpty()) {
            return Optional.empty();
        }
        Matcher cvr = CVR.matcher(organisation.isEmpty() ? serial : organisation);
        return cvr.matches()
                ? proof(
                        Proof.Kind.ORGANISATION,
                        Optional.ofNullable(cvr.group(1)).orElseGet(() -> cvr.group(2)) + ' ' + serial)
                : Optional.empty();
    }

    /** The one value of an attribute; empty if there is none, or more than one: then nobody knows which counts. */
    private static String attribute(X500Principal subject, String name) {
        List<String> values = new ArrayList<>();
        try {
            for (Rdn part : new LdapName(subject.getName(X500Principal.RFC2253, NAMES)).getRdns()) {
                Attribute attribute = part.toAttributes().get(name);
                if (attribute != null) {
                    NamingEnumeration<?> all = attribute.getAll();
                    while (all.hasMore()) {
                        values.add(String.valueOf(all.next()));
                    }
                }
            }
        } catch (InvalidNameException unreadable) {
            return "";
        } catch (NamingException impossible) {
            throw new IllegalStateException("a name in memory can be read", impossible);
        }
        return values.size() == 1 ? values.get(0) : "";
    }

    private static Optional<Proof> proof(Proof.Kind kind, @Nullable String value) {
        return value == null || value.isEmpty() || value.length() > Proof.LONGEST
                ? Optional.empty()
                : Optional.of(new Proof(kind, value));
    }
}
