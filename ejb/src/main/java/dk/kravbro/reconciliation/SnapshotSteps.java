package dk.kravbro.reconciliation;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.claim.Claim;
import dk.kravbro.claim.ClaimVersion;
import dk.kravbro.claim.Claims;
import dk.kravbro.intake.FeeComparison;
import dk.kravbro.intake.FeeMessage;
import dk.kravbro.intake.TextMarks;
import dk.kravbro.municipality.AgencyId;
import dk.kravbro.municipality.Municipalities;
import dk.kravbro.secrets.DataSeal;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps by which a snapshot is received and compared, each a transaction of its own. */
@Stateless
@PermitAll
public class SnapshotSteps {

    /** After this long without progress a request counts as interrupted, and another may begin anew. */
    static final Duration SILENCE = Duration.ofSeconds(30);

    /** How far FBS's clock and ours may be apart, and how long a change of FBS's may be on its way to us. */
    static final Duration LEEWAY = Duration.ofMinutes(5);

    /** Another request began anew meanwhile. */
    @ApplicationException(rollback = true)
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(UUID snapshot) {
            super("snapshot " + snapshot + " is in other hands");
        }
    }

    /** What a request with a key finds. */
    enum Standing {
        /** Its lines may be received. */
        OPEN,
        /** An earlier request is still at it. */
        RUNNING,
        /** An earlier request's was compared. */
        COMPARED,
        /** The key was used for another agency. */
        FOREIGN
    }

    /**
     * A snapshot as a request finds it.
     *
     * @param attempt which request this is
     * @param mark of the earlier request's text, if it was compared
     */
    record Opening(Standing standing, UUID snapshot, int attempt, String mark) {}

    /**
     * A line as it was read.
     *
     * @param feeId empty if it does not say it
     * @param fee empty if it cannot be read
     * @param problems slugs of what is wrong with it
     */
    record Read(int number, LineText text, Optional<Long> feeId, Optional<FeeMessage.Put> fee, List<String> problems) {

        /** Never prints what FBS said. */
        @Override
        public String toString() {
            return "Read[" + number + "]";
        }
    }

    @Inject
    SnapshotRows rows;

    @Inject
    SnapshotLines lines;

    @Inject
    SnapshotDifferences differences;

    @Inject
    Claims claims;

    @Inject
    Municipalities municipalities;

    @Inject
    DataSeal seal;

    @Inject
    TextMarks marks;

    @Inject
    AuditTrail audit;

    @Inject
    Clock clock;

    /** Opens a snapshot for a request; empty if there is no such library. */
    public Optional<Opening> open(String agencyId, String key, Actor actor) {
        Optional<AgencyId> agency = AgencyId.of(agencyId)
                .filter(there -> municipalities.find(there.municipality()).isPresent());
        if (agency.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<UUID> added = rows.add(agency.get(), actor.name(), key, now);
        if (added.isPresent()) {
            return Optional.of(new Opening(Standing.OPEN, added.get(), 1, ""));
        }
        SnapshotRows.Standing found = rows.lock(actor.name(), key);
        if (!found.agencyId().equals(agencyId)) {
            return Optional.of(new Opening(Standing.FOREIGN, found.id(), 0, ""));
        }
        return Optional.of(
                switch (found.state()) {
                    case COMPARED, APPLYING, APPLIED ->
                        new Opening(Standing.COMPARED, found.id(), found.attempt(), found.mark());
                    case RECEIVING ->
                        found.progressedAt().plus(SILENCE).isAfter(now)
                                ? new Opening(Standing.RUNNING, found.id(), found.attempt(), "")
                                : anew(found, now);
                    case INCOMPLETE -> anew(found, now);
                });
    }

    private Opening anew(SnapshotRows.Standing found, Instant now) {
        lines.remove(found.id());
        rows.beginAnew(found.id(), now);
        return new Opening(Standing.OPEN, found.id(), found.attempt() + 1, "");
    }

    /**
     * Keeps these lines, with what each differs in from what is here now.
     *
     * @throws Overtaken if another request began anew
     */
    public void receive(Opening opening, String agencyId, List<Read> read) {
        demand(opening);
        Map<Long, Claim> here = new HashMap<>();
        Set<Long> fees = read.stream().flatMap(line -> line.feeId().stream()).collect(Collectors.toSet());
        if (!fees.isEmpty()) {
            claims.present(agencyId, fees).forEach(claim -> here.put(claim.key().feeId(), claim));
        }
        Map<Long, ClaimVersion> latest = here.isEmpty()
                ? Map.of()
                : claims.latestVersions(here.values().stream().map(Claim::id).toList()).stream()
                        .collect(Collectors.toMap(ClaimVersion::claimId, Function.identity()));
        List<SnapshotLines.Line> kept = new ArrayList<>();
        for (Read line : read) {
            kept.add(
                    line.fee().isPresent()
                            ? compared(opening.snapshot(), line, line.fee().get(), here, latest)
                            : unreadable(line));
        }
        lines.add(opening.snapshot(), kept);
        rows.progressed(opening.snapshot(), clock.instant());
    }

    private SnapshotLines.Line compared(
            UUID snapshot, Read line, FeeMessage.Put fee, Map<Long, Claim> here, Map<Long, ClaimVersion> latest) {
        Optional<Claim> claim = Optional.ofNullable(here.get(fee.key().feeId()));
        Set<FeeComparison.Aspect> differs = claim.map(known -> FeeComparison.between(
                        fee, known, Optional.ofNullable(latest.get(known.id())).orElseThrow()))
                .orElse(Set.of());
        boolean mayBeApplied = claim.isEmpty() || fee.version() > claim.get().version();
        return new SnapshotLines.Line(
                line.number(),
                fee.key().feeId(),
                fee.version(),
                fee.amount().ore(),
                claim.map(Claim::version).orElse(0),
                differs.stream().map(Enum::name).collect(Collectors.joining(" ")),
                null,
                mayBeApplied
                        ? new LineText(seal.seal(
                                place(snapshot, line.number()), line.text().bytes()))
                        : null);
    }

    private static SnapshotLines.Line unreadable(Read line) {
        String problems = line.problems().stream()
                .distinct()
                .map(slug -> '"' + slug + '"')
                .collect(Collectors.joining(",", "[", "]"));
        return new SnapshotLines.Line(line.number(), line.feeId().orElse(null), null, null, null, "", problems, null);
    }

    /** Where a line's seal opens. */
    static String place(UUID snapshot, int line) {
        return "fee_snapshots.sealed:" + snapshot + "/" + line;
    }

    /**
     * The text has ended as it must: holds it against what is here at this instant.
     *
     * @throws Overtaken if another request began anew
     */
    public FeeSnapshot compare(Opening opening, int feeLines, String hash, Instant takenAt, Actor actor) {
        SnapshotRows.Standing standing = demand(opening);
        Instant now = clock.instant();
        rows.ended(opening.snapshot(), feeLines, marks.of(hash), takenAt);
        FeeSnapshot received = rows.find(opening.snapshot()).orElseThrow();
        Instant made = takenAt.isBefore(received.receivedAt()) ? takenAt : received.receivedAt();
        lines.compare(opening.snapshot(), standing.agencyId(), made.minus(LEEWAY), now);
        audit.record(
                actor,
                "snapshot compared",
                "fee snapshot " + opening.snapshot(),
                received.municipalityCode(),
                standing.agencyId() + ", " + feeLines + " lines");
        return find(opening.snapshot()).orElseThrow();
    }

    /** It broke off, or did not end as it must: it is not compared, and its lines are forgotten. */
    public void incomplete(Opening opening) {
        demand(opening);
        lines.remove(opening.snapshot());
        rows.incomplete(opening.snapshot());
    }

    private SnapshotRows.Standing demand(Opening opening) {
        SnapshotRows.Standing standing = rows.lock(opening.snapshot());
        if (standing.state() != FeeSnapshot.State.RECEIVING || standing.attempt() != opening.attempt()) {
            throw new Overtaken(opening.snapshot());
        }
        return standing;
    }

    public Optional<FeeSnapshot> find(UUID id) {
        return rows.find(id).map(found -> {
            Map<String, Long> outcomes = found.application().isPresent() ? differences.outcomes(id) : Map.of();
            return new FeeSnapshot(
                    found.id(),
                    found.agencyId(),
                    found.municipalityCode(),
                    found.client(),
                    found.state(),
                    found.receivedAt(),
                    found.takenAt(),
                    found.comparedAt(),
                    found.lines(),
                    found.unreadable(),
                    found.unidentified(),
                    found.there(),
                    found.here(),
                    found.outstanding(),
                    differences.totals(id),
                    found.application()
                            .map(asked -> new FeeSnapshot.Application(
                                    asked.kinds(),
                                    asked.by(),
                                    asked.endedAt(),
                                    outcomes.getOrDefault("TAKEN", 0L),
                                    outcomes.getOrDefault("UNCHANGED", 0L),
                                    outcomes.getOrDefault("REFUSED", 0L))));
        });
    }

    public List<SnapshotDifference> differences(UUID id, int after, Optional<DifferenceKind> kind, int limit) {
        return differences.page(id, after, kind, limit);
    }
}
