package dk.kravbro.web.status;

import dk.kravbro.archive.CallReadings;
import dk.kravbro.archive.CallRecord;
import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.ClaimDetail;
import dk.kravbro.monitoring.ClaimReference;
import dk.kravbro.monitoring.ClaimViews;
import dk.kravbro.monitoring.Identities;
import dk.kravbro.monitoring.TimelineStep;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One claim: who owes what, how that comes about, and everything that happened. */
@Named
@RequestScoped
public class ClaimPage extends MunicipalityPage {

    @Inject
    ClaimViews claims;

    @Inject
    Identities identities;

    @Inject
    CallReadings readings;

    @Inject
    HttpServletRequest request;

    private @Nullable String nr;
    private @Nullable ClaimDetail claim;
    private String shownIdentity = "";
    private TroubledCalls troubled = TroubledCalls.NONE;

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
        troubled =
                TroubledCalls.among(readings, actor, claim().timeline().stream().flatMap(ClaimPage::callIds));
        String reason = request.getMethod().equals("POST") ? request.getParameter("begrundelse") : null;
        for (Identities.Reason one : Identities.Reason.values()) {
            if (one.name().equals(reason)) {
                shownIdentity = identities
                        .show(actor, claim().row().reference(), one)
                        .map(ClaimPage::grouped)
                        .orElse("");
            }
        }
    }

    private static String grouped(String identity) {
        return identity.length() == 10 ? identity.substring(0, 6) + "-" + identity.substring(6) : identity;
    }

    /** The number in full, if the visitor has just asked for it and said why; else empty. */
    public String shownIdentity() {
        return shownIdentity;
    }

    /** The reasons to choose from. */
    public List<String> reasons() {
        return Arrays.stream(Identities.Reason.values())
                .map(Identities.Reason::name)
                .toList();
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

    /** The readiness rules that it breaks, errors first. */
    public List<FindingLine> findings() {
        return claim().findings().stream()
                .map(finding -> FindingLine.of(finding, words))
                .toList();
    }

    /** The history, newest first. */
    public List<TimelineLine> timeline() {
        return claim().timeline().stream()
                .map(step -> TimelineLine.of(step, words))
                .toList();
    }

    private static Stream<UUID> callIds(TimelineStep step) {
        return step.attempts().stream().map(TimelineStep.Attempt::callId);
    }

    /** Calls of a step that somebody may want to ask a help desk about. */
    public List<CallRecord> calls(TimelineLine line) {
        return troubled.of(callIds(line.step()));
    }

    public @Nullable String getNr() {
        return nr;
    }

    public void setNr(@Nullable String nr) {
        this.nr = nr;
    }
}
