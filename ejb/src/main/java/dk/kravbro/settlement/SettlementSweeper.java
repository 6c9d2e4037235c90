package dk.kravbro.settlement;

import dk.kravbro.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Takes up messages that were kept but not applied: a node died in between, or the database failed. Runs on every node;
 * the row's lock decides who works. A message that fails again and again is parked, so it stops nobody for ever.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettlementSweeper {

    /** Most texts forgotten in one round. */
    private static final int MOST_FORGOTTEN = 2_000;

    @Inject
    SettlementWork work;

    @Inject
    Settings settings;

    @Inject
    BackChannel backChannel;

    private int failures;

    @PostConstruct
    void open() {
        backChannel.open();
    }

    /** One look at what is left over. */
    @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false, info = "settlement sweeper")
    public void sweep() {
        try {
            for (long id : work.overdue(settings.settlementSweepGrace(), settings.settlementSweepBatch())) {
                tryAgain(id);
            }
            int sealed = work.sealInClear(settings.settlementSweepBatch());
            if (sealed > 0) {
                SettlementLog.LOG.sealed(sealed);
            }
            if (failures > 0) {
                SettlementLog.LOG.sweepsAgain(failures);
                failures = 0;
            }
        } catch (EJBException | StorageFailure failed) {
            if (failures == 0) {
                SettlementLog.LOG.sweepFailed(Cause.of(failed));
            }
            failures++;
        }
    }

    /** The texts of messages that were applied long ago go; what they did stays. */
    @Schedule(hour = "*", minute = "27", persistent = false, info = "settlement message keeper")
    public void forget() {
        try {
            int forgotten = work.forget(Duration.ofDays(settings.messagesKeepDays()), MOST_FORGOTTEN);
            if (forgotten > 0) {
                SettlementLog.LOG.forgotten(forgotten, settings.messagesKeepDays());
            }
        } catch (EJBException | StorageFailure failed) {
            SettlementLog.LOG.notForgotten(Cause.of(failed));
        }
    }

    private void tryAgain(long id) {
        if (!work.mayTryAgain(id, settings.settlementMaxAttempts())) {
            return;
        }
        try {
            work.apply(id);
        } catch (EJBException | StorageFailure failed) {
            SettlementLog.LOG.notApplied(id, Cause.of(failed));
        }
    }
}
