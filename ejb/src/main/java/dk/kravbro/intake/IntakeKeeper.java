package dk.kravbro.intake;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Forgets old requests, every hour; on all nodes, of which the later ones find nothing. */
@Singleton
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class IntakeKeeper {

    @Inject
    IntakeForgetting forgetting;

    /** One round. What fails is tried again in the next. */
    @Schedule(hour = "*", minute = "41", persistent = false, info = "intake keeper")
    public void keep() {
        try {
            IntakeForgetting.Forgotten gone = forgetting.forget();
            if (gone.keys() + gone.batches() + gone.cancellations() > 0) {
                IntakeLog.LOG.forgotten(gone.keys(), gone.batches(), gone.cancellations());
            }
        } catch (RuntimeException away) {
            IntakeLog.LOG.notForgotten(away);
        }
    }
}
