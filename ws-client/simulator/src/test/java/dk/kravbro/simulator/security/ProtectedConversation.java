package dk.kravbro.simulator.security;

import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.OirEndpoint;
import dk.kravbro.debtorsystem.oir.security.MutualTls;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.debtorsystem.oir.security.PlatformIdentity;
import dk.kravbro.debtorsystem.oir.security.ServiceAgreement;
import dk.kravbro.debtorsystem.oir.security.TokenSource;
import dk.kravbro.simulator.Simulator;
import dk.kravbro.simulator.SimulatorSettings;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.pki.TlsContexts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** A simulator and adapters that speak over TLS, as the platform would. */
public final class ProtectedConversation implements AutoCloseable {

    final RehearsalPki pki;
    final PlatformSecurity platform;
    final Simulator simulator;
    final URI address;
    private final Clock clock;

    ProtectedConversation(Path directory, RehearsalPki pki, Demand demand, Clock clock) throws IOException {
        this.pki = pki;
        this.clock = clock;
        this.platform = PlatformSecurity.of(pki, demand, clock);
        this.simulator = Simulator.start(SimulatorSettings.onFreePort(directory), clock);
        this.address = simulator.protect(platform, 0);
    }

    MutualTls tls(Identity identity) throws IOException {
        return tls(pki, identity);
    }

    private static MutualTls tls(RehearsalPki pki, Identity identity) throws IOException {
        return new MutualTls(
                TlsContexts.mutual(identity.file(), pki.trustStore(), pki.password()), identity.certificate());
    }

    OirDebtorSystem client(OirSecurity security) {
        return client(address, security);
    }

    static OirDebtorSystem client(URI address, OirSecurity security) {
        return new OirDebtorSystem(
                new OirEndpoint(
                        address.resolve("/service/OIR/DebitorRegistreringAfsend/1"),
                        address.resolve("/service/OIR/DebitorForespoergsel/1"),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60)),
                security);
    }

    OirSecurity tokens(Identity caller) throws IOException {
        return tokens(caller, address, clock);
    }

    OirSecurity tokens(Identity caller, URI tokenService, Clock callersClock) throws IOException {
        return tokens(pki, caller, tokenService, callersClock);
    }

    private static OirSecurity tokens(RehearsalPki pki, Identity caller, URI tokenService, Clock callersClock)
            throws IOException {
        return OirSecurity.kombitToken(
                tls(pki, caller),
                new PlatformIdentity(
                        caller.key(),
                        caller.certificate(),
                        Set.of(pki.identity(RehearsalPki.STS).certificate()),
                        Set.of(pki.identity(RehearsalPki.SERVICE_SIGNING).certificate())),
                new TokenSource(
                        tokenService.resolve(PlatformSecurity.TOKEN_PATH),
                        PlatformSecurity.ENTITY_ID,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(20)),
                callersClock);
    }

    /** What the creditor system shows where that is demanded. */
    public static OirSecurity creditor(RehearsalPki pki, Demand demand, URI platform, Clock clock) throws IOException {
        Identity caller = pki.identity(RehearsalPki.FAGSYSTEM);
        MutualTls tls = tls(pki, caller);
        return switch (demand) {
            case AUTHORITY_CONTEXT -> OirSecurity.authorityContext(tls, clock);
            case INVOCATION_CONTEXT ->
                OirSecurity.invocationContext(
                        tls,
                        new ServiceAgreement(
                                PlatformSecurity.AGREEMENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID()),
                        clock);
            case KOMBIT_TOKEN -> tokens(pki, caller, platform, clock);
        };
    }

    @Override
    public void close() {
        simulator.close();
    }
}
