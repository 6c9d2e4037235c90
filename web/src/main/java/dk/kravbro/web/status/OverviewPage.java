package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.Overview;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A municipality's first page: how things are, the money proof, the runs, what came back. */
@Named
@RequestScoped
public class OverviewPage extends MunicipalityPage {

    private @Nullable Overview overview;

    @Override
    void load(Actor actor, String municipalityCode) {
        overview = overviews.of(actor, municipalityCode);
    }

    public Overview overview() {
        return Objects.requireNonNull(overview);
    }

    public HowThingsAre how() {
        return HowThingsAre.of(overview(), words);
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
