package dk.kravbro.archive;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the archive of messages says to the log: KRAV0800 to 0849. Ids and counts, never a text. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 800, max = 849)
interface ArchiveLog extends BasicLogger {

    ArchiveLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ArchiveLog.class, "dk.kravbro.archive");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 801, value = "The messages of call %s could not be sealed and are not kept; the call itself stands")
    void notSealed(UUID call, @Cause Exception cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 802, value = "%s: the messages of %d calls are not kept, since they come to more than %d bytes")
    void tooMuch(String of, int calls, long bytes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 807, value = "The inquiry %s could not be kept; what it brought stands")
    void notWritten(UUID call, @Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 803, value = "Old messages: %d days of messages and %d months of calls dropped, %d rows deleted")
    void dropped(int days, int months, int rows);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 804, value = "Old messages could not be dropped, or new days not be made; tried again in an hour")
    void upkeepFailed(@Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 805, value = "The messages of call %s were shown to %s")
    void shown(UUID call, String reader);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 806, value = "The messages of call %s were refused to %s")
    void refused(UUID call, String reader);
}
