package dk.kravbro.web.status;

import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.ClaimDetail;
import dk.kravbro.monitoring.ClaimReference;
import dk.kravbro.monitoring.ClaimViews;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One claim: who owes what, how that comes about, and everything that happened. */
@Named
@RequestScoped
public class ClaimPage extends MunicipalityPage {

    @Inject
    ClaimViews claims;

    private @Nullable String nr;
    private @Nullable ClaimDetail claim;

    /** The claim says which municipality the page is about. */
    @Override
    public void open() {
        Optional<ClaimDetail> found =
                ClaimReference.of(nr).flatMap(reference -> claims.find(visitor.actor(), reference));
        if (found.isEmpty()) {
            notFound();
            return;
        }
        claim = found.get();
        setKommune(claim().municipalityCode());
        super.open();
    }

    @Override
    void load(Actor actor, String municipalityCode) {
        // The claim is read already: it is what names the municipality.
    }

    public ClaimDetail claim() {
        return Objects.requireNonNull(claim);
    }

    public Tone tone() {
        return Tone.of(claim().row().standing());
    }

    /** The sentence that says where the claim is. */
    public String lead() {
        return words.say(
                "claim.lead." + claim().row().standing().name(),
                words.amount(claim().row().outstandingOre()));
    }

    /** FBS's kind of claim in words. */
    public String type() {
        return words.sayOr("claimType." + claim().row().claimType(), "claimType.OTHER");
    }

    /** The history, newest first. */
    public List<TimelineLine> timeline() {
        return claim().timeline().stream()
                .map(step -> TimelineLine.of(step, words))
                .toList();
    }

    public @Nullable String getNr() {
        return nr;
    }

    public void setNr(@Nullable String nr) {
        this.nr = nr;
    }
}
