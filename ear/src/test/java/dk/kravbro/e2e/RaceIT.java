package dk.kravbro.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Many at the same instant, and numbers around every limit: all is told once. */
@Order(13)
class RaceIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int CALLERS = 50;
    private static final int INSTANTS = 20;

    private static final int SLICE = 50;
    private static final int TRANSACTION = 8 * SLICE;
    private static final int NETTING = 200;
    private static final int INQUIRY = 500;

    private static FaultInstallation faults;

    @BeforeAll
    static void start() {
        faults = FaultInstallation.shared();
    }

    @AfterEach
    void calm() {
        faults.all().debtorSystems().faults();
    }

    @Test
    void fifty_identical_puts_at_the_same_instant_make_one_claim_and_one_delivery() throws Exception {
        FaultTable.Played fault = FaultTable.play(CALLERS + " identical PUTs at the same instant", faults.all());
        String code = faults.municipality("OPUS");
        List<Integer> statuses = together(
                CALLERS, () -> faults.all().put(Fees.agency(code), 1, 1, 10).status());
        assertThat(counts(statuses)).isEqualTo(Map.of(201, 1L, 200, CALLERS - 1L));
        faults.all().settle(PATIENCE, code);
        assertThat(faults.all().states(code)).isEqualTo(Map.of("ACCEPTED", 1L));
        fault.judge();
    }

    @Test
    void fifty_different_puts_of_one_version_at_the_same_instant_make_one_claim() throws Exception {
        FaultTable.Played fault = FaultTable.play(CALLERS + " contradicting PUTs at the same instant", faults.all());
        String code = faults.municipality("OPUS");
        java.util.concurrent.atomic.AtomicInteger amount = new java.util.concurrent.atomic.AtomicInteger(10);
        List<Integer> statuses = together(
                CALLERS,
                () -> faults.all()
                        .put(Fees.agency(code), 1, 1, amount.getAndIncrement())
                        .status());
        assertThat(counts(statuses)).isEqualTo(Map.of(201, 1L, 409, CALLERS - 1L));
        faults.all().settle(PATIENCE, code);
        assertThat(faults.all().states(code)).isEqualTo(Map.of("ACCEPTED", 1L));
        fault.judge();
    }

    @Test
    void two_runs_asked_for_at_the_same_instant_tell_everything_once() throws Exception {
        String code = faults.municipality("KOBENHAVN");
        int instants = FaultInstallation.isLong() ? INSTANTS : INSTANTS / 4;
        for (int i = 0; i < instants; i++) {
            FaultTable.Played fault = FaultTable.play("two runs asked for at the same instant", faults.all());
            faults.load(code, SLICE + 10);
            together(2, () -> faults.all().startRuns(code));
            faults.all().settle(PATIENCE, code);
            assertThat(faults.untold(code)).isEmpty();
            fault.judge();
        }
    }

    @Test
    void numbers_around_the_slice_and_the_transaction_are_told_once() {
        FaultTable.Played fault =
                FaultTable.play("deliveries of a run: n-1, n, n+1 of slice and transaction", faults.all());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        around(0, SLICE, TRANSACTION).forEach(size -> sizes.put(faults.municipality("OPUS"), size));
        sizes.forEach(faults::load);
        String[] codes = sizes.keySet().toArray(String[]::new);
        faults.all().startRuns(codes);
        faults.all().settle(PATIENCE, codes);
        sizes.forEach((code, size) -> assertThat(faults.all().states(code).getOrDefault("ACCEPTED", 0L))
                .as("of " + size)
                .isEqualTo((long) size));
        fault.judge();
    }

    @Test
    void numbers_around_the_chunk_of_netting_are_told_once() {
        FaultTable.Played fault = FaultTable.play("claims to net: n-1, n, n+1 of the chunk", faults.all());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        around(NETTING).forEach(size -> sizes.put(faults.municipality("PRISME"), size));
        sizes.forEach((code, size) -> faults.say(code, faults.load(code, size), 2));
        String[] codes = sizes.keySet().toArray(String[]::new);
        faults.all().startRuns(codes);
        faults.all().settle(PATIENCE, codes);
        sizes.forEach((code, size) -> assertThat(faults.all().states(code))
                .as("of " + size)
                .isEqualTo(Map.of("ACCEPTED", (long) size, "NETTED", 2L * size)));
        fault.judge();
    }

    @Test
    void numbers_around_the_inquiry_are_settled_once() {
        FaultTable.Played fault = FaultTable.play("deliveries in doubt: n-1, n, n+1 of an inquiry", faults.all());
        Map<String, Integer> sizes = new LinkedHashMap<>();
        (FaultInstallation.isLong() ? around(INQUIRY) : Stream.of(INQUIRY + 1))
                .forEach(size -> sizes.put(faults.municipality("OS_INDSIGT"), size));
        // Every second answer is lost: a debtor system that never answers would count as away, and be sent one at a
        // time.
        sizes.forEach((code, size) -> faults.load(code, 2 * size));
        faults.all().debtorSystems().faults("{\"action\":\"ANSWER_LOST\",\"everyNth\":2}");
        String[] codes = sizes.keySet().toArray(String[]::new);
        faults.all().startRuns(codes);
        faults.all().settle(PATIENCE, codes);
        sizes.forEach((code, size) ->
                assertThat(faults.all().states(code)).as("of " + size).isEqualTo(Map.of("ACCEPTED", 2L * size)));
        fault.judge();
    }

    /** One less, as many, one more, of each. */
    private static Stream<Integer> around(int... limits) {
        return IntStream.of(limits)
                .flatMap(limit -> IntStream.rangeClosed(limit - 1, limit + 1))
                .filter(size -> size >= 0)
                .boxed();
    }

    private static <T> List<T> together(int callers, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            CyclicBarrier start = new CyclicBarrier(callers);
            List<Future<T>> answers = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            return results(answers);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> answers) throws ExecutionException, InterruptedException {
        List<T> results = new ArrayList<>();
        for (Future<T> answer : answers) {
            results.add(answer.get());
        }
        return results;
    }

    private static Map<Integer, Long> counts(List<Integer> statuses) {
        return statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }
}
