package dk.kravbro.simulator.security;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.CallTrace;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.DeliveryOutcome.NotDelivered;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.security.MutualTls;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.debtorsystem.oir.security.ServiceAgreement;
import dk.kravbro.simulator.pki.Flaw;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against the simulator over real TLS, in each security model. */
@Timeout(120)
class SecurityModelsTest {

    private static final String CVR = Calls.CVR;

    @TempDir
    private static Path shared;

    private static RehearsalPki pki;

    @TempDir
    private Path store;

    private final Clock clock = Clock.systemUTC();

    @BeforeAll
    static void certificates() throws IOException {
        pki = RehearsalPki.create(shared.resolve("pki"), PkiRequest.forThisMachine(Instant.now()));
    }

    private ProtectedConversation platform(Demand demand) throws IOException {
        return new ProtectedConversation(store, pki, demand, clock);
    }

    private static void demandNotDelivered(DeliveryOutcome outcome, String code) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotDelivered.class,
                        no -> assertThat(no.code()).as(no.why()).isEqualTo(code));
    }

    @Test
    void mutual_tls_carries_a_claim_over_a_kept_connection() throws IOException {
        try (ProtectedConversation platform = platform(Demand.AUTHORITY_CONTEXT);
                OirDebtorSystem client = platform.client(
                        OirSecurity.authorityContext(platform.tls(pki.identity(RehearsalPki.FAGSYSTEM)), clock))) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.register(Calls.call(CVR), Calls.claim("790900-" + i)))
                        .isInstanceOf(Accepted.class);
            }
        }
    }

    @Test
    void a_trace_of_a_signed_call_holds_both_messages_but_no_token() throws IOException {
        List<CallTrace> traces = new ArrayList<>();
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN);
                OirDebtorSystem client = platform.client(platform.tokens(pki.identity(RehearsalPki.FAGSYSTEM)))) {
            assertThat(client.tracedBy(traces::add).register(Calls.call(CVR), Calls.claim("790900-1")))
                    .isInstanceOf(Accepted.class);
        }

        CallTrace trace = traces.get(0);
        assertThat(new String(trace.request().kept(), StandardCharsets.UTF_8))
                .contains("790900-1", "the security token is not kept")
                .doesNotContain("<saml", "AttributeStatement", "SubjectConfirmation");
        assertThat(trace.request().note()).isEqualTo("the security token is left out");
        assertThat(trace.request().bytes()).isGreaterThan(trace.request().kept().length);
        assertThat(new String(trace.answer().kept(), StandardCharsets.UTF_8)).contains("ACCEPTERET", "SignatureValue");
        assertThat(trace.route().securityModel()).isEqualTo("KOMBIT_TOKEN");
    }

    @Test
    void a_service_agreement_is_told_with_each_call_and_others_are_not_known() throws IOException {
        try (ProtectedConversation platform = platform(Demand.INVOCATION_CONTEXT)) {
            ServiceAgreement ours = new ServiceAgreement(
                    PlatformSecurity.AGREEMENT, UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
            ServiceAgreement other =
                    new ServiceAgreement(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
            MutualTls tls = platform.tls(pki.identity(RehearsalPki.FAGSYSTEM));
            try (OirDebtorSystem client = platform.client(OirSecurity.invocationContext(tls, ours, clock));
                    OirDebtorSystem stranger = platform.client(OirSecurity.invocationContext(tls, other, clock));
                    OirDebtorSystem without = platform.client(OirSecurity.authorityContext(tls, clock))) {
                assertThat(client.register(Calls.call(CVR), Calls.claim("790900-1")))
                        .isInstanceOf(Accepted.class);
                demandNotDelivered(
                        stranger.register(Calls.call(CVR), Calls.claim("790900-2")), "PLATFORM_ACCESS_DENIED");
                demandNotDelivered(
                        without.register(Calls.call(CVR), Calls.claim("790900-3")), "PLATFORM_ACCESS_DENIED");
            }
        }
    }

    @Test
    void without_a_certificate_that_is_believed_nothing_is_delivered() throws IOException {
        try (ProtectedConversation platform = platform(Demand.AUTHORITY_CONTEXT)) {
            for (Flaw flaw : List.of(Flaw.EXPIRED, Flaw.OTHER_AUTHORITY, Flaw.NOT_YET_VALID)) {
                OirSecurity wrong =
                        OirSecurity.authorityContext(platform.tls(pki.flawed("caller", "98765433", flaw)), clock);
                try (OirDebtorSystem client = platform.client(wrong)) {
                    DeliveryOutcome outcome = client.register(Calls.call(CVR), Calls.claim("790900-1"));
                    // The peer may have closed before its alert was read: then nobody knows, which is allowed.
                    assertThat(outcome).as(flaw.name()).isNotInstanceOf(Accepted.class);
                }
            }
            assertThat(platform.platform.tokensIssued()).isZero();
        }
    }

    @Test
    void once_our_certificate_has_ended_nothing_is_sent_in_any_model() throws IOException {
        Clock later = Clock.offset(clock, Duration.ofDays(731));
        for (Demand demand : Demand.values()) {
            try (ProtectedConversation platform =
                            new ProtectedConversation(store.resolve(demand.word()), pki, demand, clock);
                    OirDebtorSystem client =
                            platform.client(ProtectedConversation.creditor(pki, demand, platform.address, later))) {
                demandNotDelivered(client.register(Calls.call(CVR), Calls.claim("790900-1")), "CERTIFICATE_ENDED");
            }
        }
    }

    @Test
    void a_server_of_another_name_or_another_authority_is_not_spoken_to() throws IOException {
        try (ProtectedConversation platform = platform(Demand.AUTHORITY_CONTEXT)) {
            OirSecurity security =
                    OirSecurity.authorityContext(platform.tls(pki.identity(RehearsalPki.FAGSYSTEM)), clock);
            // The certificate names localhost and 127.0.0.1; this is the same machine by another name.
            URI other = URI.create("https://127.0.0.2:" + platform.address.getPort());
            try (OirDebtorSystem client = ProtectedConversation.client(other, security)) {
                assertThat(client.register(Calls.call(CVR), Calls.claim("790900-1")))
                        .isInstanceOf(NotDelivered.class);
            }
            RehearsalPki elsewhere =
                    RehearsalPki.create(store.resolve("elsewhere"), PkiRequest.forThisMachine(Instant.now()));
            OirSecurity trustsOthers =
                    ProtectedConversation.creditor(elsewhere, Demand.AUTHORITY_CONTEXT, platform.address, clock);
            try (OirDebtorSystem client = platform.client(trustsOthers)) {
                demandNotDelivered(client.register(Calls.call(CVR), Calls.claim("790900-1")), "TLS_REFUSED");
            }
        }
    }

    @Test
    void a_token_per_municipality_signs_calls_and_answers() throws IOException {
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN);
                OirDebtorSystem client = platform.client(platform.tokens(pki.identity(RehearsalPki.FAGSYSTEM)))) {
            CallIdentity first = Calls.call(CVR);
            assertThat(client.register(first, Calls.claim("790900-1"))).isInstanceOf(Accepted.class);
            for (int i = 2; i < 20; i++) {
                assertThat(client.register(Calls.call(CVR), Calls.claim("790900-" + i)))
                        .isInstanceOf(Accepted.class);
            }
            assertThat(platform.platform.tokensIssued()).isEqualTo(1);
            assertThat(client.register(Calls.call("35209115"), Calls.claim("746100-1")))
                    .isInstanceOf(Accepted.class);
            assertThat(platform.platform.tokensIssued()).isEqualTo(2);
            assertThat(client.inquire(Calls.call(CVR), List.of(first.requestId())))
                    .isInstanceOfSatisfying(
                            InquiryAnswer.Answered.class,
                            answer -> assertThat(answer.findings()).containsKey(first.requestId()));
        }
    }

    @Test
    void a_caller_without_a_token_is_refused_and_nothing_is_taken() throws IOException {
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN);
                OirDebtorSystem client = platform.client(
                        OirSecurity.authorityContext(platform.tls(pki.identity(RehearsalPki.FAGSYSTEM)), clock))) {
            demandNotDelivered(client.register(Calls.call(CVR), Calls.claim("790900-1")), "PLATFORM_ACCESS_DENIED");
        }
    }

    @Test
    void a_token_service_that_refuses_is_no_delivery_and_is_asked_again_later() throws IOException {
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN);
                OirDebtorSystem client = platform.client(platform.tokens(pki.identity(RehearsalPki.FAGSYSTEM)))) {
            platform.platform.refuseTokens("the municipality has no agreement for this service");
            demandNotDelivered(client.register(Calls.call(CVR), Calls.claim("790900-1")), "TOKEN_REFUSED");
            platform.platform.refuseTokens(null);
            // Another municipality is not held up by it.
            assertThat(client.register(Calls.call("35209115"), Calls.claim("746100-1")))
                    .isInstanceOf(Accepted.class);
        }
    }

    @Test
    void a_token_service_that_is_away_is_no_delivery() throws IOException {
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN);
                OirDebtorSystem client = platform.client(platform.tokens(
                        pki.identity(RehearsalPki.FAGSYSTEM), URI.create("https://127.0.0.1:1"), clock))) {
            demandNotDelivered(client.register(Calls.call(CVR), Calls.claim("790900-1")), "TOKEN_UNREACHABLE");
        }
    }

    @Test
    void a_caller_whose_clock_is_wrong_is_told_so_and_delivers_nothing() throws IOException {
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN)) {
            for (Duration off : List.of(Duration.ofHours(-1), Duration.ofHours(1))) {
                OirSecurity security = platform.tokens(
                        pki.identity(RehearsalPki.FAGSYSTEM), platform.address, Clock.offset(clock, off));
                try (OirDebtorSystem client = platform.client(security)) {
                    assertThat(client.register(Calls.call(CVR), Calls.claim("790900-1")))
                            .isInstanceOf(NotDelivered.class);
                }
            }
        }
    }

    @Test
    void a_token_that_ended_is_refused_and_the_next_attempt_asks_for_a_new_one() throws IOException {
        try (ProtectedConversation platform = platform(Demand.KOMBIT_TOKEN);
                OirDebtorSystem client = platform.client(platform.tokens(pki.identity(RehearsalPki.FAGSYSTEM)))) {
            assertThat(client.register(Calls.call(CVR), Calls.claim("790900-1")))
                    .isInstanceOf(Accepted.class);
            // The service stops believing in the tokens that it gave out so far.
            platform.platform.withdrawTokens();
            CallIdentity late = Calls.call(CVR);
            demandNotDelivered(client.register(late, Calls.claim("790900-2")), "PLATFORM_ACCESS_DENIED");
            assertThat(client.register(late, Calls.claim("790900-2"))).isInstanceOf(Accepted.class);
            assertThat(platform.platform.tokensIssued()).isEqualTo(2);
        }
    }
}
