package dk.kravbro.simulator.security;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The platform's security in a rehearsal: connections, token service, and the door before the services. */
public final class PlatformSecurity {

    /** The entityID under which the services are called, as a token names it. */
    public static final String ENTITY_ID = "http://oir.simulator.example/service/debitor/1";

    /** The service agreement that is registered. */
    public static final UUID AGREEMENT = UUID.fromString("8f1c2a4e-5b7d-4e21-9c36-2d1f0a9b7c55");

    /** Path of the token service. */
    public static final String TOKEN_PATH = TokenDoor.PATH;

    private final RehearsalPki pki;
    private final Demand demand;
    private final @Nullable TokenDoor tokens;
    private final @Nullable IncomingProof proof;
    private final @Nullable OutgoingSeal seal;

    private PlatformSecurity(
            RehearsalPki pki,
            Demand demand,
            @Nullable TokenDoor tokens,
            @Nullable IncomingProof proof,
            @Nullable OutgoingSeal seal) {
        this.pki = pki;
        this.demand = demand;
        this.tokens = tokens;
        this.proof = proof;
        this.seal = seal;
    }

    /**
     * @param pki the rehearsal's certificates
     * @param demand what is demanded beyond a certificate
     * @param clock for tokens and time stamps
     * @throws IOException if the certificates cannot be read
     */
    public static PlatformSecurity of(RehearsalPki pki, Demand demand, Clock clock) throws IOException {
        // Now, not at the first connection.
        pki.identity(RehearsalPki.SERVER).key();
        if (demand != Demand.KOMBIT_TOKEN) {
            return new PlatformSecurity(pki, demand, null, null, null);
        }
        Identity sts = pki.identity(RehearsalPki.STS);
        Identity service = pki.identity(RehearsalPki.SERVICE_SIGNING);
        return new PlatformSecurity(
                pki,
                demand,
                new TokenDoor(sts.key(), sts.certificate(), ENTITY_ID, clock),
                new IncomingProof(sts.certificate(), ENTITY_ID, clock),
                new OutgoingSeal(service.key(), service.certificate(), clock));
    }

    /**
     * Connections on which the server is found so.
     *
     * @throws IOException if there is no certificate for it
     */
    HttpsConfigurator connections(Showing showing) throws IOException {
        Identity server = pki.identity(showing.certificate());
        return Connections.mutual(TlsContexts.mutual(server.file(), pki.trustStore(), pki.password()));
    }

    /** The token service; null where no tokens are demanded. */
    public @Nullable HttpHandler tokens() {
        return tokens;
    }

    /** The service behind its door. */
    public HttpHandler before(HttpHandler service) {
        return new GuardedDoor(
                service,
                proof == null || seal == null ? new ContextGuard(demand, AGREEMENT) : new TokenGuard(proof, seal));
    }

    /**
     * What messages to the creditor's system are signed with.
     *
     * @param pki the rehearsal's certificates
     * @param audience its entityID
     * @throws IOException if the certificates cannot be read
     * @throws IllegalStateException where no tokens are demanded
     */
    public SenderSeal senderSeal(RehearsalPki pki, String audience, Clock clock) throws IOException {
        TokenDoor issuer = tokens;
        if (issuer == null) {
            throw new IllegalStateException("only the model with tokens signs messages");
        }
        Identity own = pki.identity(RehearsalPki.PLATFORM);
        return new SenderSeal(
                issuer,
                own.key(),
                own.certificate(),
                pki.identity(RehearsalPki.FAGSYSTEM).certificate(),
                audience,
                clock);
    }

    /** How many tokens were issued; 0 where there are none. */
    public long tokensIssued() {
        return tokens == null ? 0 : tokens.issued();
    }

    /** Takes no token any more that was issued before now: as if it had ended. */
    public void withdrawTokens() {
        if (proof != null) {
            proof.withdraw();
        }
    }

    /** Lets the token service refuse from now on, with that text; null: no more. */
    public void refuseTokens(@Nullable String text) {
        if (tokens != null) {
            tokens.trouble(text);
        }
    }

    /** Lets tokens last so long from now on. */
    public void tokensLast(TokenTerms terms) {
        if (tokens != null) {
            tokens.last(terms);
        }
    }
}
