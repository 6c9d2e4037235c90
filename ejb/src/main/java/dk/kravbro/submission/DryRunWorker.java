package dk.kravbro.submission;

import dk.kravbro.claim.PeopleSeal;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.Rehearsal;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Works dry runs out, one at a time on each node: a dry run holds a connection as long as it lasts, and runs come first.
 * It survives nothing: what a stopping server leaves behind is given up, and asked for again.
 */
@ApplicationScoped
class DryRunWorker {

    /** The code that a run would record for it. */
    private static final String UNTELLABLE = "UNTELLABLE";

    @Resource(lookup = "java:jboss/datasources/KravbroDS")
    DataSource database;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/default")
    ManagedExecutorService executor;

    @Inject
    DryRunWriter writer;

    @Inject
    DebtorSystems debtorSystems;

    @Inject
    PeopleSeal people;

    @jakarta.ejb.EJB
    Node node;

    private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    private record Asked(long dryRun, String municipality) {}

    /**
     * Works a dry run out in its turn, on another thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the server has no thread for it
     */
    void start(long dryRun, String municipality) {
        asked.add(new Asked(dryRun, municipality));
        executor.execute(this::workAll);
    }

    private void workAll() {
        // Looked at once more after the turn is given back: one added meanwhile has found the place taken.
        while (!asked.isEmpty() && busy.compareAndSet(false, true)) {
            try {
                for (Asked next = asked.poll(); next != null; next = asked.poll()) {
                    workOrFail(next);
                }
            } finally {
                busy.set(false);
            }
        }
    }

    private void workOrFail(Asked next) {
        try {
            work(next.dryRun(), next.municipality());
        } catch (SQLException | RuntimeException e) {
            SubmissionLog.LOG.dryRunFailed(next.dryRun(), next.municipality(), e);
            try {
                writer.failed(next.dryRun(), node.incarnation(), e.getClass().getSimpleName());
            } catch (SQLException alsoGone) {
                // It stays as it is until this node has stopped; then it counts as given up.
                SubmissionLog.LOG.dryRunFailed(next.dryRun(), next.municipality(), alsoGone);
            }
        }
    }

    /** Works one dry run out. */
    void work(long dryRun, String municipality) throws SQLException {
        DryRunTotals totals = new DryRunTotals();
        long claims = 0;
        long lines = 0;
        try (DryRunSnapshot snapshot = new DryRunSnapshot(database, municipality, people)) {
            Map<Long, ClaimHistory> chunk = snapshot.next();
            while (!chunk.isEmpty()) {
                List<RunForecast.Sent> sent = forecast(chunk.values(), snapshot.rules(), totals);
                List<DryRunLine> rehearsed =
                        rehearse(snapshot.messages(sent), sent, lines, debtorSystems.system(), totals);
                claims += chunk.size();
                lines += sent.size();
                DryRunWriter.Progress progress = new DryRunWriter.Progress(
                        snapshot.claimCount(), claims, lines, Math.min(lines, DryRun.MOST_LINES));
                if (!writer.add(dryRun, node.incarnation(), progress, kept(rehearsed))) {
                    return;
                }
                chunk = snapshot.next();
            }
        }
        if (writer.done(dryRun, node.incarnation(), totals.all())) {
            SubmissionLog.LOG.dryRunDone(dryRun, municipality, lines, claims);
        }
    }

    private static List<RunForecast.Sent> forecast(
            Collection<ClaimHistory> chunk, RunForecast.Rules rules, DryRunTotals totals) {
        List<RunForecast.Sent> sent = new ArrayList<>();
        for (ClaimHistory claim : chunk) {
            RunForecast.OfClaim forecast = RunForecast.of(claim, rules);
            totals.add(forecast);
            sent.addAll(forecast.sent());
        }
        return sent;
    }

    private static List<DryRunLine> kept(List<DryRunLine> lines) {
        return lines.stream().filter(line -> line.number() <= DryRun.MOST_LINES).toList();
    }

    private static List<DryRunLine> rehearse(
            List<BegunDelivery> messages,
            List<RunForecast.Sent> sent,
            long before,
            DebtorSystem system,
            DryRunTotals totals) {
        List<DryRunLine> lines = new ArrayList<>(messages.size());
        for (BegunDelivery message : messages) {
            RunForecast.Sent each = sent.get((int) message.id());
            Rehearsal rehearsal = rehearse(message, system);
            DryRunLine line = new DryRunLine(
                    before + lines.size() + 1,
                    message.claimReference(),
                    message.kind(),
                    message.amountOre(),
                    amount(each.before()),
                    amount(each.after()),
                    each.changesParty(),
                    rehearsal.bytes(),
                    rehearsal.violations().stream()
                            .map(v -> v.element().isEmpty() ? v.rule() : v.element() + " " + v.rule())
                            .toList());
            totals.add(
                    line,
                    rehearsal.violations().stream()
                            .map(Rehearsal.Violation::rule)
                            .toList());
            lines.add(line);
        }
        return lines;
    }

    private static Rehearsal rehearse(BegunDelivery delivery, DebtorSystem system) {
        DeliveryMessages.Message message;
        try {
            message = DeliveryMessages.of(delivery);
        } catch (RuntimeException e) {
            // As in a run: what the port's values will not hold can never be told as it is.
            return new Rehearsal(0, List.of(new Rehearsal.Violation("", UNTELLABLE)));
        }
        return message.rehearse(system);
    }

    private static OptionalLong amount(Netting.Told told) {
        return told.registered() ? OptionalLong.of(told.amountOre()) : OptionalLong.empty();
    }
}
