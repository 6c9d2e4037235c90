package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.Page;
import dk.kravbro.monitoring.RunView;
import dk.kravbro.monitoring.RunViews;
import dk.kravbro.monitoring.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A municipality's submission runs, newest first. */
@Named
@RequestScoped
public class RunsPage extends MunicipalityPage {

    @Inject
    RunViews runs;

    private @Nullable String efter;
    private @Nullable Page<RunView> page;
    private @Nullable Instant next;

    @Override
    void load(Actor actor, String municipalityCode) {
        page = runs.page(actor, municipalityCode, efter, 0);
        next = overviews.nextRun(actor, municipalityCode).orElse(null);
    }

    public Page<RunView> page() {
        return Objects.requireNonNull(page);
    }

    /** The sentence that says when the next one is. */
    public String lead() {
        String planned = next == null ? words.say("runs.noNext") : words.say("runs.next", words.moment(next));
        boolean open = page().rows().stream().anyMatch(RunView::isOpen);
        return open ? words.say("runs.open") + " " + planned : planned;
    }

    /** What stands in a bucket, by the bucket's name. */
    public Tally in(RunView run, String bucket) {
        return run.in(Bucket.valueOf(bucket));
    }

    /** Who asked for it. */
    public String trigger(RunView run) {
        return run.manual() ? words.say("runs.manual", run.requestedBy()) : words.say("runs.planned");
    }

    public @Nullable String getEfter() {
        return efter;
    }

    public void setEfter(@Nullable String efter) {
        this.efter = efter;
    }
}
