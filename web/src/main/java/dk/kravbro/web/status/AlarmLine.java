package dk.kravbro.web.status;

import dk.kravbro.alarms.Alarm;
import dk.kravbro.alarms.AlarmKind;
import java.time.LocalDate;

/**
 * An alarm as a page says it.
 *
 * @param shown how it is shown
 * @param text what it says
 */
public record AlarmLine(Tone shown, String text) {

    static AlarmLine of(Alarm alarm, Words words) {
        Tone shown = alarm.isTooLate() ? Tone.BAD : Tone.WARNING;
        if (alarm.kind() == AlarmKind.LIMITATION_NEAR) {
            LocalDate limitedOn = words.today().plusDays(alarm.figure());
            String key = alarm.figure() < 0 ? "alarm.LIMITATION_PAST" : "alarm.LIMITATION_NEAR";
            return new AlarmLine(shown, words.say(key, words.date(limitedOn)));
        }
        return new AlarmLine(shown, words.say("alarm." + alarm.kind().name(), words.age(alarm.since())));
    }

    /** The tone's name in the address of its colour and icon. */
    public String tone() {
        return shown.css();
    }
}
