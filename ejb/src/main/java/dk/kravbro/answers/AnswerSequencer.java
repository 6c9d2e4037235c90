package dk.kravbro.answers;

import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Gives answers their numbers, each second, on whichever node holds the lease. Events get none when they are written: a
 * number drawn before the commit would leave gaps, and readers would run past what commits late.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AnswerSequencer {

    /** Batches per second at most, so that the timer ends. */
    private static final int BATCHES = 20;

    /** Seconds between two looks when the database stays away. */
    private static final int LONGEST_QUIET = 10;

    private final String node = System.getProperty("jboss.node.name", "node");
    private final UUID incarnation = UUID.randomUUID();

    @Inject
    AnswerNumbering numbering;

    @Inject
    Clock clock;

    private int failures;
    private Instant quietUntil = Instant.MIN;

    /** One look at what waits for a number; during an outage ever fewer looks, down to one in ten seconds. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "answers sequencer")
    public void number() {
        if (clock.instant().isBefore(quietUntil)) {
            return;
        }
        try {
            for (int batch = 0; batch < BATCHES && numbering.numberSome(node, incarnation); batch++) {
                AnswersLog.LOG.moreToNumber(batch + 1);
            }
            if (failures > 0) {
                AnswersLog.LOG.numberingAgain(failures);
                failures = 0;
            }
        } catch (NumberingFailure | EJBException failed) {
            if (failures == 0) {
                AnswersLog.LOG.numberingFailed(String.valueOf(failed.getMessage()));
            }
            failures++;
            quietUntil = clock.instant().plusSeconds(Math.min(failures, LONGEST_QUIET));
        }
    }
}
