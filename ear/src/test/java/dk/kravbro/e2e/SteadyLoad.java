package dk.kravbro.e2e;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/**
 * FBS as it is on a day on which servers die: hands in one new fee after the other, and if nobody answers, the same one
 * again through another server. Now and then operations ask for a run.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int FEES_BETWEEN_RUNS = 20;

    private static final int CALLERS = 4;

    /** Each caller's rest after a fee: a load that takes both cores for itself lets no server start again. */
    private static final int REST_MS = 100;

    private final Installation installation;
    private final List<String> municipalities;
    private final int servers;
    private final AtomicLong nextFee;
    private final AtomicInteger door = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final List<Thread> callers;
    private final AtomicReference<Throwable> broken = new AtomicReference<>();
    private volatile boolean enough;

    private SteadyLoad(Installation installation, int servers, long firstFee, String... municipalities) {
        this.installation = installation;
        this.servers = servers;
        this.nextFee = new AtomicLong(firstFee);
        this.municipalities = List.of(municipalities);
        this.callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(this::handIn, "steady load " + i))
                .toList();
    }

    /** Begins to hand fees in. */
    static SteadyLoad begin(Installation installation, int servers, long firstFee, String... municipalities) {
        SteadyLoad load = new SteadyLoad(installation, servers, firstFee, municipalities);
        load.callers.forEach(Thread::start);
        return load;
    }

    private void handIn() {
        try {
            while (!enough) {
                long fee = nextFee.getAndIncrement();
                // What was begun is handed in to its end, or the last fee would be neither here nor there.
                while (!put(fee)) {
                    repeated.incrementAndGet();
                }
                taken.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(REST_MS);
            }
        } catch (InterruptedException | RuntimeException | AssertionError e) {
            broken.compareAndSet(null, e);
        }
    }

    private boolean put(long fee) {
        int here = door.get();
        String municipality = municipalities.get((int) (fee % municipalities.size()));
        try {
            if (fee % FEES_BETWEEN_RUNS == 0) {
                // For every live municipality. Whether it comes through is of no interest: soon there is another.
                installation.as(Installation.OPERATOR).post("/api/v1/operations/runs", "{}");
            }
            Api.Answer answer = installation.put(Fees.agency(municipality), fee, 1, 10 + fee % 90);
            if (answer.isOk()) {
                return true;
            }
            // A server that is just starting or stopping has no application yet.
            if (answer.status() != 404 && answer.status() < 500) {
                answer.ok();
            }
        } catch (Api.Unanswered e) {
            // As FBS does: the same again, through the other.
        }
        int there = (here + 1) % servers;
        if (door.compareAndSet(here, there)) {
            installation.goThrough(there);
        }
        return false;
    }

    /** Fees that were answered with 2xx. */
    long taken() {
        return taken.get();
    }

    /** How often nobody answered and FBS had to repeat. */
    long repeated() {
        return repeated.get();
    }

    /** The last fee is through. */
    @Override
    public void close() {
        enough = true;
        try {
            for (Thread caller : callers) {
                caller.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (broken.get() != null) {
            throw new IllegalStateException("the load broke", broken.get());
        }
    }
}
