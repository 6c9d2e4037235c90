package dk.kravbro.settings;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the settings say to the log: KRAV0940 to 0959. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 940, max = 959)
interface SettingsLog extends BasicLogger {

    SettingsLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SettingsLog.class, "dk.kravbro.settings");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 940, value = "%d settings read and valid")
    void settingsValid(int count);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 941, value = "Setting %s is %s (default %s)")
    void differs(String key, String value, String standard);
}
