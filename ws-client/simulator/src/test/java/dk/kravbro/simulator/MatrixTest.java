package dk.kravbro.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.debtorsystem.PaymentOutcome;
import dk.kravbro.debtorsystem.QuestionAnswer;
import dk.kravbro.debtorsystem.oir.SoapVersion;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import dk.kravbro.simulator.security.Demand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation, by every way the adapter and a debtor system can be paired, with every way a call can end. Writes what
 * it saw to target/matrix.md. A further dimension (a security model) is a further {@link Pairing}.
 */
@Timeout(120)
class MatrixTest {

    private static final Path TABLE = Path.of("target/matrix.md");
    private static final String UNKNOWN = "DK-700000-UNKNOWN";
    private static final String BREAKS_THE_SCHEMA = "DK 1";

    /** One way to pair an adapter with a simulator. */
    record Pairing(String name, Opener opener) {

        /** Opens the pair on a store. */
        interface Opener {
            Conversation open(Path store) throws IOException;
        }

        static Pairing speaking(SoapVersion soap) {
            return new Pairing(soap.toString(), store -> new Conversation(store, Duration.ofSeconds(10), soap));
        }

        /** In a security model, over TLS. */
        static Pairing protectedBy(Demand demand, SoapVersion soap) {
            return new Pairing(
                    soap + " " + demand.word(), store -> new Conversation(store, soap, certificates(), demand));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Pairing> PAIRINGS = Stream.of(SoapVersion.values())
            .flatMap(soap -> Stream.concat(
                    Stream.of(Pairing.speaking(soap)),
                    Stream.of(Demand.values()).map(demand -> Pairing.protectedBy(demand, soap))))
            .toList();

    /** How a call is made to end. */
    enum Ending {
        ACCEPTED,
        REFUSED,
        PLATFORM_FAULT,
        ANSWER_LOST,
        CUT_BEFORE,
        GARBLED,
        SCHEMA_REFUSED,
        OUTAGE,
        THROTTLED,
        ANSWER_OF_ANOTHER,
        UNKNOWN_ELEMENT,
        ANSWER_AFTER_A_WHILE
    }

    @TempDir
    static Path folder;

    private static final Map<String, Conversation> OPEN = new LinkedHashMap<>();
    private static final Map<String, Map<Ending, String>> SEEN = new TreeMap<>();
    private static int claims;
    private static @Nullable RehearsalPki pki;

    static Stream<Arguments> cases() {
        return PAIRINGS.stream()
                .flatMap(pairing -> MatrixOperation.all().stream().map(each -> Arguments.of(pairing, each)));
    }

    @AfterAll
    static void writeTheTable() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Adapter and simulator: every operation, every ending");
        lines.add("");
        lines.add("| pairing | operation | "
                + String.join(" | ", Stream.of(Ending.values()).map(Enum::name).toList()) + " |");
        lines.add("|---|---|" + "---|".repeat(Ending.values().length));
        SEEN.forEach((key, seen) -> lines.add("| " + key + " | "
                + String.join(
                        " | ",
                        Stream.of(Ending.values())
                                .map(each -> seen.getOrDefault(each, "-"))
                                .toList())
                + " |"));
        Files.write(TABLE, lines);
        OPEN.values().forEach(Conversation::close);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void every_ending_is_classified(Pairing pairing, MatrixOperation operation) throws IOException {
        Conversation talk = open(pairing);
        Map<Ending, String> seen = new TreeMap<>();
        for (Ending ending : Ending.values()) {
            if (ending == Ending.REFUSED && operation.name().equals("HentDebitorregistrering")) {
                // Says of each request that it was refused, and cannot be refused itself.
                continue;
            }
            seen.put(ending, play(talk, operation, ending));
        }
        SEEN.put(pairing + " | " + operation, seen);

        Map<Ending, String> expected = new TreeMap<>(expected(operation));
        expected.keySet().retainAll(seen.keySet());
        assertThat(seen).isEqualTo(expected);
        assertThat(talk.control("GET", "/control/health", "").get("doubled").asInt())
                .isZero();
    }

    private static Map<Ending, String> expected(MatrixOperation operation) {
        String doubt = operation.asks() ? "Unanswered" : "InDoubt";
        String yes = operation.asks() ? "Answered" : "Accepted";
        String not = operation.asks() ? "Unanswered" : "NotDelivered";
        return Map.ofEntries(
                Map.entry(Ending.ACCEPTED, yes),
                Map.entry(Ending.REFUSED, "Refused " + operation.refusal()),
                Map.entry(Ending.PLATFORM_FAULT, not + " PLATFORM_NO_ROUTE"),
                Map.entry(Ending.ANSWER_LOST, doubt + " CONNECTION_LOST"),
                Map.entry(Ending.CUT_BEFORE, doubt + " CONNECTION_LOST"),
                Map.entry(Ending.GARBLED, doubt + " ANSWER_UNREADABLE"),
                Map.entry(Ending.OUTAGE, not + " PLATFORM_RECEIVER_UNREACHABLE"),
                Map.entry(Ending.THROTTLED, not + " PLATFORM_THROTTLED"),
                Map.entry(Ending.ANSWER_OF_ANOTHER, doubt + " ANSWER_OF_ANOTHER_CALL"),
                Map.entry(Ending.UNKNOWN_ELEMENT, doubt + " ANSWER_UNREADABLE"),
                Map.entry(Ending.ANSWER_AFTER_A_WHILE, yes),
                Map.entry(
                        Ending.SCHEMA_REFUSED,
                        operation.name().equals("HentDebitorregistrering")
                                ? "Unanswered PLATFORM_SCHEMA_REFUSED"
                                : "Refused SCHEMA"));
    }

    private String play(Conversation talk, MatrixOperation operation, Ending ending) {
        String reference = operation.creates() ? fresh() : registered(talk);
        switch (ending) {
            case REFUSED -> reference = operation.creates() ? registered(talk) : UNKNOWN;
            case SCHEMA_REFUSED -> reference = BREAKS_THE_SCHEMA;
            default -> {
                // The claim is as it should be.
            }
        }
        rule(talk, operation, ending);
        if (ending == Ending.THROTTLED) {
            operation.make(talk, reference, Conversation.call(Conversation.COPENHAGEN));
            reference = operation.creates() ? fresh() : reference;
        }
        CallIdentity call = Conversation.call(Conversation.COPENHAGEN);
        String said = words(operation.make(talk, reference, call));
        talk.control("DELETE", "/control/faults", "");
        if (!operation.asks()) {
            settle(talk, operation, ending, reference, call);
        }
        return said;
    }

    /** What was left in doubt is settled by asking, and a repeat takes effect only if the first call had none. */
    private static void settle(
            Conversation talk, MatrixOperation operation, Ending ending, String reference, CallIdentity call) {
        boolean cameThrough =
                ending == Ending.ANSWER_LOST || ending == Ending.GARBLED || ending == Ending.UNKNOWN_ELEMENT;
        if (!cameThrough && ending != Ending.CUT_BEFORE && ending != Ending.ANSWER_OF_ANOTHER) {
            return;
        }
        InquiryAnswer asked =
                talk.debtorSystem.inquire(Conversation.call(Conversation.COPENHAGEN), List.of(call.requestId()));
        assertThat(asked)
                .isInstanceOfSatisfying(
                        InquiryAnswer.Answered.class,
                        answered -> assertThat(answered.findings().get(call.requestId()))
                                .isInstanceOf(
                                        cameThrough
                                                ? InquiryAnswer.Finding.Found.class
                                                : InquiryAnswer.Finding.NotFound.class));
        assertThat(words(operation.make(talk, reference, Conversation.again(call))))
                .isEqualTo("Accepted");
    }

    private static void rule(Conversation talk, MatrixOperation operation, Ending ending) {
        String action = switch (ending) {
            case PLATFORM_FAULT -> "\"action\":\"FAULT\",\"code\":\"ROUTE_UNKNOWN\"";
            case ANSWER_LOST -> "\"action\":\"ANSWER_LOST\"";
            case CUT_BEFORE -> "\"action\":\"CUT\"";
            case GARBLED -> "\"action\":\"GARBLED\"";
            case REFUSED -> operation.hasClaim() ? "" : "\"action\":\"REFUSE\"";
            case SCHEMA_REFUSED -> operation.hasClaim() ? "" : "\"action\":\"FAULT\",\"code\":\"SCHEMA\"";
            case OUTAGE -> "\"action\":\"OUTAGE\",\"window\":{\"lasting\":\"PT1H\"}";
            // Over the limit from the second call on, and this is the second of this second.
            case THROTTLED -> "\"action\":\"RATE_LIMIT\",\"perSecond\":1";
            case ANSWER_OF_ANOTHER -> "\"action\":\"WRONG_ROUTE\",\"variant\":\"OTHER_REQUEST\"";
            case UNKNOWN_ELEMENT -> "\"action\":\"UNKNOWN_ELEMENT\"";
            case ANSWER_AFTER_A_WHILE -> "\"action\":\"ANSWER_AFTER\",\"delayMs\":5";
            case ACCEPTED -> "";
        };
        if (!action.isEmpty()) {
            assertThat(talk.control(
                                    "PUT",
                                    "/control/faults",
                                    "[{" + action + ",\"operation\":\"" + operation.name() + "\"}]")
                            .isArray())
                    .isTrue();
        }
    }

    /** An outcome as the table tells it: what became of the call, and why. */
    static String words(Object outcome) {
        if (outcome instanceof PaymentOutcome paid) {
            return words(paid.delivery());
        }
        if (outcome instanceof DeliveryOutcome.Refused no) {
            return "Refused " + no.code();
        }
        if (outcome instanceof DeliveryOutcome.NotDelivered not) {
            return "NotDelivered " + not.code();
        }
        if (outcome instanceof DeliveryOutcome.InDoubt doubt) {
            return "InDoubt " + doubt.code();
        }
        if (outcome instanceof QuestionAnswer.Refused<?> no) {
            return "Refused " + no.code();
        }
        if (outcome instanceof QuestionAnswer.Unanswered<?> no) {
            return "Unanswered " + no.code();
        }
        if (outcome instanceof InquiryAnswer.Unanswered no) {
            return "Unanswered " + no.code();
        }
        return outcome.getClass().getSimpleName();
    }

    private static String registered(Conversation talk) {
        String reference = fresh();
        assertThat(talk.debtorSystem.register(
                        Conversation.call(Conversation.COPENHAGEN), Conversation.fullClaim(reference, 10_000)))
                .isInstanceOf(DeliveryOutcome.Accepted.class);
        return reference;
    }

    private static String fresh() {
        return "DK-700000-" + ++claims;
    }

    /** Made once. They hold at the time that the conversation lives in, and at the time that TLS goes by. */
    private static synchronized RehearsalPki certificates() throws IOException {
        if (pki == null) {
            PkiRequest now = PkiRequest.forThisMachine(Conversation.NOW);
            pki = RehearsalPki.create(
                    folder.resolve("pki"),
                    new PkiRequest(
                            now.hosts(),
                            now.platformCvr(),
                            now.creditorCvr(),
                            List.of(),
                            Conversation.NOW,
                            Duration.ofDays(3_650)));
        }
        return pki;
    }

    private static Conversation open(Pairing pairing) throws IOException {
        Conversation talk = OPEN.get(pairing.name());
        if (talk == null) {
            talk = pairing.opener().open(folder.resolve(pairing.name()));
            OPEN.put(pairing.name(), talk);
        }
        return talk;
    }
}
