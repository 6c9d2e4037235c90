package dk.kravbro.settlement;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the back channel's room says to the log: KRAV0500 to 0599. Ids, hashes, counts and codes only. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 500, max = 599)
interface SettlementLog extends BasicLogger {

    SettlementLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SettlementLog.class, "dk.kravbro.settlement");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 500, value = "Settlement message %d applied: %d notices applied, %d copies, %d parked")
    void applied(long messageId, int applied, int copies, int parked);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 501, value = "An unreadable settlement message is kept as %d (%s, %d characters, SHA-256 %s)")
    void unreadable(long messageId, String code, int length, String hash);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 502,
            value = "A settlement message was refused: its id was used by message %d, which says other things")
    void idReused(long earlierMessageId);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 503, value = "Settlement message %d is parked: no municipality has its CVR number")
    void unknownMunicipality(long messageId);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 504,
            value = "Settlement message %d names %d claims of other municipalities; they are parked, not applied")
    void foreignClaims(long messageId, int count);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 505, value = "Settlement message %d could not be applied (%s); it stays received and is tried again")
    void notApplied(long messageId, String cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 506, value = "Settlement message %d is parked after %d attempts")
    void poison(long messageId, int attempts);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 507, value = "The settlement sweeper cannot look for messages (%s); tried again until it works")
    void sweepFailed(String cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 508, value = "Settlement message %d came again; answered with the same receipt")
    void copy(long messageId);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 509, value = "The settlement sweeper looks again, after %d looks in vain")
    void sweepsAgain(int failures);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 510,
            value =
                    "A settlement message was refused: the certificate of CVR %s may not deliver for the municipality with"
                            + " CVR %s; nothing is kept")
    void senderRefused(String sender, String municipalityCvr);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 511,
            value = "An unreadable settlement message was refused: the certificate of CVR %s may deliver for no"
                    + " municipality (%s); nothing is kept")
    void strangerRefused(String sender, String code);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 512, value = "%d settlement messages that stood in clear are sealed now")
    void sealed(int messages);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 513,
            value = "The texts of %d settlement messages that were applied more than %d days ago are forgotten")
    void forgotten(int messages, int days);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 514,
            value = "The texts of old settlement messages could not be forgotten (%s); tried again in an hour")
    void notForgotten(String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 515, value = "Settlement message %d was shown to %s")
    void shown(long messageId, String reader);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 516, value = "Settlement message %d was refused to %s")
    void readingRefused(long messageId, String reader);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 517,
            value =
                    "A message on the back channel was refused: it came over a connection of CVR %s and is not proved to be"
                            + " its sender's: %s; nothing is kept")
    void notProved(String connection, String seen);
}
