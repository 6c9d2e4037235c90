package dk.kravbro.debtorsystem.oir;

import java.util.UUID;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** The wire log: ids, times and outcomes; never a payload, an identity number or a name. */
@MessageLogger(projectCode = "KRAV", length = 4)
interface OirLog extends BasicLogger {

    OirLog LOG = Logger.getMessageLogger(
            java.lang.invoke.MethodHandles.lookup(), OirLog.class, "dk.kravbro.debtorsystem.oir");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(
            id = 1301,
            value = "%s municipality %s conversation %s request %s attempt %s: %s HTTP %d, %d bytes sent, %d ms")
    void answered(
            String operation,
            String municipalityCvr,
            UUID conversation,
            UUID request,
            UUID attempt,
            String outcome,
            int httpStatus,
            int sentBytes,
            long millis);

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 1302,
            value = "%s municipality %s conversation %s request %s attempt %s: %s HTTP %d, %d bytes sent, %d ms: %s")
    void unanswered(
            String operation,
            String municipalityCvr,
            UUID conversation,
            UUID request,
            UUID attempt,
            String outcome,
            int httpStatus,
            int sentBytes,
            long millis,
            String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1303,
            value = "%s request %s attempt %s ended in a way that the outcome table does not know: %s. "
                    + "It is treated as in doubt; add a row if it is certain")
    void unknownEnd(String operation, UUID request, UUID attempt, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1304,
            value =
                    "%s request %s attempt %s: the answer carries codes without a meaning here: %s. They are kept as they"
                            + " came; give them a meaning in the mapping")
    void unknownCodes(String operation, UUID request, UUID attempt, String codes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1305,
            value =
                    "Files of the contract differ from their recorded fingerprints: %s. Calls go on; answers that do not"
                            + " fit are in doubt. See docs/replacing-the-contract.md")
    void contractDiffers(String files);
}
