package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server dies at an exact point of a transaction or of a call, and starts again on what it left. Which points:
 * {@code -Dcrash.points} (short: the most telling two; long: all; or names of rules, with commas), how often each: {@code
 * -Dcrash.rounds}.
 */
@Order(11)
class CrashPointsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FEES = 240;
    private static final int CHANGED = 30;

    /** Every answer of so many is lost after the work was done. */
    private static final String LOST = "{\"action\":\"ANSWER_LOST\",\"everyNth\":7}";

    private static FaultInstallation faults;
    private static String code;

    /**
     * A point.
     *
     * @param rule of crash.btm
     * @param hit which hit of it kills
     */
    record Point(String rule, int hit, boolean isTelling, String words) {
        @Override
        public String toString() {
            return words;
        }
    }

    private static final List<Point> POINTS = List.of(
            new Point("postgresql-prepared", 1, false, "PostgreSQL has prepared"),
            new Point("prepared", 1, false, "the first resource has prepared"),
            new Point("prepared", 2, false, "both have prepared, no decision is logged"),
            new Point("committing", 1, false, "both have prepared, before the first commit"),
            new Point("committing", 2, true, "between the two commits"),
            new Point("committed", 2, false, "both have committed, the log not yet cleared"),
            new Point("begun", 1, false, "a slice is begun, nothing called"),
            new Point("begun", 3, false, "the third slice is begun, nothing called"),
            new Point("before-call", 1, false, "before the first call"),
            new Point("before-call", 75, false, "before the 75th call"),
            new Point("answer-unread", 1, false, "the first answer is here, unread"),
            new Point("answer-unread", 75, false, "the 75th answer is here, unread"),
            new Point("answered", 1, true, "a slice is answered, finish not begun"),
            new Point("finished", 1, false, "finish is committed, in it"),
            new Point("unacknowledged", 1, false, "finish is committed, the message not acknowledged"),
            new Point("inquiry-unsettled", 1, false, "an inquiry is answered, nothing written"),
            new Point("inquiry-uncommitted", 1, false, "an inquiry's answer is written, not committed"),
            new Point("netting-uncommitted", 1, false, "netting is written, not committed"));

    @BeforeAll
    static void start() {
        faults = FaultInstallation.shared();
        code = faults.municipality("OPUS");
    }

    @AfterEach
    void calm() {
        faults.disarm();
        if (!faults.all().server().isAlive()) {
            faults.all().restartServer();
        }
        faults.all().debtorSystems().faults();
    }

    static Stream<Arguments> points() {
        String wanted = System.getProperty("crash.points", "short");
        int rounds = Integer.getInteger("crash.rounds", 1);
        return POINTS.stream()
                .filter(point -> isWanted(point, wanted))
                .flatMap(point -> IntStream.rangeClosed(1, rounds).mapToObj(round -> Arguments.of(point, round)));
    }

    private static boolean isWanted(Point point, String wanted) {
        return switch (wanted) {
            case "long" -> true;
            case "short" -> point.isTelling();
            default -> List.of(wanted.split(",")).contains(point.rule());
        };
    }

    @ParameterizedTest(name = "{0}, round {1}")
    @MethodSource("points")
    void a_server_that_dies_at_this_point_loses_and_doubles_nothing(Point point, int round) {
        FaultTable.Played fault = FaultTable.play("dies: " + point, faults.all());
        List<Long> fees = faults.load(code, FEES);
        faults.say(code, fees.subList(0, CHANGED), 2);
        if (point.rule().startsWith("inquiry")) {
            faults.all().debtorSystems().faults(LOST);
        }
        faults.arm(point.rule(), point.hit());
        askForARun();
        faults.awaitDeath();
        faults.all().debtorSystems().faults();

        faults.all().restartServer();
        faults.all().settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        fault.judge();
    }

    static Stream<Arguments> intakePoints() {
        return FaultInstallation.isLong()
                ? Stream.of(
                        Arguments.of("intake-uncommitted", 201, "a fee is written, not committed"),
                        Arguments.of("intake-unanswered", 200, "a fee is committed, FBS has no answer"))
                : Stream.empty();
    }

    @ParameterizedTest(name = "{2}", allowZeroInvocations = true)
    @MethodSource("intakePoints")
    void what_fbs_got_no_answer_to_is_said_again_and_told_once(String rule, int repeatStatus, String words) {
        FaultTable.Played fault = FaultTable.play("dies: " + words, faults.all());
        long fee = 9_000_000 + repeatStatus;
        faults.arm(rule, 1);
        assertThatThrownBy(() -> faults.all().put(Fees.agency(code), fee, 1, 10))
                .isInstanceOf(Api.Unanswered.class);
        faults.awaitDeath();

        faults.all().restartServer();
        assertThat(faults.all().put(Fees.agency(code), fee, 1, 10).status()).isEqualTo(repeatStatus);
        faults.all().settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        fault.judge();
    }

    static IntStream breaks() {
        return FaultInstallation.isLong() ? IntStream.of(2, 1_000) : IntStream.of(2);
    }

    @ParameterizedTest(name = "{0} times")
    @MethodSource("breaks")
    void a_connection_that_breaks_while_outcomes_are_recorded_loses_and_doubles_nothing(int times) {
        FaultTable.Played fault =
                FaultTable.play("the connection breaks under finish, " + times + " times at most", faults.all());
        faults.load(code, FEES);
        faults.arm("finish-breaks", times);
        askForARun();
        Await.until(
                "what is broken was called",
                PATIENCE,
                () -> faults.all().states(code).keySet().stream()
                        .anyMatch(state -> times == 2 ? state.equals("ACCEPTED") : state.equals("IN_DOUBT")));
        faults.disarm();
        faults.all().settle(PATIENCE, code);
        assertThat(faults.untold(code)).isEmpty();
        fault.judge();
    }

    /** The server may be dead before it answers. */
    private static void askForARun() {
        try {
            faults.all().startRuns(code);
        } catch (Api.Unanswered e) {
            System.out.println("[faults] the request for a run was not answered: " + e.getMessage());
        }
    }
}
