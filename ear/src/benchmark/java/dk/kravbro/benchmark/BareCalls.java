package dk.kravbro.benchmark;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.ClaimRegistration;
import dk.kravbro.debtorsystem.DeliveryOutcome;
import dk.kravbro.debtorsystem.Party;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.OirEndpoint;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** The product's own adapter in a loop of this JVM: no database, no queue, no history. */
final class BareCalls implements AutoCloseable {

    private final Stage stage;
    private final int calls;
    private final OirDebtorSystem system;
    private final ExecutorService threads = Executors.newFixedThreadPool(Submissions.CALLS);

    BareCalls(Stage stage, int calls) {
        this.stage = stage;
        this.calls = calls;
        URI root = stage.simulatorAddress();
        this.system = new OirDebtorSystem(
                new OirEndpoint(
                        root.resolve("/service/OIR/DebitorRegistreringAfsend/1"),
                        root.resolve("/service/OIR/DebitorForespoergsel/1"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60)),
                OirSecurity.none());
    }

    /** Hands over that many claims of a municipality, 16 at a time; all must be accepted. */
    double rate(int turn, String municipality) throws IOException {
        String cvr = Sql.text(stage.database(), "select cvr from municipalities where code = ?", municipality);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        List<Future<?>> loops = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < Submissions.CALLS; i++) {
            loops.add(threads.submit(() -> {
                for (int number = next.getAndIncrement(); number < calls; number = next.getAndIncrement()) {
                    if (call(cvr, "bare-" + turn + "-" + number) instanceof DeliveryOutcome.Accepted) {
                        accepted.incrementAndGet();
                    }
                }
            }));
        }
        for (Future<?> loop : loops) {
            await(loop);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        if (accepted.get() != calls) {
            throw new IOException("only " + accepted + " of " + calls + " bare calls were accepted");
        }
        return calls / seconds;
    }

    private DeliveryOutcome call(String cvr, String reference) {
        CallIdentity identity =
                new CallIdentity(cvr, UUID.randomUUID(), Instant.now(), UUID.randomUUID(), UUID.randomUUID());
        LocalDate incurred = LocalDate.of(2026, 5, 4);
        return system.register(
                identity,
                new ClaimRegistration(
                        reference,
                        "LATE_FEE",
                        12_050,
                        incurred,
                        incurred,
                        LocalDate.of(2026, 6, 3),
                        incurred,
                        incurred,
                        "For sent afleveret",
                        new Party(Party.Kind.CPR, "0101901234", "Prøve Person 1234"),
                        List.of()));
    }

    private static void await(Future<?> loop) throws IOException {
        try {
            loop.get();
        } catch (ExecutionException e) {
            throw new IOException("a bare call broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        system.close();
    }
}
