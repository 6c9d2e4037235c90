package dk.kravbro.reconciliation;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What reconciliation says to the log: KRAV0870 to 0879. Ids and counts only. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 870, max = 879)
interface ReconciliationLog extends BasicLogger {

    ReconciliationLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ReconciliationLog.class, "dk.kravbro.reconciliation");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 870, value = "Snapshot %s of %s: %d lines compared, %d differences")
    void compared(UUID snapshot, String agencyId, int lines, long differences);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 871, value = "Snapshot %s is not whole and was not compared (%s)")
    void notCompared(UUID snapshot, String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 872, value = "Snapshot %s applied (%s) for %s: %d taken, %d unchanged, %d refused")
    void applied(UUID snapshot, String kinds, String by, long taken, long unchanged, long refused);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 873,
            value = "Applying snapshot %s broke off after difference %d (%s); the same request goes on there")
    void applyingBrokeOff(UUID snapshot, int after, String failure);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 874, value = "%d old snapshots removed")
    void forgotten(int snapshots);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 875, value = "Old snapshots could not be removed; tried again in an hour")
    void notForgotten(@Cause Exception cause);
}
