package dk.kravbro.web.status;

import dk.kravbro.alarms.Alarms;
import dk.kravbro.alarms.MunicipalityAlarms;
import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.Overview;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A municipality's first page: how things are, the money proof, the runs, what came back. */
@Named
@RequestScoped
public class OverviewPage extends MunicipalityPage {

    @Inject
    Alarms watched;

    private @Nullable Overview overview;
    private MunicipalityAlarms alarms = MunicipalityAlarms.NONE;

    @Override
    void load(Actor actor, String municipalityCode) {
        overview = overviews.of(actor, municipalityCode);
        alarms = watched.of(actor, municipalityCode);
    }

    public Overview overview() {
        return Objects.requireNonNull(overview);
    }

    public HowThingsAre how() {
        return HowThingsAre.of(overview(), alarms.alarms(), words);
    }

    /** What should have happened and has not. */
    public List<AlarmLine> alarms() {
        return alarms.alarms().stream().map(alarm -> AlarmLine.of(alarm, words)).toList();
    }

    /** How long the oldest unsent delivery has waited. */
    public String oldestUnsent() {
        Instant since = alarms.oldestUnsent();
        return since == null ? words.say("overview.late.none") : words.age(since);
    }

    /** When the first claim with something untold is limited. */
    public String nearestLimitation() {
        LocalDate limitedOn = alarms.limitationOn();
        return limitedOn == null ? words.say("overview.late.none") : words.date(limitedOn);
    }

    /** Until when the calendar is closed, and why; empty if it is open. */
    public String closed() {
        Overview.Closed closed = overview().closed();
        return closed == null ? "" : HowThingsAre.closed(closed, words) + ".";
    }

    /** Why no run is planned. */
    public String noNext() {
        if (overview().municipality().paused()) {
            return words.say("overview.runs.noNext.paused");
        }
        boolean onboarded = overview().municipality().liveOn() != null;
        return words.say(onboarded ? "overview.runs.noNext.closed" : "overview.runs.noNext.notLive");
    }

    /** The lines of the money proof, which add up to what was received. */
    public List<BucketLine> lines() {
        return Arrays.stream(Bucket.values())
                .map(bucket ->
                        new BucketLine(bucket, overview().proof().deliveries().in(bucket)))
                .toList();
    }

    /** "Opus", "Prisme" and so on. */
    public String debtorSystem() {
        return words.sayOr("debtorSystem." + overview().municipality().debtorSystem(), "debtorSystem.other");
    }
}
