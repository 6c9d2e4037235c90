package dk.kravbro.privacy;

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

/** Erases people whose time is over, every night, on whichever node has the lease. */
@Singleton
@PermitAll
@Startup
@DependsOn("DataKeysCheck")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Eraser {

    /** Steps in one night at most, 200,000 claims: what is left is done the next. */
    static final int STEPS = 400;

    private final String node = System.getProperty("jboss.node.name", "node");
    private final UUID incarnation = UUID.randomUUID();

    @EJB
    ErasureSteps steps;

    /** One night. */
    @Schedule(hour = "3", minute = "33", persistent = false, info = "eraser")
    public void night() {
        int left = STEPS;
        try {
            for (String municipality : steps.municipalities(node, incarnation)) {
                left -= tried(municipality, left);
            }
        } catch (StepFailed | EJBException failed) {
            PrivacyLog.LOG.erasureFailed(String.valueOf(failed.getMessage()));
        }
    }

    /** What fails in one municipality must not keep the others' people longer than they may be kept. */
    private int tried(String municipality, int most) {
        try {
            return erase(municipality, most);
        } catch (StepFailed | EJBException failed) {
            PrivacyLog.LOG.erasureFailed(municipality + ": " + failed.getMessage());
            return 1;
        }
    }

    private int erase(String municipality, int most) {
        int done = 0;
        long claims = 0;
        ErasureRows.Erased step = new ErasureRows.Erased(0, 0, true);
        while (step.more() && done < most) {
            step = steps.erase(municipality, step.last(), node, incarnation);
            claims += step.claims();
            done++;
        }
        if (claims > 0) {
            PrivacyLog.LOG.erased(claims, municipality);
        }
        return done;
    }
}
