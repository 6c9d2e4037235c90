package dk.kravbro.e2e;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * FBS as it is on a day on which servers die: hands in one new fee after the other, and if nobody answers, the same one
 * again through another server. Now and then operations ask for a run.
 */
final class SteadyLoad implements AutoCloseable {

    private static final int FEES_BETWEEN_RUNS = 20;

    private final Installation installation;
    private final List<String> municipalities;
    private final int servers;
    private final long firstFee;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Thread thread;
    private volatile boolean enough;
    private volatile RuntimeException broken;
    private int door;

    private SteadyLoad(Installation installation, int servers, long firstFee, String... municipalities) {
        this.installation = installation;
        this.servers = servers;
        this.firstFee = firstFee;
        this.municipalities = List.of(municipalities);
        this.thread = new Thread(this::handIn, "steady load");
    }

    /** Begins to hand fees in. */
    static SteadyLoad begin(Installation installation, int servers, long firstFee, String... municipalities) {
        SteadyLoad load = new SteadyLoad(installation, servers, firstFee, municipalities);
        load.thread.start();
        return load;
    }

    private void handIn() {
        try {
            while (!enough) {
                if (put(firstFee + taken.get())) {
                    taken.incrementAndGet();
                } else {
                    repeated.incrementAndGet();
                    door = (door + 1) % servers;
                    installation.goThrough(door);
                }
            }
        } catch (RuntimeException | AssertionError e) {
            broken = new IllegalStateException("the load broke", e);
        }
    }

    private boolean put(long fee) {
        String municipality = municipalities.get((int) (fee % municipalities.size()));
        try {
            if (fee % FEES_BETWEEN_RUNS == 0) {
                installation.startRuns(municipalities.toArray(String[]::new));
            }
            Api.Answer answer = installation.put(Fees.agency(municipality), fee, 1, 10 + fee % 90);
            // A server that is just starting or stopping has no application yet.
            return answer.isOk()
                    || answer.status() != 404
                            && answer.status() < 500
                            && answer.ok().isOk();
        } catch (Api.Unanswered e) {
            return false;
        }
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
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (broken != null) {
            throw broken;
        }
    }
}
