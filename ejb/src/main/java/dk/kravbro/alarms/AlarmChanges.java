package dk.kravbro.alarms;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is new between two looks.
 *
 * @param begun alarms that were not on before
 * @param risen alarms whose step is higher than before
 * @param over alarms that were on before and are not now
 */
record AlarmChanges(List<Alarm> begun, List<Alarm> risen, List<Alarm.Key> over) {

    static AlarmChanges between(Map<Alarm.Key, Integer> stepsBefore, List<Alarm> now) {
        Map<Alarm.Key, Integer> gone = new HashMap<>(stepsBefore);
        List<Alarm> begun = new ArrayList<>();
        List<Alarm> risen = new ArrayList<>();
        for (Alarm alarm : now) {
            Integer step = gone.remove(alarm.key());
            if (step == null) {
                begun.add(alarm);
            } else if (step < alarm.step()) {
                risen.add(alarm);
            }
        }
        return new AlarmChanges(List.copyOf(begun), List.copyOf(risen), List.copyOf(gone.keySet()));
    }
}
