package dk.kravbro.schema;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the schema says to the log: KRAV0900 to 0939. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 900, max = 939)
interface SchemaLog extends BasicLogger {

    SchemaLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SchemaLog.class, "dk.kravbro.schema");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 900, value = "The database does not answer yet (%s); waiting for up to %s more")
    void databaseAway(String sqlState, Duration left);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 901, value = "Another node is migrating the schema; waiting for up to %s more")
    void anotherNodeMigrates(Duration left);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 902, value = "Schema is at version %s; %d migrations were run in %d ms")
    void migrated(String version, int count, long millis);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 903, value = "The database cannot be used: %s")
    void unusable(String why);
}
