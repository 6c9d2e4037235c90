package dk.kravbro.alarms;

import dk.kravbro.settings.Settings;
import java.time.Duration;
import java.util.List;

/**
 * From when on something is an alarm.
 *
 * @param noRunSince longest time without a run, rest days not counted
 * @param noAnswersSince longest silence of the back channel
 * @param inDoubt longest doubt
 * @param onWorklist longest wait for a person
 * @param nodeSilent age of a heartbeat
 * @param unsentDays ages of an unsent delivery, in days
 * @param limitationDays days left before a limitation date
 * @param certificateDays days left before a certificate's end
 * @param limitationYears from the last payment date to the limitation date
 */
record AlarmLimits(
        Duration noRunSince,
        Duration noAnswersSince,
        Duration inDoubt,
        Duration onWorklist,
        Duration nodeSilent,
        List<Integer> unsentDays,
        List<Integer> limitationDays,
        List<Integer> certificateDays,
        int limitationYears) {

    static AlarmLimits of(Settings settings) {
        return new AlarmLimits(
                settings.alarmNoRunSince(),
                settings.alarmNoAnswersSince(),
                settings.alarmInDoubt(),
                settings.alarmOnWorklist(),
                settings.nodeDeadAfter(),
                settings.alarmUnsentDays(),
                settings.alarmLimitationDays(),
                settings.alarmCertificateDays(),
                settings.limitationYears());
    }
}
