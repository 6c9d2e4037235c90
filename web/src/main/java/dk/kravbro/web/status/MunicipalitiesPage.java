package dk.kravbro.web.status;

import dk.kravbro.alarms.Alarm;
import dk.kravbro.alarms.Alarms;
import dk.kravbro.monitoring.MoneyProof;
import dk.kravbro.monitoring.MoneyProofs;
import dk.kravbro.monitoring.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All municipalities that the visitor may see, each with its money proof in one line. */
@Named
@RequestScoped
public class MunicipalitiesPage {

    @Inject
    MoneyProofs proofs;

    @Inject
    Alarms watched;

    @Inject
    Visitor visitor;

    @Inject
    Words words;

    private @Nullable List<MoneyProof> all;
    private @Nullable List<Alarm> alarms;

    /** The proofs, by code; read once, also when the list is only sorted again. */
    public List<MoneyProof> all() {
        List<MoneyProof> known = all;
        if (known == null) {
            // The table sorts the list where it is.
            known = new ArrayList<>(proofs.all(visitor.actor()));
            all = known;
        }
        return known;
    }

    private List<Alarm> alarms(String code) {
        List<Alarm> known = alarms;
        if (known == null) {
            known = watched.visible(visitor.actor());
            alarms = known;
        }
        return known.stream()
                .filter(alarm -> alarm.municipalityCode().equals(code))
                .toList();
    }

    /** How many alarms a municipality has, in words. */
    public String alarmText(String code) {
        return words.many("municipalities.alarms.count", alarms(code).size());
    }

    /** How they are shown. */
    public String alarmTone(String code) {
        List<Alarm> those = alarms(code);
        if (those.isEmpty()) {
            return Tone.QUIET.css();
        }
        return (those.stream().anyMatch(Alarm::isTooLate) ? Tone.BAD : Tone.WARNING).css();
    }

    /** All municipalities together. */
    public MoneyProof.Deliveries total() {
        return all().stream()
                .map(MoneyProof::deliveries)
                .reduce(
                        new MoneyProof.Deliveries(
                                Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE, Tally.NONE),
                        (a, b) -> new MoneyProof.Deliveries(
                                a.received().plus(b.received()),
                                a.accepted().plus(b.accepted()),
                                a.refused().plus(b.refused()),
                                a.netted().plus(b.netted()),
                                a.waiting().plus(b.waiting()),
                                a.inDoubt().plus(b.inDoubt())));
    }

    public long claims() {
        return all().stream().mapToLong(MoneyProof::claims).sum();
    }

    public long outstandingOre() {
        return all().stream().mapToLong(MoneyProof::outstandingOre).sum();
    }

    /** How many of the proofs do not hold. */
    public long wrong() {
        return all().stream().filter(proof -> !proof.addsUp()).count();
    }

    public HowThingsAre how() {
        if (all().isEmpty()) {
            return new HowThingsAre(Tone.INFO, words.say("municipalities.none"));
        }
        if (wrong() > 0) {
            return new HowThingsAre(Tone.BAD, words.many("municipalities.wrong", wrong()));
        }
        return new HowThingsAre(Tone.GOOD, words.many("municipalities.right", all().size()));
    }
}
