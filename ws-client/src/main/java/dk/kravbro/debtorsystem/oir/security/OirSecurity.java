package dk.kravbro.debtorsystem.oir.security;

import java.io.IOException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.apache.wss4j.dom.engine.WSSConfig;
import org.jspecify.annotations.Nullable;

/** The protection of an installation's calls: one model, its keys, its tokens. Thread-safe. */
public final class OirSecurity {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private final SecurityModel model;
    private final @Nullable SSLSocketFactory sockets;
    private final @Nullable X509Certificate ours;
    private final Clock clock;
    private final @Nullable ServiceAgreement agreement;
    private final @Nullable Signed signed;

    private OirSecurity(
            SecurityModel model,
            @Nullable MutualTls tls,
            Clock clock,
            @Nullable ServiceAgreement agreement,
            @Nullable Signed signed) {
        this.model = model;
        this.ours = tls == null ? null : tls.certificate();
        this.clock = clock;
        this.agreement = agreement;
        this.sockets = tls == null ? null : new NewTlsOnly(tls.context().getSocketFactory());
        this.signed = signed;
    }

    private record Signed(TokenCache tokens, MessageSigner signer, AnswerSeal seal) {}

    /** For a simulator on this machine only. */
    public static OirSecurity none() {
        return new OirSecurity(SecurityModel.NONE, null, Clock.systemUTC(), null, null);
    }

    /**
     * Mutual TLS; AuthorityContext and CallContext stand in the message.
     *
     * @param clock by which our certificate ends
     */
    public static OirSecurity authorityContext(MutualTls tls, Clock clock) {
        return new OirSecurity(SecurityModel.AUTHORITY_CONTEXT, tls, clock, null, null);
    }

    /**
     * Mutual TLS; an InvocationContext stands in the message.
     *
     * @param agreement what the platform registered for us
     * @param clock by which our certificate ends
     */
    public static OirSecurity invocationContext(MutualTls tls, ServiceAgreement agreement, Clock clock) {
        return new OirSecurity(SecurityModel.INVOCATION_CONTEXT, tls, clock, agreement, null);
    }

    /**
     * Mutual TLS, a token for the municipality, signed messages.
     *
     * @param identity our key and certificate, and the certificates that we believe
     * @param tokens where tokens come from
     * @param clock for the freshness of messages and tokens
     */
    public static OirSecurity kombitToken(MutualTls tls, PlatformIdentity identity, TokenSource tokens, Clock clock) {
        WSSConfig.init();
        // A call waits for the request of another no longer than that request may take.
        Duration longestWait = tokens.deadline().plusSeconds(1);
        return new OirSecurity(
                SecurityModel.KOMBIT_TOKEN,
                tls,
                clock,
                null,
                new Signed(
                        new TokenCache(new StsClient(tokens, identity, tls.context(), clock), clock, longestWait),
                        new MessageSigner(identity, clock),
                        new AnswerSeal(identity, identity.services(), clock)));
    }

    public SecurityModel model() {
        return model;
    }

    /** What the platform registered for us; only with INVOCATION_CONTEXT. */
    public ServiceAgreement agreement() {
        ServiceAgreement ours = agreement;
        if (ours == null) {
            throw new IllegalStateException("the security model " + model + " knows no service agreement");
        }
        return ours;
    }

    /** What a connection is made with; null without TLS. The same each time, so that connections may be kept. */
    public @Nullable SSLSocketFactory sockets() {
        return sockets;
    }

    /** The versions of TLS that are spoken. */
    static String[] protocols() {
        return new String[] {"TLSv1.3", "TLSv1.2"};
    }

    /**
     * @throws IllegalArgumentException if calls to that address would not be protected as the model demands
     */
    public void demandProtected(URI address) {
        if (model.needsTls() && !"https".equals(address.getScheme())) {
            throw new IllegalArgumentException(
                    "the security model " + model + " needs an address that starts with https");
        }
        if (!model.needsTls() && !THIS_MACHINE.contains(String.valueOf(address.getHost()))) {
            throw new IllegalArgumentException(
                    "without a security model only a simulator on this machine may be called, not "
                            + address.getHost());
        }
    }

    /**
     * The protection of one call; null where the connection is all there is.
     *
     * @throws NoToken if there is none for the municipality, or our certificate has ended: then nothing may be sent
     */
    public @Nullable CallSeal sealFor(String municipalityCvr) throws NoToken {
        if (ours != null && !clock.instant().isBefore(ours.getNotAfter().toInstant())) {
            // With TLS 1.3 the other side would say so after the message may have left.
            throw new NoToken(
                    NoToken.Reason.CERTIFICATE_ENDED,
                    "it ended at " + ours.getNotAfter().toInstant());
        }
        Signed both = signed;
        if (both == null) {
            return null;
        }
        return new SignedCall(both, both.tokens().tokenFor(municipalityCvr));
    }

    private static final class SignedCall implements CallSeal {

        private final Signed signed;
        private final SecurityToken token;
        private final String messageId = "urn:uuid:" + UUID.randomUUID();

        SignedCall(Signed signed, SecurityToken token) {
            this.signed = signed;
            this.token = token;
        }

        @Override
        public byte[] seal(byte[] envelope, String action, String to) throws NotSealed {
            try {
                return signed.signer().sign(envelope, new MessageSigner.Route(action, messageId, to), token);
            } catch (IOException broken) {
                throw new NotSealed(broken);
            }
        }

        @Override
        public Proof prove(byte[] answer) throws AnswerNotProved {
            try {
                Envelope proved = signed.seal().check(answer, messageId);
                Strength strength = AnswerSeal.isSigned(proved) ? Strength.SIGNED : Strength.UNSIGNED_FAULT;
                return new Proof(strength, proved.bytes());
            } catch (Unproved unproved) {
                throw new AnswerNotProved(String.valueOf(unproved.getMessage()));
            } catch (IOException noEnvelope) {
                return new Proof(Strength.NO_SOAP, new byte[0]);
            }
        }

        @Override
        public void refused() {
            signed.tokens().forget(token.municipalityCvr(), token);
        }
    }
}
