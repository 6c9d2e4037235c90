package dk.kravbro.alarms;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settings.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The alarms that are on, worked out when asked, whether or not a timer runs. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Alarms {

    @Inject
    FactsStore facts;

    @Inject
    Settings settings;

    @EJB
    AlarmWatch watch;

    /**
     * All alarms, the most pressing kind first.
     *
     * @throws Actor.NotAllowed unless an operator asks
     */
    public List<Alarm> all(Actor actor) {
        actor.demand(Role.OPERATOR);
        List<Alarm> all = new ArrayList<>();
        watch.latest().alarms().stream()
                .filter(alarm -> alarm.kind() == AlarmKind.CHECK_FAILED)
                .forEach(all::add);
        all.addAll(rules().alarms(read("")));
        return List.copyOf(all);
    }

    /** Alarms of the municipalities that the reader may see. */
    public List<Alarm> visible(Actor actor) {
        return rules().alarms(read("")).stream()
                .filter(alarm -> !alarm.municipalityCode().isEmpty() && actor.maySee(alarm.municipalityCode()))
                .toList();
    }

    /**
     * A municipality's alarms.
     *
     * @throws Actor.NotAllowed if the reader may not see it
     */
    public MunicipalityAlarms of(Actor actor, String municipalityCode) {
        if (!actor.maySee(municipalityCode)) {
            throw new Actor.NotAllowed(Role.MUNICIPALITY.groupName());
        }
        Facts seen = read(municipalityCode);
        AlarmRules rules = rules();
        return seen.municipalities().stream()
                .findFirst()
                .map(MunicipalityFacts::open)
                .map(open -> {
                    LocalDate dueOn = open.nearestDueOn();
                    return new MunicipalityAlarms(
                            rules.alarms(seen), open.oldestUnsent(), dueOn == null ? null : rules.limitationOn(dueOn));
                })
                .orElse(MunicipalityAlarms.NONE);
    }

    private AlarmRules rules() {
        return new AlarmRules(AlarmLimits.of(settings));
    }

    private Facts read(String municipalityCode) {
        try {
            return municipalityCode.isEmpty() ? facts.all() : facts.of(municipalityCode);
        } catch (SQLException away) {
            throw new EJBException("the alarms could not be read", away);
        }
    }
}
