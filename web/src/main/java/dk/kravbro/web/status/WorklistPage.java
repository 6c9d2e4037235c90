package dk.kravbro.web.status;

import dk.kravbro.archive.CallReadings;
import dk.kravbro.archive.CallRecord;
import dk.kravbro.audit.Actor;
import dk.kravbro.monitoring.Bucket;
import dk.kravbro.monitoring.DeliveryQuery;
import dk.kravbro.monitoring.DeliveryRow;
import dk.kravbro.monitoring.DeliveryViews;
import dk.kravbro.monitoring.HeldRow;
import dk.kravbro.monitoring.HeldViews;
import dk.kravbro.monitoring.Page;
import dk.kravbro.monitoring.ParkedRow;
import dk.kravbro.monitoring.ParkedViews;
import dk.kravbro.monitoring.Tally;
import dk.kravbro.monitoring.WorklistRow;
import dk.kravbro.monitoring.WorklistViews;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a person, one list at a time: refused deliveries, doubtful ones, those where our version and the debtor
 * system's must be held side by side, answers that fit no claim, claims that are not ready.
 */
@Named
@RequestScoped
public class WorklistPage extends MunicipalityPage {

    @Inject
    DeliveryViews deliveries;

    @Inject
    ParkedViews parkedNotices;

    @Inject
    WorklistViews worklist;

    @Inject
    HeldViews heldClaims;

    @Inject
    CallReadings readings;

    private @Nullable String liste;
    private @Nullable String efter;

    private @Nullable Page<DeliveryRow> page;
    private @Nullable Page<ParkedRow> parked;
    private @Nullable Page<HeldRow> held;
    private Tally refused = Tally.NONE;
    private Tally inDoubt = Tally.NONE;
    private @Nullable Page<WorklistRow> versions;
    private long parkedCount;
    private long versionsCount;
    private long heldCount;
    private TroubledCalls troubled = TroubledCalls.NONE;

    @Override
    void load(Actor actor, String municipalityCode) {
        refused = deliveries.tally(actor, DeliveryQuery.openIn(municipalityCode, Bucket.REFUSED));
        inDoubt = deliveries.tally(actor, DeliveryQuery.openIn(municipalityCode, Bucket.IN_DOUBT));
        parkedCount = parkedNotices.count(actor, municipalityCode);
        versionsCount = worklist.count(actor, municipalityCode);
        heldCount = heldClaims.count(actor, municipalityCode);
        if (listsVersions()) {
            versions = worklist.page(actor, municipalityCode, efter, 0);
            troubled = TroubledCalls.among(
                    readings, actor, versions().rows().stream().flatMap(WorklistPage::callIds));
        } else if (listsHeld()) {
            held = heldClaims.page(actor, municipalityCode, efter, 0);
        } else if (listsAnswers()) {
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

    /** Whether both versions are held side by side. */
    public boolean listsVersions() {
        return "efterse".equals(liste);
    }

    /** Whether claims are listed that are not ready to be handed over. */
    public boolean listsHeld() {
        return "ikkeklar".equals(liste);
    }

    public boolean listsRefused() {
        return !listsAnswers() && !listsDoubt() && !listsVersions() && !listsHeld();
    }

    public Page<DeliveryRow> page() {
        return Objects.requireNonNull(page);
    }

    public Page<ParkedRow> parked() {
        return Objects.requireNonNull(parked);
    }

    public Page<WorklistRow> versions() {
        return Objects.requireNonNull(versions);
    }

    public Page<HeldRow> held() {
        return Objects.requireNonNull(held);
    }

    public long heldCount() {
        return heldCount;
    }

    /** Why a claim is not ready, a line for each rule. */
    public List<FindingLine> findings(HeldRow row) {
        return row.findings().stream()
                .map(finding -> FindingLine.of(finding, words))
                .toList();
    }

    public long versionsCount() {
        return versionsCount;
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
        if (refused.isNone() && inDoubt.isNone() && parkedCount + versionsCount + heldCount == 0) {
            return new HowThingsAre(Tone.GOOD, words.say("worklist.nothing"));
        }
        Tone tone = refused.count() + parkedCount + versionsCount + heldCount > 0 ? Tone.WARNING : Tone.INFO;
        return new HowThingsAre(
                tone,
                words.say(
                        "worklist.lead",
                        words.many("worklist.refused", refused.count()),
                        words.amount(refused.ore()),
                        words.many("worklist.inDoubt", inDoubt.count()),
                        words.many("worklist.versions", versionsCount),
                        words.many("worklist.parked", parkedCount),
                        words.many("worklist.held", heldCount)));
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

    /** What we told, in a sentence. */
    public String heading(WorklistRow row) {
        return words.say("told.ON_WORKLIST", words.say("delivery." + row.kind()));
    }

    public String why(WorklistRow row) {
        return words.sayOr("reason." + row.reason(), "reason.other");
    }

    /** What the debtor system said, in a sentence. */
    public String finding(WorklistRow.Inquiry inquiry) {
        return words.say("finding." + inquiry.finding());
    }

    private static Stream<UUID> callIds(WorklistRow row) {
        return row.attempts().stream().map(WorklistRow.Attempt::callId);
    }

    /** Calls that somebody may want to ask a help desk about. */
    public List<CallRecord> calls(WorklistRow row) {
        return troubled.of(callIds(row));
    }

    /** One of our calls, in a line. */
    public String attempt(WorklistRow.Attempt attempt) {
        String outcome = attempt.outcome().isEmpty()
                ? words.say("attempt.open")
                : words.sayOr("attempt." + attempt.outcome(), "attempt.other");
        return words.say("attempt", words.shortMoment(attempt.startedAt()), outcome);
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
