package dk.kravbro.reconciliation;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Removes old snapshots, every hour; on all nodes, which pass over what another is at. */
@Singleton
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SnapshotKeeper {

    @Inject
    SnapshotForgetting forgetting;

    /** One round. What fails is tried again in the next. */
    @Schedule(hour = "*", minute = "23", persistent = false, info = "snapshot keeper")
    public void keep() {
        try {
            int removed = forgetting.forget();
            if (removed > 0) {
                ReconciliationLog.LOG.forgotten(removed);
            }
        } catch (RuntimeException away) {
            ReconciliationLog.LOG.notForgotten(away);
        }
    }
}
