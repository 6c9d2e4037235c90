package dk.kravbro.web.api;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the API writes to the log: methods, codes and types, never an address with its parameters or a body. */
@MessageLogger(projectCode = "KRAV", length = 4)
interface ApiLog extends BasicLogger {

    ApiLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ApiLog.class, "dk.kravbro.web.api");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1001, value = "A request was answered 503: the store is away or busy (%s)")
    void storeAway(String failure);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 1002, value = "A request was answered 500: %s at %s")
    void failed(String failure, String place);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 1003, value = "A caller stopped sending (%s)")
    void callerGone(String failure);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1004,
            value = "A caller sent or read too slowly: hung up (kravbro.stream.silence, kravbro.stream.deadline)")
    void hungUp();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 1005, value = "Client %s sends more lines in a minute than it may, and was answered 429")
    void tooManyLines(String client);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1006,
            value = "%d requests of callers who proved who they are, and are no enabled client, were answered 403")
    void notAdmitted(long requests);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 1008,
            value = "A request's body did not arrive within its time: hung up (kravbro.intake.body-deadline)")
    void bodyTooSlow();
}
