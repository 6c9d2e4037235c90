package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.RunView;
import dk.kravbro.monitoring.RunViews;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One submission run: its figures, and while it is under way how far it is. */
@Named
@RequestScoped
public class RunPage extends MunicipalityPage {

    @Inject
    RunViews runs;

    private @Nullable String nr;
    private @Nullable RunView run;
    private RunViews.@Nullable Standstill standstill;

    @Override
    void load(Actor actor, String municipalityCode) {
        Optional<RunView> found = number(nr).flatMap(id -> runs.find(actor, municipalityCode, id));
        if (found.isEmpty()) {
            notFound();
            return;
        }
        run = found.get();
        standstill = runs.standstill(actor, municipalityCode, found.get().id()).orElse(null);
    }

    /** Why it sends nothing now, in a sentence or two; empty if it goes on. */
    public String standstill() {
        RunViews.Standstill now = standstill;
        if (now == null) {
            return "";
        }
        return switch (now.why()) {
            case "HELD_TOTAL_AMOUNT" ->
                words.say("run.held.amount", words.amount(now.found()), words.amount(now.allowed())) + " "
                        + release(now);
            case "HELD_REFUSED_SHARE" ->
                words.say("run.held.refused", words.count(now.found()), words.count(now.allowed())) + " "
                        + release(now);
            case "AWAY" -> {
                Instant since = now.awaySince();
                yield since == null ? "" : words.say("run.away", words.moment(since));
            }
            default -> words.say("run.standstill." + now.why());
        };
    }

    private String release(RunViews.Standstill now) {
        return now.firstReleaseBy() == null
                ? words.say("run.held.two")
                : words.say("run.held.one", now.firstReleaseBy());
    }

    public RunView run() {
        return Objects.requireNonNull(run);
    }

    public List<BucketLine> lines() {
        return Arrays.stream(Bucket.values())
                .map(bucket -> new BucketLine(bucket, run().in(bucket)))
                .toList();
    }

    /** Deliveries of the run that have come to an end, of all. */
    public long done() {
        return run().total().count() - run().in(Bucket.WAITING).count();
    }

    public String lead() {
        RunView now = run();
        if (now.isOpen()) {
            return words.say(
                    "run.open",
                    words.moment(now.startedAt()),
                    words.count(done()),
                    words.count(now.total().count()));
        }
        return words.say(
                "run.ended",
                words.moment(now.startedAt()),
                words.many("many.deliveries", now.total().count()),
                words.amount(now.total().ore()));
    }

    public String trigger() {
        return run().manual() ? words.say("runs.manual", run().requestedBy()) : words.say("runs.planned");
    }

    public @Nullable String getNr() {
        return nr;
    }

    public void setNr(@Nullable String nr) {
        this.nr = nr;
    }
}
