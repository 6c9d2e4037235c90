package dk.kravbro.alarms;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/** What the alarms say to the log: KRAV0700 to 0799. */
@MessageLogger(projectCode = "KRAV", length = 4)
@ValidIdRange(min = 700, max = 799)
interface AlarmLog extends BasicLogger {

    AlarmLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AlarmLog.class, "dk.kravbro.alarms");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 701, value = "Alarm: municipality %s has had no run that ended since %s")
    void noRunSince(String municipality, String since);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 702, value = "Alarm: municipality %s has heard nothing from its debtor system since %s")
    void noAnswersSince(String municipality, String since);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 703, value = "Alarm: municipality %s has deliveries in doubt since %s")
    void inDoubtLongerThan(String municipality, String since);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 704, value = "Alarm: municipality %s has deliveries unsent since %s (step %d)")
    void oldestUnsent(String municipality, String since, int step);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 705,
            value = "Alarm: municipality %s has a claim with something untold %d days before its limitation date"
                    + " (step %d)")
    void limitationNear(String municipality, long daysLeft, int step);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 706, value = "Alarm: municipality %s has a run that waits for two people since %s")
    void runHeld(String municipality, String since);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 707, value = "Alarm: the debtor system of municipality %s is away since %s")
    void debtorSystemAway(String municipality, String since);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 708, value = "Alarm: node %s has not been heard of since %s")
    void nodeSilent(String node, String since);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 709, value = "Alarm: municipality %s has deliveries on the work list since %s")
    void worklistAge(String municipality, String since);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 710, value = "Alarm: the look for alarms fails; nothing of the others is known until it succeeds")
    void checkFailed(@Cause Exception cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 711, value = "The look for alarms succeeds again, after %d in vain")
    void checkWorks(int failures);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 712, value = "Alarm: the certificate %s ends in %d days (step %d)")
    void certificateEnds(String name, long daysLeft, int step);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 713,
            value = "Alarm: answers of municipality %s's debtor system that do not fit wait for a person since %s")
    void answersUnfit(String municipality, String since);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 720, value = "Alarm over: %s of %s")
    void over(String kind, String subject);

    /** Says an alarm that begins or whose step rises. {@code CHECK_FAILED} is said where it is caught, with its cause. */
    static void say(Alarm alarm) {
        String code = alarm.municipalityCode();
        String since = alarm.since().toString();
        switch (alarm.kind()) {
            case NO_RUN_SINCE -> LOG.noRunSince(code, since);
            case NO_ANSWERS_SINCE -> LOG.noAnswersSince(code, since);
            case IN_DOUBT_LONGER_THAN -> LOG.inDoubtLongerThan(code, since);
            case OLDEST_UNSENT -> LOG.oldestUnsent(code, since, alarm.step());
            case LIMITATION_NEAR -> LOG.limitationNear(code, alarm.figure(), alarm.step());
            case CERTIFICATE_ENDS -> LOG.certificateEnds(alarm.node(), alarm.figure(), alarm.step());
            case RUN_HELD -> LOG.runHeld(code, since);
            case DEBTOR_SYSTEM_AWAY -> LOG.debtorSystemAway(code, since);
            case ANSWERS_UNFIT -> LOG.answersUnfit(code, since);
            case NODE_SILENT -> LOG.nodeSilent(alarm.node(), since);
            case WORKLIST_AGE -> LOG.worklistAge(code, since);
            case CHECK_FAILED -> throw new IllegalStateException("said where it is caught");
        }
    }

    static void sayOver(Alarm.Key key) {
        LOG.over(
                key.kind().name(),
                key.node().isEmpty()
                        ? "municipality " + key.municipalityCode()
                        : (key.kind() == AlarmKind.CERTIFICATE_ENDS ? "certificate " : "node ") + key.node());
    }
}
