package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.DeliveryQuery;
import dk.kravbro.monitoring.DeliveryRow;
import dk.kravbro.monitoring.DeliveryViews;
import dk.kravbro.monitoring.Page;
import dk.kravbro.monitoring.Tally;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The deliveries that make up a figure: of a bucket, of a run, or all. Their sums are the figure. */
@Named
@RequestScoped
public class DeliveriesPage extends MunicipalityPage {

    @Inject
    DeliveryViews deliveries;

    private @Nullable String stand;
    private @Nullable String koersel;
    private @Nullable String efter;

    private @Nullable Page<DeliveryRow> page;
    private Tally tally = Tally.NONE;

    @Override
    void load(Actor actor, String municipalityCode) {
        Long run = number(koersel).orElse(null);
        if (koersel != null && run == null) {
            notFound();
            return;
        }
        Bucket bucket = BucketLine.of(stand);
        List<Bucket> buckets = bucket == null ? List.of() : List.of(bucket);
        DeliveryQuery query = new DeliveryQuery(municipalityCode, buckets, run, false, efter, 0);
        page = deliveries.page(actor, query);
        tally = deliveries.tally(actor, query);
    }

    public Page<DeliveryRow> page() {
        return Objects.requireNonNull(page);
    }

    /** What the page is called. */
    public String title() {
        Bucket bucket = BucketLine.of(stand);
        return bucket == null ? words.say("deliveries.title") : words.say("deliveries.title." + bucket.name());
    }

    /** How many and how much: the figure that led here. */
    public String lead() {
        if (tally.isNone()) {
            return words.say("deliveries.none");
        }
        String sums = words.say("how.tally", words.many("many.deliveries", tally.count()), words.amount(tally.ore()));
        return koersel == null ? sums : words.say("deliveries.ofRun", sums, koersel);
    }

    public Tone tone(DeliveryRow row) {
        return Tone.of(row.bucket());
    }

    /** Why the delivery stands where it stands. */
    public String why(DeliveryRow row) {
        return Reason.why(row.bucket(), row.reason(), row.reasonText(), words);
    }

    public @Nullable String getStand() {
        return stand;
    }

    public void setStand(@Nullable String stand) {
        this.stand = stand;
    }

    public @Nullable String getKoersel() {
        return koersel;
    }

    public void setKoersel(@Nullable String koersel) {
        this.koersel = koersel;
    }

    public @Nullable String getEfter() {
        return efter;
    }

    public void setEfter(@Nullable String efter) {
        this.efter = efter;
    }
}
