package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.claim.Amount;
import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimChange;
import dk.kravbro.claim.ClaimEntry;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.claim.ClaimTerms;
import dk.kravbro.claim.ClaimVersion;
import dk.kravbro.claim.Claims;
import dk.kravbro.municipality.AgencyId;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import dk.kravbro.readiness.ClaimTypeRule;
import dk.kravbro.readiness.ReadinessRule;
import dk.kravbro.submission.Deliveries;
import dk.kravbro.submission.DeliveryKind;
import dk.kravbro.submission.NewDelivery;
import dk.kravbro.time.BusinessClock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where messages about fees are dealt with, one after the other, within one transaction: holds the locked claims as they
 * are after each message. Plain code: whoever opens the desk owns the transaction and {@linkplain #close closes} it.
 */
final class FeeDesk {

    /** Before a readiness rule's id, in an event's detail: the version was kept here for it. */
    private static final String STOPPED = "STOPPED_";

    /** A claim as it is now. */
    private record Held(Claim claim, ClaimTerms terms, String fee, String parties) {

        @Override
        public String toString() {
            return "Held[" + claim.key().reference() + "]";
        }
    }

    private final Claims claims;
    private final EarlyCancellations cancellations;
    private final Deliveries deliveries;
    private final FeeEvents events;
    private final FeeReadiness readiness;
    private final Function<MunicipalityCode, Optional<Municipality>> municipalities;
    private final Actor actor;
    private final Instant now;
    private final Map<ClaimKey, Held> held = new HashMap<>();
    private final Set<ClaimKey> erased = new HashSet<>();
    /** Fees that are not here, with the version that cancelled them. */
    private final Map<ClaimKey, Integer> cancelled = new HashMap<>();
    /** Those of them of which this desk was told. */
    private final Map<ClaimKey, Integer> early = new HashMap<>();

    private final Map<Long, Deliveries.Standing> standing = new HashMap<>();
    /** Claims of which only what no change carries is new, with what a registration of them would be. */
    private final Map<Long, NewDelivery> corrected = new LinkedHashMap<>();

    private final List<FeeEvent> happened = new ArrayList<>();

    FeeDesk(
            Claims claims,
            EarlyCancellations cancellations,
            Deliveries deliveries,
            FeeEvents events,
            FeeReadiness readiness,
            Function<MunicipalityCode, Optional<Municipality>> municipalities,
            Actor actor,
            Instant now) {
        this.claims = claims;
        this.cancellations = cancellations;
        this.deliveries = deliveries;
        this.events = events;
        this.readiness = readiness;
        this.municipalities = municipalities;
        this.actor = actor;
        this.now = now;
    }

    /** Locks the claims that messages will be about, whether or not they exist yet. */
    void lock(SortedSet<ClaimKey> keys) {
        if (keys.isEmpty()) {
            return;
        }
        readiness.prepare(keys.stream().map(FeeDesk::municipality).collect(Collectors.toSet()));
        Map<Long, Claim> present = claims.lock(keys).stream().collect(Collectors.toMap(Claim::id, Function.identity()));
        Set<ClaimKey> absent = new HashSet<>(keys);
        present.values().forEach(claim -> absent.remove(claim.key()));
        if (!absent.isEmpty()) {
            cancelled.putAll(cancellations.of(absent));
        }
        present.values().stream().filter(Claim::isErased).map(Claim::key).forEach(erased::add);
        present.values().removeIf(Claim::isErased);
        if (present.isEmpty()) {
            return;
        }
        Map<Long, ClaimVersion> latest = claims.latestVersions(present.keySet()).stream()
                .collect(Collectors.toMap(ClaimVersion::claimId, Function.identity()));
        latest.values().forEach(version -> {
            Claim claim = Optional.ofNullable(present.get(version.claimId())).orElseThrow();
            held.put(claim.key(), new Held(claim, version.terms(), version.fee(), version.parties()));
        });
        standing.putAll(deliveries.standing(present.keySet()));
        readiness.prepare(claims, latest, standing);
    }

    /** Whether the fee stands as this message says already. */
    boolean isRepeat(FeeMessage message) {
        Held before = held.get(message.key());
        if (before == null || before.claim().version() != message.version()) {
            return false;
        }
        String hash = message instanceof FeeMessage.Put put
                ? FeeContent.of(put).hash()
                : FeeContent.hash((FeeMessage.Cancellation) message);
        return hash.equals(before.claim().contentHash());
    }

    /** Writes what is left to write. Nothing is taken before this returns and the transaction commits. */
    void close() {
        events.add(happened);
        cancellations.keep(early, actor.name(), now);
        deliveries.retell(corrected.values(), municipalities);
        readiness.close();
    }

    FeeOutcome take(FeeMessage message) {
        if (erased.contains(message.key())) {
            return FeeOutcome.Refused.because(
                    ProblemType.FEE_ERASED, "", "The fee was settled, its time is over, and its people are erased.");
        }
        Held before = held.get(message.key());
        if (message instanceof FeeMessage.Put put) {
            return before == null ? known(put).orElseGet(() -> register(put)) : change(put, before);
        }
        FeeMessage.Cancellation cancellation = (FeeMessage.Cancellation) message;
        return before == null ? keep(cancellation) : withdraw(cancellation, before);
    }

    private FeeOutcome keep(FeeMessage.Cancellation cancellation) {
        cancelled.merge(cancellation.key(), cancellation.version(), Math::max);
        early.merge(cancellation.key(), cancellation.version(), Math::max);
        return FeeOutcome.Refused.because(
                ProblemType.FEE_UNKNOWN,
                "/feeId",
                "The fee to be cancelled has never been put here. The cancellation is kept: a put up to version "
                        + cancellation.version() + " that comes late is not taken.");
    }

    /** Why a put of a fee that is not here is refused: it is late. One with a later version is news. */
    private Optional<FeeOutcome> known(FeeMessage.Put put) {
        Integer version = cancelled.get(put.key());
        if (version == null || put.version() > version) {
            return Optional.empty();
        }
        return Optional.of(
                put.version() == version
                        ? conflicting()
                        : FeeOutcome.Refused.because(
                                ProblemType.VERSION_OUTDATED,
                                "/version",
                                "The fee was cancelled with version " + version + " before it came."));
    }

    private FeeOutcome register(FeeMessage.Put put) {
        FeeContent content = FeeContent.of(put);
        Municipality municipality = municipalityOf(put.key());
        ClaimTypeRule rule = rule(put, municipality);
        ClaimTerms terms = FeeTerms.of(put, "created", rule, municipality);
        Claim claim = new Claim(
                put.key(),
                municipality.code(),
                put.version(),
                content.hash(),
                terms,
                put.parties().debtor(),
                now);
        claim.heldAgainst(rule.id());
        claims.add(claim);
        hold(claim, terms, content);
        ClaimChange change = ClaimChange.first(terms.amount());
        change.entry().ifPresent(line -> claims.add(ClaimEntry.said(claim, line, terms.incurredOn(), now)));
        List<ReadinessRule> broken = readiness.look(claim, true, terms, rule, content.fee(), put.parties());
        List<ReadinessRule> stopping = FeeReadiness.stopping(broken, municipality);
        deliver(claim, DeliveryKind.REGISTER, terms.amount(), terms, !stopping.isEmpty());
        List<String> details = new ArrayList<>(FeeReader.advices(put.parties()));
        stopping.forEach(each -> details.add(STOPPED + each.name()));
        happened(claim, FeeEvent.Kind.RECEIVED, terms.amount(), details);
        return new FeeOutcome.Taken(claim.key(), claim.version(), true);
    }

    private FeeOutcome change(FeeMessage.Put put, Held before) {
        Claim claim = before.claim();
        FeeContent content = FeeContent.of(put);
        Optional<FeeOutcome> known = known(put, content.hash(), claim);
        if (known.isPresent()) {
            return known.get();
        }
        Municipality municipality = municipalityOf(put.key());
        ClaimTypeRule rule = rule(put, municipality);
        ClaimTerms terms = FeeTerms.of(put, "changed", rule, municipality);
        ClaimChange change = ClaimChange.between(
                before.terms().amount(),
                FeeContent.parties(before.parties()),
                terms.amount(),
                FeeContent.alike(put.parties()));
        claim.change(put.version(), content.hash(), terms, put.parties().debtor(), now);
        claim.heldAgainst(rule.id());
        hold(claim, terms, content);
        List<ReadinessRule> broken = readiness.look(claim, false, terms, rule, content.fee(), put.parties());
        List<ReadinessRule> stopping = FeeReadiness.stopping(broken, municipality);
        List<String> told = new ArrayList<>();
        if (change.partiesChanged()) {
            tell(claim, DeliveryKind.CHANGE_PARTY, Amount.ZERO, terms, !stopping.isEmpty(), told);
        }
        change.entry().ifPresent(line -> {
            claims.add(ClaimEntry.said(claim, line, today(), now));
            tell(claim, kindOf(line.kind()), line.amount(), terms, !stopping.isEmpty(), told);
        });
        if (told.isEmpty()) {
            correct(claim, terms, !stopping.isEmpty(), told);
        }
        FeeEvent.Kind kind = told.isEmpty() ? FeeEvent.Kind.DETAILS_CHANGED : FeeEvent.Kind.CHANGED;
        if (change.partiesChanged()) {
            told.addAll(FeeReader.advices(put.parties()));
        }
        stopping.forEach(each -> told.add(STOPPED + each.name()));
        happened(claim, kind, terms.amount(), told);
        return new FeeOutcome.Taken(claim.key(), claim.version(), false);
    }

    /** Nothing has changed that a delivery of its own carries: while the debtor system has not got the claim, it may be told so. */
    private void correct(Claim claim, ClaimTerms terms, boolean stopped, List<String> told) {
        Deliveries.Standing stands = standing.getOrDefault(claim.id(), Deliveries.Standing.NONE);
        if (stands.refused()) {
            // What is new may be what it was refused for, and nothing else would tell it.
            tell(claim, DeliveryKind.REGISTER, terms.amount(), terms, stopped, told);
        } else if (!stands.told()) {
            corrected.put(claim.id(), delivery(claim, DeliveryKind.REGISTER, terms.amount(), terms, stopped));
        }
    }

    private FeeOutcome withdraw(FeeMessage.Cancellation cancellation, Held before) {
        Claim claim = before.claim();
        String hash = FeeContent.hash(cancellation);
        if (claim.withdrawn() && cancellation.version() > claim.version() && hash.equals(claim.contentHash())) {
            // The same cancellation under a later number: there is nothing left that it could change.
            return new FeeOutcome.Unchanged(claim.key(), claim.version());
        }
        Optional<FeeOutcome> known = known(cancellation, hash, claim);
        if (known.isPresent()) {
            return known.get();
        }
        Amount owed = before.terms().amount();
        ClaimTerms terms = before.terms().withdrawnFor(Fields.wire(cancellation.reason()));
        FeeContent content = FeeContent.of(cancellation, before.fee(), before.parties());
        claim.withdraw(cancellation.version(), hash, terms, now);
        hold(claim, terms, content);
        ClaimChange.withdrawal(owed)
                .entry()
                .ifPresent(line -> claims.add(ClaimEntry.said(claim, line, cancellation.on(), now)));
        deliver(claim, DeliveryKind.WITHDRAW, owed, terms, false);
        happened(claim, FeeEvent.Kind.CANCELLED, owed, List.of(Fields.wire(cancellation.reason())));
        return new FeeOutcome.Taken(claim.key(), claim.version(), false);
    }

    /** A repeat, or a reason to refuse; empty if the message is news. */
    private static Optional<FeeOutcome> known(FeeMessage message, String hash, Claim claim) {
        if (message.version() == claim.version()) {
            return Optional.of(
                    hash.equals(claim.contentHash())
                            ? new FeeOutcome.Unchanged(claim.key(), claim.version())
                            : conflicting());
        }
        if (message.version() < claim.version()) {
            return Optional.of(outdated(claim.version()));
        }
        return claim.withdrawn() ? Optional.of(alreadyCancelled(claim.version())) : Optional.empty();
    }

    private static FeeOutcome conflicting() {
        return FeeOutcome.Refused.because(
                ProblemType.VERSION_CONFLICT, "/version", "This version is here already, with other content.");
    }

    private static FeeOutcome outdated(int version) {
        return FeeOutcome.Refused.because(
                ProblemType.VERSION_OUTDATED, "/version", "Version " + version + " is here already.");
    }

    private static FeeOutcome alreadyCancelled(int version) {
        return FeeOutcome.Refused.because(
                ProblemType.FEE_CANCELLED, "", "The fee was cancelled with version " + version + ".");
    }

    private ClaimTypeRule rule(FeeMessage.Put put, Municipality municipality) {
        return readiness.rule(municipality.code(), FeeTerms.type(put, municipality), put.createdOn());
    }

    private void tell(
            Claim claim, DeliveryKind kind, Amount amount, ClaimTerms terms, boolean stopped, List<String> told) {
        deliver(claim, kind, amount, terms, stopped);
        told.add(kind.name());
    }

    private void deliver(Claim claim, DeliveryKind kind, Amount amount, ClaimTerms terms, boolean stopped) {
        NewDelivery delivery = delivery(claim, kind, amount, terms, stopped);
        Deliveries.Standing before = standing.getOrDefault(claim.id(), Deliveries.Standing.NONE);
        standing.put(claim.id(), deliveries.add(delivery, municipalityOf(claim.key()), before));
    }

    private static NewDelivery delivery(
            Claim claim, DeliveryKind kind, Amount amount, ClaimTerms terms, boolean stopped) {
        return new NewDelivery(
                claim.id(), claim.municipality(), kind, amount, claim.version(), terms.incurredOn(), stopped);
    }

    private static DeliveryKind kindOf(ClaimEntry.Kind kind) {
        return kind == ClaimEntry.Kind.WRITE_UP ? DeliveryKind.WRITE_UP : DeliveryKind.WRITE_DOWN;
    }

    private void hold(Claim claim, ClaimTerms terms, FeeContent content) {
        claims.add(new ClaimVersion(claim, terms, content.fee(), content.parties(), actor.name(), now));
        held.put(claim.key(), new Held(claim, terms, content.fee(), content.parties()));
    }

    private void happened(Claim claim, FeeEvent.Kind kind, Amount amount, List<String> details) {
        happened.add(new FeeEvent(claim, kind, amount, now, actor.name(), String.join(" ", details)));
    }

    private Municipality municipalityOf(ClaimKey key) {
        return municipalities
                .apply(municipality(key))
                .orElseThrow(() -> new IllegalStateException("a fee that was understood has a known agency"));
    }

    private static MunicipalityCode municipality(ClaimKey key) {
        return new AgencyId(key.agencyId()).municipality();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(now, BusinessClock.COPENHAGEN);
    }
}
