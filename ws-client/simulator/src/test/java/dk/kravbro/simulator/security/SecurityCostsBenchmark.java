package dk.kravbro.simulator.security;

import dk.kravbro.debtorsystem.DeliveryOutcome.Accepted;
import dk.kravbro.debtorsystem.oir.OirDebtorSystem;
import dk.kravbro.debtorsystem.oir.security.OirSecurity;
import dk.kravbro.simulator.Simulator;
import dk.kravbro.simulator.SimulatorSettings;
import dk.kravbro.simulator.pki.Identity;
import dk.kravbro.simulator.pki.PkiRequest;
import dk.kravbro.simulator.pki.RehearsalPki;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the security models cost: calls per second of one caller, and the caller's own CPU per call, against calls without any
 * protection and against the bare cryptography; in one process, in turns. Not part of the build: see docs/benchmarks.md.
 */
class SecurityCostsBenchmark {

    private static final int ROUNDS = 5;
    private static final int CALLS = Integer.getInteger("bench.calls", 1_000);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TempDir
    private Path directory;

    /** One turn: seconds and CPU seconds per call. */
    private record Turn(double seconds, double cpu) {}

    @Test
    void costs() throws Exception {
        Clock clock = Clock.systemUTC();
        RehearsalPki pki = RehearsalPki.create(directory.resolve("pki"), PkiRequest.forThisMachine(Instant.now()));
        Map<String, OirDebtorSystem> adapters = new LinkedHashMap<>();
        List<AutoCloseable> open = new ArrayList<>();
        Simulator plain = Simulator.start(SimulatorSettings.onFreePort(directory.resolve("plain")), clock);
        open.add(plain);
        adapters.put("none", ProtectedConversation.client(plain.address(), OirSecurity.none()));
        for (Demand demand : Demand.values()) {
            Simulator simulator =
                    Simulator.start(SimulatorSettings.onFreePort(directory.resolve(demand.word())), clock);
            open.add(simulator);
            URI platform = simulator.protect(PlatformSecurity.of(pki, demand, clock), 0);
            adapters.put(
                    demand.word(),
                    ProtectedConversation.client(
                            platform, ProtectedConversation.creditor(pki, demand, platform, clock)));
        }
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        Identity caller = pki.identity(RehearsalPki.FAGSYSTEM);
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, OirDebtorSystem> each : adapters.entrySet()) {
                Turn turn = calls(each.getValue(), each.getKey() + "-" + round);
                if (round > 0) {
                    turns.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                            .add(turn);
                }
            }
            Turn bare = cryptography(caller.key(), caller.certificate());
            if (round > 0) {
                turns.computeIfAbsent("RSA-2048 alone, sign and verify", name -> new ArrayList<>())
                        .add(bare);
            }
        }
        System.out.println("| security model | calls/s, one caller | caller's CPU per call, ms |\n|---|---|---|");
        turns.forEach((name, taken) -> System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f | %.2f |%n",
                name,
                1 / median(taken.stream().map(Turn::seconds).toList()),
                1_000 * median(taken.stream().map(Turn::cpu).toList())));
        for (OirDebtorSystem each : adapters.values()) {
            each.close();
        }
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private static Turn calls(OirDebtorSystem adapter, String name) throws IOException {
        long began = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            if (!(adapter.register(Calls.call(Calls.CVR), Calls.claim("790900-" + name + "-" + i))
                    instanceof Accepted)) {
                throw new IOException("a call was not accepted");
            }
        }
        return turn(began, cpu);
    }

    private static Turn cryptography(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        byte[] text = "x".repeat(8_000).getBytes(StandardCharsets.UTF_8);
        long began = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < CALLS; i++) {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate);
            signature.update(text);
            if (!signature.verify(signed)) {
                throw new GeneralSecurityException("does not verify");
            }
        }
        return turn(began, cpu);
    }

    private static Turn turn(long began, long cpu) {
        return new Turn(
                (System.nanoTime() - began) / 1e9 / CALLS, (THREADS.getCurrentThreadCpuTime() - cpu) / 1e9 / CALLS);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
