package dk.kravbro.submission;

import dk.kravbro.archive.CallArchive;
import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Settles doubt by asking the debtor system, the only way a delivery leaves IN_DOUBT: found means accepted, not found
 * means due again; something else under its id, or answers that contradict each other, mean that a person must look. Nobody is asked before the quiet time
 * has passed in which the call could still have been on its way.
 *
 * <p>It has a timer of its own, since asking waits for the network; after a few inquiries without an answer it leaves
 * the rest for its next turn.
 */
@Singleton
@PermitAll
@Startup
@DependsOn({"SchemaMigration", "Node"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DoubtResolver {

    /** Inquiries without an answer in one turn. */
    private static final int MOST_UNANSWERED = 3;

    @Inject
    DoubtStore doubts;

    @Inject
    Outages outages;

    @Inject
    DebtorSystems debtorSystems;

    @Inject
    CallArchive archive;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @EJB
    Node node;

    @Resource
    TimerService timers;

    private final InquiryRest rests = new InquiryRest();

    @PostConstruct
    void schedule() {
        long every = settings.sweepEvery().toMillis();
        timers.createIntervalTimer(every, every, new TimerConfig("doubt resolver", false));
    }

    @Timeout
    void resolve(Timer timer) {
        if (node.isReplaced()) {
            return;
        }
        try {
            int unanswered = 0;
            for (Map.Entry<String, String> municipality :
                    doubts.municipalities().entrySet()) {
                if (!rests.isResting(municipality.getKey(), clock.instant())
                        && !resolve(municipality.getKey(), municipality.getValue())) {
                    unanswered++;
                }
                if (unanswered == MOST_UNANSWERED) {
                    return;
                }
            }
        } catch (SQLException e) {
            SubmissionLog.LOG.sweepFailed(e);
        }
    }

    /** Asks about a municipality's doubts; false if there was no answer. */
    private boolean resolve(String municipality, String cvr) throws SQLException {
        int limit = Math.min(settings.inquiryBatch(), DebtorSystem.MAX_INQUIRY);
        Duration length = settings.quietTime();
        List<DoubtStore.InDoubt> claimed = doubts.claim(municipality, limit, length);
        if (claimed.isEmpty()) {
            return true;
        }
        List<UUID> requests =
                claimed.stream().map(DoubtStore.InDoubt::requestId).toList();
        CallIdentity identity =
                new CallIdentity(cvr, UUID.randomUUID(), clock.instant(), UUID.randomUUID(), UUID.randomUUID());
        CallArchive.Basket basket = archive.basket();
        InquiryAnswer answer = debtorSystems.system().tracedBy(basket).inquire(identity, requests);
        archive.write(municipality, basket.of(identity.attemptId()));
        if (answer instanceof InquiryAnswer.Answered answered) {
            rests.answered(municipality);
            outages.heard(municipality);
            RetrySchedule retry = new RetrySchedule(settings.retryFirst(), settings.retryMax());
            report(municipality, claimed.size(), doubts.settle(claimed, answered.findings(), retry));
            return true;
        }
        Duration rest = rests.unanswered(
                municipality,
                clock.instant(),
                InquiryRest.schedule(settings.retryFirst(), settings.retryMax()),
                ThreadLocalRandom.current());
        doubts.postpone(claimed, rest);
        SubmissionLog.LOG.inquiryUnanswered(municipality, claimed.size(), ((InquiryAnswer.Unanswered) answer).code());
        return false;
    }

    private static void report(String municipality, int asked, DoubtStore.Settled settled) {
        SubmissionLog.LOG.doubtSettled(
                municipality, settled.found(), settled.notFound(), settled.refused(), settled.differ());
        settled.differing().forEach(SubmissionLog.LOG::differs);
        settled.contradicting().forEach(SubmissionLog.LOG::contradicts);
        if (settled.unusable() > 0) {
            SubmissionLog.LOG.findingsUnusable(municipality, settled.unusable(), asked);
        }
    }
}
