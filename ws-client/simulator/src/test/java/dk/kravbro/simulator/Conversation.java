package dk.kravbro.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimAdjustment;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.PostalAddress;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.OirEndpoint;
import dk.kravbro.debtorsystem.oir.SoapVersion;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.security.Demand;
import dk.kravbro.simulator.security.PlatformSecurity;
import dk.kravbro.simulator.security.ProtectedConversation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A simulator and an adapter that speak over a real socket, with what a test needs to say. */
final class Conversation implements AutoCloseable {

    static final String COPENHAGEN = "64942212";
    static final String ODENSE = "35209115";
    static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
    static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    final Simulator simulator;
    final OirDebtorSystem debtorSystem;

    Conversation(Path store) throws IOException {
        this(store, Duration.ofSeconds(10));
    }

    Conversation(Path store, Duration receiveTimeout) throws IOException {
        this(store, receiveTimeout, SoapVersion.V1_1);
    }

    Conversation(Path store, Duration receiveTimeout, SoapVersion soap) throws IOException {
        simulator = Simulator.start(SimulatorSettings.onFreePort(store), CLOCK);
        debtorSystem = adapter(simulator.address(), soap, receiveTimeout, OirSecurity.none());
    }

    /** In a security model. */
    Conversation(Path store, SoapVersion soap, RehearsalPki pki, Demand demand) throws IOException {
        simulator = Simulator.start(SimulatorSettings.onFreePort(store), CLOCK);
        URI platform = simulator.protect(PlatformSecurity.of(pki, demand, CLOCK), 0);
        debtorSystem = adapter(
                platform, soap, Duration.ofSeconds(10), ProtectedConversation.creditor(pki, demand, platform, CLOCK));
    }

    private static OirDebtorSystem adapter(
            URI address, SoapVersion soap, Duration receiveTimeout, OirSecurity security) {
        return new OirDebtorSystem(
                new OirEndpoint(
                        address.resolve("/service/OIR/DebitorRegistreringAfsend/1"),
                        address.resolve("/service/OIR/DebitorForespoergsel/1"),
                        address.resolve("/service/OIR/DebitorIndbetaling/1"),
                        soap,
                        Duration.ofSeconds(5),
                        receiveTimeout,
                        Duration.ofSeconds(20)),
                security);
    }

    static CallIdentity call(String cvr) {
        return new CallIdentity(cvr, UUID.randomUUID(), NOW, UUID.randomUUID(), UUID.randomUUID());
    }

    static CallIdentity again(CallIdentity call) {
        return new CallIdentity(
                call.municipalityCvr(),
                call.conversationId(),
                call.conversationAt(),
                call.requestId(),
                UUID.randomUUID());
    }

    static ClaimRegistration claim(String reference, long ore) {
        return claim(reference, ore, "Gebyr (for sent)");
    }

    static ClaimRegistration claim(String reference, long ore, String description) {
        return new ClaimRegistration(
                reference,
                "BIBLIOTEKSGEBYR",
                ore,
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2026, 9, 29),
                LocalDate.of(2026, 11, 1),
                description,
                new Party(Party.Kind.CPR, "1808175189", "Maja Ærø & Søn <x>"),
                List.of(new Party(Party.Kind.CPR, "2710901096", "Fatima Ågård")));
    }

    /** A claim with every kind of party, each with an address and a subscription to letters. */
    static ClaimRegistration fullClaim(String reference, long ore) {
        ClaimRegistration plain = claim(reference, ore);
        return new ClaimRegistration(
                reference,
                plain.claimType(),
                ore,
                plain.incurredOn(),
                plain.dueOn(),
                plain.lastPaymentOn(),
                plain.periodFrom(),
                plain.periodTo(),
                plain.description(),
                withLetters("1808175189"),
                List.of(withLetters("2710901096")),
                List.of(withLetters("0101701234")),
                Optional.of(withLetters("0202801234")),
                List.of());
    }

    private static Party withLetters(String cpr) {
        return new Party(
                Party.Kind.CPR,
                cpr,
                "Å",
                Optional.of(new PostalAddress(List.of("Vej 1"), "2100", "København Ø")),
                List.of("RYKKER"));
    }

    static ClaimAdjustment adjustment(String reference, ClaimAdjustment.Kind kind, long ore) {
        return new ClaimAdjustment(reference, kind, ore, TODAY, "changed");
    }

    JsonNode control(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.address() + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return JSON.readTree(response.body());
        } catch (IOException trouble) {
            throw new IllegalStateException(trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** The lines of the exported store of one type. */
    List<JsonNode> store(String type) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.address() + "/control/store"))
                    .build();
            Stream<String> lines =
                    http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
            return lines.map(Conversation::json)
                    .filter(each -> each.get("type").asText().equals(type))
                    .toList();
        } catch (IOException trouble) {
            throw new IllegalStateException(trouble);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Override
    public void close() {
        debtorSystem.close();
        simulator.close();
    }
}
