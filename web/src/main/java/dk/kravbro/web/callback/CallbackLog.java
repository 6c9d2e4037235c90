package dk.kravbro.web.callback;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the debtor systems' door says to the log: KRAV1100 to 1199. Codes, sizes and hashes only. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 1100, max = 1199)
interface CallbackLog extends BasicLogger {

    CallbackLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), CallbackLog.class, "dk.kravbro.web.callback");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1100, value = "A message on the back channel was refused: %s (%d bytes, SHA-256 %s); nothing is kept")
    void refused(String refusal, int size, String hash);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1101, value = "A request on the back channel was refused unread: %s (%d bytes)")
    void refusedUnread(String refusal, long size);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 1102,
            value = "A message on the back channel could not be taken (%s); the sender was told to try again")
    void notTaken(String cause);
}
