package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.DryRunView;
import dk.kravbro.monitoring.DryRunViews;
import dk.kravbro.monitoring.Page;
import dk.kravbro.monitoring.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** A municipality's latest dry run: what the next run would send, and the difference it would make. */
@Named
@RequestScoped
public class DryRunPage extends MunicipalityPage {

    private static final String INVALID = "ugyldige";

    @Inject
    DryRunViews dryRuns;

    private @Nullable String kun;
    private @Nullable String efter;
    private @Nullable DryRunView dryRun;
    private @Nullable Page<DryRunView.Line> page;

    @Override
    void load(Actor actor, String municipalityCode) {
        DryRunView latest = dryRuns.latest(actor, municipalityCode).orElse(null);
        dryRun = latest;
        if (latest != null && latest.isDone()) {
            page = dryRuns.lines(actor, municipalityCode, latest.id(), efter, isInvalidOnly());
        }
    }

    /** The latest one; null if there has been none. */
    public @Nullable DryRunView dryRun() {
        return dryRun;
    }

    /** Its lines; null unless it is done. */
    public @Nullable Page<DryRunView.Line> page() {
        return page;
    }

    public boolean isInvalidOnly() {
        return INVALID.equals(kun);
    }

    /** How it went, and how old it is. */
    public String lead() {
        DryRunView view = dryRun;
        if (view == null) {
            return words.say("dryRun.none");
        }
        if (view.isRunning()) {
            return words.say(
                    "dryRun.running",
                    words.moment(view.requestedAt()),
                    words.count(view.claimsDone()),
                    words.count(view.claims()));
        }
        if (!view.isDone()) {
            return words.say("dryRun." + view.state(), words.moment(view.requestedAt()));
        }
        Tally toSend = view.sum("TO_SEND");
        return words.say(
                "dryRun.done",
                words.moment(view.requestedAt()),
                words.age(view.requestedAt()),
                words.many("many.deliveries", toSend.count()),
                words.amount(toSend.ore()));
    }

    /** Whether something would be sent that breaks the contract, or it came to nothing. */
    public String tone() {
        DryRunView view = dryRun;
        if (view == null || view.isRunning()) {
            return "info";
        }
        return view.isDone() && view.under("INVALID").isEmpty() ? "quiet" : "bad";
    }

    /** What the debtor system was told of a claim, or that it does not have it. */
    public String told(@Nullable Long ore) {
        return ore == null ? words.say("dryRun.notThere") : words.amount(ore);
    }

    public @Nullable String getKun() {
        return kun;
    }

    public void setKun(@Nullable String kun) {
        this.kun = kun;
    }

    public @Nullable String getEfter() {
        return efter;
    }

    public void setEfter(@Nullable String efter) {
        this.efter = efter;
    }
}
