package dk.kravbro.launcher.demo;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What happens to the fees in the demo, told in steps: onboarding, load, run, load, run, answers. */
final class Story {

    private static final ZoneId COPENHAGEN = ZoneId.of("Europe/Copenhagen");
    private static final Duration RUN = Duration.ofHours(2);
    private static final Duration SETTLE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(15);

    private final DemoSettings settings;
    private final Progress progress;
    private final KravbroApi api;
    private final SimulatorControl simulator;
    private final List<Municipality> municipalities;

    Story(
            DemoSettings settings,
            Progress progress,
            KravbroApi api,
            SimulatorControl simulator,
            List<Municipality> municipalities) {
        this.settings = settings;
        this.progress = progress;
        this.api = api;
        this.simulator = simulator;
        this.municipalities = List.copyOf(municipalities);
    }

    Report tell() {
        long lines = countLines();
        progress.step("Onboarding " + municipalities.size() + " municipalities", this::onboard);
        try (FeeLines fees = FeeLines.open(settings.fees())) {
            FeeLoading loading = new FeeLoading(api, fees);
            long half = (lines + 1) / 2;
            progress.step("Loading the first " + half + " lines of fees", () -> loading.load(half));
            progress.step("First submission run of every municipality", this::submit);
            progress.step("Loading the other " + (lines - half) + " lines of fees", () -> loading.load(lines - half));
            progress.step("Second submission run of every municipality", this::submit);
            AnswersSent sent = progress.step("Payments, write-offs and account changes come back", this::hearBack);
            List<MoneyProof> proofs =
                    api.moneyProof().stream().filter(m -> m.claims() > 0).toList();
            return new Report(loading.counts(), loading.refused(), proofs, sent);
        }
    }

    private long countLines() {
        try (FeeLines fees = FeeLines.open(settings.fees())) {
            return fees.count();
        }
    }

    private String onboard() {
        // The day's own run is just over: the next one is a day away and does not mix with the two that the demo asks
        // for.
        LocalTime runAt = LocalTime.now(COPENHAGEN).minusMinutes(5);
        for (int i = 0; i < municipalities.size(); i++) {
            Municipality municipality = municipalities.get(i);
            String product = municipality.debtorSystem(i);
            simulator.behaveAs(municipality.cvr(), product);
            api.onboard(municipality.code(), product, runAt);
        }
        return "";
    }

    /** Runs until nothing waits any more: what waited for an earlier delivery of its claim goes in a later run. */
    private String submit() {
        int rounds = 0;
        long left;
        long before;
        do {
            before = rounds == 0 ? Long.MAX_VALUE : unsettled();
            rounds++;
            Set<Long> runs = api.startRuns();
            Await.until("the submission runs", RUN, () -> Collections.disjoint(api.openRuns(), runs));
            Await.isSoon(LOOK, () -> unsettled() == 0);
            left = unsettled();
        } while (left > 0 && left < before);
        Figure accepted = MoneyProof.total(api.moneyProof()).accepted();
        return accepted.count() + " deliveries accepted so far, " + MoneyProofTable.kroner(accepted.ore()) + " kr."
                + (left > 0 ? "; " + left + " not settled" : "");
    }

    private long unsettled() {
        MoneyProof total = MoneyProof.total(api.moneyProof());
        return total.waiting().count() + total.inDoubt().count();
    }

    /** What came back is applied after its receipt, so the figures agree a little later. */
    private AnswersSent hearBack() {
        AnswersSent sent = simulator.playAnswers();
        Await.isSoon(SETTLE, () -> {
            MoneyProof now = MoneyProof.total(api.moneyProof());
            return now.isSettled() && sent.missingIn(now).isEmpty();
        });
        return sent;
    }
}
