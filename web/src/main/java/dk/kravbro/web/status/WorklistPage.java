package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.DeliveryQuery;
import dk.kravbro.monitoring.DeliveryRow;
import dk.kravbro.monitoring.DeliveryViews;
import dk.kravbro.monitoring.Page;
import dk.kravbro.monitoring.ParkedRow;
import dk.kravbro.monitoring.ParkedViews;
import dk.kravbro.monitoring.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What waits for a person, one list at a time: refused deliveries, doubtful ones, answers that fit no claim. */
@Named
@RequestScoped
public class WorklistPage extends MunicipalityPage {

    @Inject
    DeliveryViews deliveries;

    @Inject
    ParkedViews parkedNotices;

    private @Nullable String liste;
    private @Nullable String efter;

    private @Nullable Page<DeliveryRow> page;
    private @Nullable Page<ParkedRow> parked;
    private Tally refused = Tally.NONE;
    private Tally inDoubt = Tally.NONE;
    private long parkedCount;

    @Override
    void load(Actor actor, String municipalityCode) {
        refused = deliveries.tally(actor, DeliveryQuery.openIn(municipalityCode, Bucket.REFUSED));
        inDoubt = deliveries.tally(actor, DeliveryQuery.openIn(municipalityCode, Bucket.IN_DOUBT));
        parkedCount = parkedNotices.count(actor, municipalityCode);
        if (listsAnswers()) {
            parked = parkedNotices.page(actor, municipalityCode, efter, 0);
        } else {
            Bucket bucket = listsDoubt() ? Bucket.IN_DOUBT : Bucket.REFUSED;
            page = deliveries.page(
                    actor, DeliveryQuery.openIn(municipalityCode, bucket).after(efter));
        }
    }

    public boolean listsAnswers() {
        return "svar".equals(liste);
    }

    public boolean listsDoubt() {
        return "uafklaret".equals(liste);
    }

    public boolean listsRefused() {
        return !listsAnswers() && !listsDoubt();
    }

    /** The list's name in the address. */
    public String list() {
        return listsAnswers() ? "svar" : listsDoubt() ? "uafklaret" : "afvist";
    }

    public Page<DeliveryRow> page() {
        return Objects.requireNonNull(page);
    }

    public Page<ParkedRow> parked() {
        return Objects.requireNonNull(parked);
    }

    public Tally refused() {
        return refused;
    }

    public Tally inDoubt() {
        return inDoubt;
    }

    public long parkedCount() {
        return parkedCount;
    }

    /** The sentence that says how much there is to look at. */
    public HowThingsAre how() {
        if (refused.isNone() && inDoubt.isNone() && parkedCount == 0) {
            return new HowThingsAre(Tone.GOOD, words.say("worklist.nothing"));
        }
        Tone tone = refused.count() + parkedCount > 0 ? Tone.WARNING : Tone.INFO;
        return new HowThingsAre(
                tone,
                words.say(
                        "worklist.lead",
                        words.many("worklist.refused", refused.count()),
                        words.amount(refused.ore()),
                        words.many("worklist.inDoubt", inDoubt.count()),
                        words.many("worklist.parked", parkedCount)));
    }

    public Tone tone(DeliveryRow row) {
        return Tone.of(row.bucket());
    }

    /** What happened, in a sentence. */
    public String heading(DeliveryRow row) {
        return words.say("told." + row.state(), words.say("delivery." + row.kind()));
    }

    public String why(DeliveryRow row) {
        return Reason.why(row.bucket(), row.reason(), row.reasonText(), words);
    }

    public String whatToDo(DeliveryRow row) {
        return Reason.whatToDo(row.state(), row.reason(), words);
    }

    public String whose(DeliveryRow row) {
        return Reason.whose(row.state(), row.reason(), words);
    }

    public String parkedWhat(ParkedRow row) {
        return words.sayOr("answer." + row.kind(), "answer.OTHER");
    }

    public String parkedWhy(ParkedRow row) {
        return words.sayOr("parked." + row.reason(), "parked.OTHER");
    }

    public @Nullable String getListe() {
        return liste;
    }

    public void setListe(@Nullable String liste) {
        this.liste = liste;
    }

    public @Nullable String getEfter() {
        return efter;
    }

    public void setEfter(@Nullable String efter) {
        this.efter = efter;
    }
}
