package dk.kravbro.alarms;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The latest look for the health check: one line per alarm. Reached by name through an interface of the JDK, since the
 * health checks cannot see this room. Asks nobody, so it answers at once.
 */
@Stateless
@PermitAll
@Local(Supplier.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AlarmReport implements Supplier<Map<String, String>> {

    /** Lines at most; a probe is not a list. */
    private static final int MOST = 100;

    @EJB
    AlarmWatch watch;

    @Override
    public Map<String, String> get() {
        return lines(watch.latest(), watch.isLate());
    }

    static Map<String, String> lines(AlarmLook look, boolean late) {
        Map<String, String> lines = new TreeMap<>();
        lines.put("looked", look.isNone() ? "not yet" : look.at().toString());
        lines.put("alarms", String.valueOf(look.alarms().size()));
        if (late) {
            lines.put("problem", "no look for alarms for too long");
        }
        List<Alarm> most = look.alarms().stream().limit(MOST).toList();
        for (Alarm alarm : most) {
            String subject = alarm.municipalityCode() + alarm.node();
            lines.put(
                    (alarm.kind().name() + " " + subject).strip(),
                    "since " + alarm.since() + (alarm.step() > 1 ? ", step " + alarm.step() : ""));
        }
        return lines;
    }
}
