package dk.kravbro.submission;

import dk.kravbro.debtorsystem.CallIdentity;
import dk.kravbro.debtorsystem.DebtorSystem;
import dk.kravbro.debtorsystem.InquiryAnswer;
import dk.kravbro.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Settles doubt by asking the debtor system, the only way a delivery leaves IN_DOUBT: found means accepted, not found
 * means due again, something else under its id means that a person must look. Nobody is asked before the quiet time
 * has passed in which the call could still have been on its way.
 */
@ApplicationScoped
class DoubtResolver {

    /** What got no answer rests this long. */
    private static final Duration UNANSWERED_REST = Duration.ofSeconds(30);

    @Inject
    DoubtStore doubts;

    @Inject
    DebtorSystems debtorSystems;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    void resolve() throws SQLException {
        for (Map.Entry<String, String> municipality : doubts.municipalities().entrySet()) {
            resolve(municipality.getKey(), municipality.getValue());
        }
    }

    private void resolve(String municipality, String cvr) throws SQLException {
        int limit = Math.min(settings.inquiryBatch(), DebtorSystem.MAX_INQUIRY);
        Duration length =
                settings.callDeadline().plus(settings.receiveTimeout()).plus(settings.peerLimit());
        List<DoubtStore.InDoubt> claimed = doubts.claim(municipality, limit, length);
        if (claimed.isEmpty()) {
            return;
        }
        List<UUID> requests =
                claimed.stream().map(DoubtStore.InDoubt::requestId).toList();
        CallIdentity identity =
                new CallIdentity(cvr, UUID.randomUUID(), clock.instant(), UUID.randomUUID(), UUID.randomUUID());
        InquiryAnswer answer = debtorSystems.system().inquire(identity, requests);
        if (answer instanceof InquiryAnswer.Answered answered) {
            DoubtStore.Settled settled = doubts.settle(claimed, answered.findings());
            SubmissionLog.LOG.doubtSettled(
                    municipality, settled.found(), settled.notFound(), settled.refused(), settled.differ());
            settled.differing().forEach(SubmissionLog.LOG::differs);
        } else if (answer instanceof InquiryAnswer.Unanswered unanswered) {
            doubts.postpone(claimed, UNANSWERED_REST);
            SubmissionLog.LOG.inquiryUnanswered(municipality, claimed.size(), unanswered.code());
        }
    }
}
