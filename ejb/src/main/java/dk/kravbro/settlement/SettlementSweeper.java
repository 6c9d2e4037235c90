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

/**
 * Takes up messages that were kept but not applied: a node died in between, or the database failed. Runs on every node;
 * the row's lock decides who works. A message that fails again and again is parked, so it stops nobody for ever.
 */
@Singleton
@Startup
@DependsOn("SchemaMigration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettlementSweeper {

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
