package dk.kravbro.submission;

import static org.assertj.core.api.Assertions.assertThat;

import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What becomes of a slice's deliveries, whatever its callers come to. */
class SliceCallsTest {

    private static final int SIZE = 40;

    private final AtomicInteger calls = new AtomicInteger();

    private static List<BegunDelivery> begun() {
        LocalDate day = LocalDate.of(2026, 5, 4);
        return LongStream.range(0, SIZE)
                .mapToObj(id -> new BegunDelivery(
                        id,
                        id,
                        1,
                        UUID.randomUUID(),
                        DeliveryKind.REGISTER,
                        12_000,
                        UUID.randomUUID(),
                        UUID.randomUUID(),
                        Instant.EPOCH,
                        "64942212",
                        false,
                        "710100-" + id,
                        "LATE_FEE",
                        day,
                        day.plusDays(30),
                        day,
                        day,
                        "For sent afleveret",
                        "",
                        day,
                        "{\"debtor\":{\"kind\":\"CPR\",\"identity\":\"0101901234\",\"name\":\"Prøve\"}}"))
                .toList();
    }

    private static DebtorSystem system(InvocationHandler onCall) {
        return (DebtorSystem) Proxy.newProxyInstance(
                DebtorSystem.class.getClassLoader(),
                new Class<?>[] {DebtorSystem.class},
                (proxy, method, arguments) ->
                        method.getName().equals("onlyWhile") ? proxy : onCall.invoke(proxy, method, arguments));
    }

    private DebtorSystem accepting() {
        return system(
                (proxy, method, arguments) -> new DeliveryOutcome.Accepted("r" + calls.incrementAndGet(), List.of()));
    }

    /** How many had which outcome. */
    private static String names(List<DeliveryOutcome> outcomes) {
        return outcomes.stream()
                .collect(Collectors.groupingBy(SliceCallsTest::name, TreeMap::new, Collectors.counting()))
                .toString();
    }

    private static String name(DeliveryOutcome outcome) {
        if (outcome instanceof DeliveryOutcome.InDoubt doubt) {
            return "doubt " + doubt.code();
        }
        return outcome instanceof DeliveryOutcome.NotDelivered not ? "not " + not.code() : "accepted";
    }

    @Test
    void many_callers_call_for_each_delivery_once() throws InterruptedException {
        SliceCalls slice = new SliceCalls(begun(), accepting(), () -> true);
        List<Thread> callers = LongStream.range(0, 16)
                .mapToObj(i -> new Thread(slice::callOneByOne))
                .toList();
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }

        assertThat(slice.areTaken()).isTrue();
        assertThat(names(slice.end(false))).isEqualTo("{accepted=40}");
        assertThat(calls).hasValue(SIZE);
    }

    @Test
    void without_a_caller_nothing_was_told_and_nothing_is_any_more() {
        SliceCalls slice = new SliceCalls(begun(), accepting(), () -> true);

        assertThat(names(slice.end(false))).isEqualTo("{not NO_THREAD=40}");
        slice.callOneByOne();
        assertThat(calls).as("a caller that comes too late").hasValue(0);
    }

    @Test
    void what_is_on_the_wire_when_the_server_stops_is_in_doubt_and_the_rest_stays() throws InterruptedException {
        CountDownLatch fourth = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        SliceCalls slice = new SliceCalls(
                begun(),
                system((proxy, method, arguments) -> {
                    if (calls.incrementAndGet() == 4) {
                        fourth.countDown();
                        stopped.await();
                    }
                    return new DeliveryOutcome.Accepted("r", List.of());
                }),
                () -> true);
        Thread caller = new Thread(slice::callOneByOne);
        caller.start();
        fourth.await();

        assertThat(names(slice.end(true))).isEqualTo("{accepted=3, doubt INTERRUPTED=1, not NO_THREAD=36}");
        stopped.countDown();
        caller.join();
        assertThat(calls).as("nothing more leaves after the end").hasValue(4);
    }

    @Test
    void a_call_that_breaks_is_in_doubt_and_the_next_is_made() {
        SliceCalls slice = new SliceCalls(
                begun(),
                system((proxy, method, arguments) -> {
                    if (calls.incrementAndGet() % 10 == 0) {
                        throw new StackOverflowError();
                    }
                    return new DeliveryOutcome.Accepted("r", List.of());
                }),
                () -> true);
        slice.callOneByOne();

        assertThat(names(slice.end(false))).isEqualTo("{accepted=36, doubt INTERNAL=4}");
    }

    @Test
    void from_when_the_node_stood_still_everything_is_withheld() {
        AtomicInteger asked = new AtomicInteger();
        SliceCalls slice = new SliceCalls(begun(), accepting(), () -> asked.incrementAndGet() <= 7);
        slice.callOneByOne();

        assertThat(names(slice.end(false))).isEqualTo("{accepted=7, not NODE_STOOD_STILL=33}");
    }

    @Test
    void after_twenty_calls_in_a_row_that_reach_nobody_the_rest_is_withheld() {
        SliceCalls slice = new SliceCalls(
                begun(),
                system((proxy, method, arguments) -> {
                    calls.incrementAndGet();
                    return new DeliveryOutcome.NotDelivered("CONNECT_REFUSED", "refused");
                }),
                () -> true);
        slice.callOneByOne();

        assertThat(names(slice.end(false))).isEqualTo("{not AWAY=20, not CONNECT_REFUSED=20}");
        assertThat(calls).hasValue(20);
    }
}
