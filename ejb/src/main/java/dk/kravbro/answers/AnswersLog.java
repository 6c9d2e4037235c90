package dk.kravbro.answers;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the answers' room says to the log: KRAV0600 to 0699. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 600, max = 699)
interface AnswersLog extends BasicLogger {

    AnswersLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AnswersLog.class, "dk.kravbro.answers");

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 600, value = "Full batch of answers numbered; %d in this look")
    void moreToNumber(int batches);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 601, value = "Answers cannot be numbered (%s); tried again until it works")
    void numberingFailed(String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 602, value = "Answers are numbered again, after %d looks in vain")
    void numberingAgain(int failures);
}
