package dk.kravbro.intake;

import java.lang.invoke.MethodHandles;
import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What intake writes to the log: ids, counts and codes only. */
@MessageLogger(projectCode = "KRAV", length = 4)
interface IntakeLog extends BasicLogger {

    IntakeLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), IntakeLog.class, "dk.kravbro.intake");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 301, value = "Batch %s ended: %d lines, %d taken, %d unchanged, %d refused")
    void batchEnded(UUID batch, int lines, int taken, int unchanged, int refused);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 302, value = "Batch %s: the chunk after line %d failed (%s) and is taken line by line")
    void chunkTakenLineByLine(UUID batch, int after, String failure);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 303, value = "Batch %s was interrupted after line %d (%s); a repeat with the same key goes on there")
    void batchInterrupted(UUID batch, int after, String failure);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 304, value = "Batch %s goes on after line %d")
    void batchResumed(UUID batch, int after);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 305, value = "Forgotten: %d keys of requests, %d batches, %d cancellations of fees that never came")
    void forgotten(int keys, int batches, int cancellations);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 306, value = "Old requests could not be forgotten; it is tried again in an hour")
    void notForgotten(@Cause Exception away);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 320,
            value = "Daily readiness check of municipality %s: %d waiting claims looked at, %d of them are kept here")
    void dailyRechecked(String municipality, int looked, int stopped);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 321,
            value = "The daily readiness check of municipality %s broke off and is tried again in five minutes")
    void dailyRecheckFailed(String municipality, @Cause Exception failure);
}
