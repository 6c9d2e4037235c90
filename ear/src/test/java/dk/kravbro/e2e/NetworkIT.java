package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The network between the server, the debtor systems and PostgreSQL misbehaves at random bytes while runs go on. The
 * short form plays the two troubles that leave most doubt.
 */
@Order(12)
class NetworkIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static FaultInstallation faults;
    private static String code;

    /** Where the trouble is. */
    enum Place {
        REGISTRATION("to the debtor systems", 300, 5),
        REGISTRATION_AND_INQUIRY("to the debtor systems, inquiries too", 300, 5),
        /** A run is over before little of it is troubled; and one connection that stands still may hold up the engine. */
        POSTGRESQL("to PostgreSQL", 1_500, 1);

        private final String words;
        private final int fees;
        private final int enough;

        /** @param enough connections troubled, from which on the network is calm again */
        Place(String words, int fees, int enough) {
            this.words = words;
            this.fees = fees;
            this.enough = enough;
        }

        private List<TcpProxy> proxies() {
            return switch (this) {
                case REGISTRATION -> List.of(faults.registration());
                case REGISTRATION_AND_INQUIRY -> List.of(faults.registration(), faults.inquiry());
                case POSTGRESQL -> List.of(faults.postgresql());
            };
        }
    }

    @BeforeAll
    static void start() {
        faults = FaultInstallation.shared();
        code = faults.municipality("PRISME");
    }

    @AfterEach
    void calm() {
        Stream.of(faults.registration(), faults.inquiry(), faults.postgresql()).forEach(TcpProxy::calm);
    }

    static Stream<Arguments> troubles() {
        if (!FaultInstallation.isLong()) {
            return Stream.of(
                    Arguments.of(Place.REGISTRATION, Trouble.CUT),
                    Arguments.of(Place.REGISTRATION, Trouble.ANSWERS_END));
        }
        return Arrays.stream(Place.values())
                .flatMap(place -> Arrays.stream(Trouble.values())
                        .filter(trouble -> trouble != Trouble.NONE)
                        .map(trouble -> Arguments.of(place, trouble)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("troubles")
    void a_troubled_network_loses_and_doubles_nothing(Place place, Trouble trouble) {
        FaultTable.Played fault = FaultTable.play("network " + place.words + ": " + trouble, faults.all());
        faults.load(code, place.fees);
        long before = met(place);
        faults.all().startRuns(code);
        place.proxies().forEach(proxy -> proxy.play(trouble));
        // How much of it a run meets is chance's; a run that is over meets nothing more.
        Await.until("the trouble was met", PATIENCE, () -> met(place) - before >= place.enough || isTold());
        assertThat(met(place) - before).as("connections troubled").isPositive();
        calm();

        faults.all().settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        fault.judge();
    }

    private static boolean isTold() {
        return faults.all().states(code).keySet().equals(Set.of("ACCEPTED"));
    }

    private static long met(Place place) {
        return place.proxies().stream().mapToLong(TcpProxy::met).sum();
    }
}
