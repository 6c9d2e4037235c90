package dk.kravbro.privacy;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What this room says to the log: KRAV0850 to 0869. Counts and codes, never whose. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 850, max = 869)
interface PrivacyLog extends BasicLogger {

    PrivacyLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), PrivacyLog.class, "dk.kravbro.privacy");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 850, value = "Keys changed: %d claims and versions are written by the newest keys now")
    void keysChanged(long rewritten);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 851, value = "A step of a change of keys failed and is done again in a minute: %s")
    void keyChangeFailed(String why);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 852, value = "The key %s-key-%d may be taken away: %s has retired it")
    void keyRetired(String kind, int number, String by);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 853, value = "The people of %d claims of municipality %s are erased: their time was over")
    void erased(long claims, String municipality);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 854, value = "A step of an erasure failed; what is left is erased tomorrow: %s")
    void erasureFailed(String why);
}
