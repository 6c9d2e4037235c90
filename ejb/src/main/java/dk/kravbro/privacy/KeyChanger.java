package dk.kravbro.privacy;

import dk.kravbro.secrets.NotOpened;
import dk.kravbro.secrets.SecretMissing;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.UUID;

/**
 * Seals and hashes by the newest keys what older ones wrote, each minute a piece, on whichever node has the lease. Once a day it
 * walks through everything, which finds nothing to do unless keys were changed.
 */
@Singleton
@PermitAll
@Startup
@DependsOn("DataKeysCheck")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyChanger {

    /** Steps in one round at most, so that the timer ends: 50,000 claims a minute. */
    static final int STEPS = 50;

    private final String node = System.getProperty("jboss.node.name", "node");
    private final UUID incarnation = UUID.randomUUID();

    @EJB
    KeyChangeSteps steps;

    /** One round. */
    @Schedule(hour = "*", minute = "*", second = "41", persistent = false, info = "key changer")
    public void round() {
        try {
            KeyChangeRows.Step step = steps.step(node, incarnation);
            for (int done = 1; step.more() && done < STEPS; done++) {
                step = steps.step(node, incarnation);
            }
            if (step.ended() && step.rewritten() > 0) {
                PrivacyLog.LOG.keysChanged(step.rewritten());
            }
        } catch (StepFailed | NotOpened | SecretMissing | EJBException failed) {
            PrivacyLog.LOG.keyChangeFailed(String.valueOf(failed.getMessage()));
        }
    }
}
