package dk.kravbro.monitoring.health;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What health says to the log: KRAV0880 to 0899. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 880, max = 899)
interface HealthLog extends BasicLogger {

    HealthLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), HealthLog.class, "dk.kravbro.monitoring.health");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 880, value = "%d protected addresses were tried without credentials; all refused")
    void doorsClosed(int count);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 881,
            value = "Protected addresses do not refuse a caller without credentials; this node is not ready: %s")
    void doorOpen(String addresses);
}
