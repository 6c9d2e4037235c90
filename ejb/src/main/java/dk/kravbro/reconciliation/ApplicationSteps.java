package dk.kravbro.reconciliation;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.AuditTrail;
import dk.kravbro.claim.Amount;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.intake.FeeMessage;
import dk.kravbro.intake.FeeMessages;
import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.ListReader;
import dk.kravbro.intake.ListedFee;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.intake.ReadFee;
import dk.kravbro.secrets.DataSeal;
import dk.kravbro.settings.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The steps by which a snapshot's differences are applied, each a transaction of its own. */
@Stateless
@PermitAll
public class ApplicationSteps {

    /** An older list says too little of today. */
    static final Duration MOST_AGE = Duration.ofDays(1);

    private static final String OLD = "The list is more than a day old.";

    private static final int ORE_A_KRONE = 100;
    private static final int PERCENT = 100;

    /** What a request to apply comes to. */
    sealed interface Beginning {

        /** @param after number of the last difference that is done */
        record Begun(int after) implements Beginning {}

        /** An earlier request has done this. */
        record DoneBefore() implements Beginning {}

        record Refused(Problem problem) implements Beginning {}
    }

    @Inject
    SnapshotRows rows;

    @Inject
    SnapshotDifferences differences;

    @Inject
    FeeMessages messages;

    @Inject
    DataSeal seal;

    @Inject
    AuditTrail audit;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Begins, or goes on with what an earlier request for the same left undone. */
    public Beginning begin(UUID id, SnapshotChoice choice, Actor actor) {
        SnapshotRows.Standing standing = rows.lock(id);
        FeeSnapshot snapshot = rows.find(id).orElseThrow();
        Instant now = clock.instant();
        String kinds = written(choice.expected().keySet());
        boolean same = kinds.equals(standing.appliedKinds())
                && Objects.equals(
                        choice.cancellation()
                                .map(cancel -> cancel.reason().name())
                                .orElse(null),
                        standing.cancelReason())
                && Objects.equals(
                        choice.cancellation()
                                .map(SnapshotChoice.Cancellation::on)
                                .orElse(null),
                        standing.cancelOn());
        switch (standing.state()) {
            case RECEIVING, INCOMPLETE -> {
                return refused("It was not compared.");
            }
            case APPLIED -> {
                return same ? new Beginning.DoneBefore() : refused("It was applied already, for other kinds.");
            }
            case APPLYING -> {
                if (!same) {
                    return refused("It is being applied already, for other kinds.");
                }
                if (standing.progressedAt().plus(SnapshotSteps.SILENCE).isAfter(now)) {
                    return new Beginning.Refused(Problem.of(ProblemType.STILL_RUNNING));
                }
                if (isOld(snapshot, now)) {
                    return refused(OLD);
                }
                rows.appliedTo(id, standing.appliedTo(), now);
                return new Beginning.Begun(standing.appliedTo());
            }
            default -> {
                Optional<Problem> objection = objection(snapshot, choice, now);
                if (objection.isPresent()) {
                    return new Beginning.Refused(objection.get());
                }
                rows.applying(id, choice, kinds, actor.name(), now);
                audit.record(
                        actor,
                        "snapshot being applied",
                        "fee snapshot " + id,
                        snapshot.municipalityCode(),
                        told(choice));
                return new Beginning.Begun(0);
            }
        }
    }

    /** What FBS listed says less of today with each hour: from the list's own time on, not from when it came. */
    private static boolean isOld(FeeSnapshot snapshot, Instant now) {
        Instant compared = snapshot.comparedAt().orElseThrow();
        Instant made =
                snapshot.takenAt().filter(taken -> taken.isBefore(compared)).orElse(compared);
        return made.plus(MOST_AGE).isBefore(now);
    }

    private static Beginning refused(String detail) {
        return new Beginning.Refused(new Problem(ProblemType.SNAPSHOT_NOT_APPLICABLE, "", detail));
    }

    private Optional<Problem> objection(FeeSnapshot snapshot, SnapshotChoice choice, Instant now) {
        if (isOld(snapshot, now)) {
            return Optional.of(new Problem(ProblemType.SNAPSHOT_NOT_APPLICABLE, "", OLD));
        }
        Map<DifferenceKind, FeeSnapshot.Differences> totals = differences.totals(snapshot.id());
        for (Map.Entry<DifferenceKind, Long> expected : choice.expected().entrySet()) {
            long there = Optional.ofNullable(totals.get(expected.getKey()))
                    .map(FeeSnapshot.Differences::applicable)
                    .orElse(0L);
            if (there != expected.getValue()) {
                return Optional.of(new Problem(
                        ProblemType.SNAPSHOT_COUNTS_DIFFER,
                        "/expected",
                        expected.getKey().name() + " has " + there + " that can be applied."));
            }
        }
        return choice.cancellation()
                .flatMap(cancel -> objection(
                        snapshot,
                        cancel,
                        Optional.ofNullable(totals.get(DifferenceKind.MISSING_THERE))
                                .orElse(new FeeSnapshot.Differences(0, 0, Amount.ZERO, Amount.ZERO))));
    }

    private Optional<Problem> objection(
            FeeSnapshot snapshot, SnapshotChoice.Cancellation cancel, FeeSnapshot.Differences missing) {
        if (snapshot.unidentified() > 0) {
            return Optional.of(
                    new Problem(
                            ProblemType.SNAPSHOT_NOT_APPLICABLE,
                            "",
                            "Lines of it do not say which fee they list: these fees could be the ones that seem to be missing."));
        }
        if (!missing.here().equals(cancel.expectedAmount())) {
            return Optional.of(new Problem(
                    ProblemType.SNAPSHOT_COUNTS_DIFFER,
                    "/cancel/expectedAmount",
                    "What FBS does not list comes to " + missing.here().kroner() + " kroner."));
        }
        boolean tooMany = missing.applicable() * PERCENT
                > (long) settings.snapshotCancelPercent() * snapshot.here().fees();
        boolean tooMuch = missing.here().ore() > (long) settings.snapshotCancelKroner() * ORE_A_KRONE;
        return tooMany || tooMuch
                ? Optional.of(new Problem(
                        ProblemType.SNAPSHOT_ABOVE_LIMIT,
                        "/expected",
                        "At most " + settings.snapshotCancelPercent() + " percent of the open fees, and "
                                + settings.snapshotCancelKroner() + " kroner."))
                : Optional.empty();
    }

    private static String told(SnapshotChoice choice) {
        return choice.expected().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(kind -> kind.getKey().name() + " " + kind.getValue())
                        .collect(Collectors.joining(", "))
                + choice.cancellation()
                        .map(cancel -> "; cancelled as " + cancel.reason().name() + " on " + cancel.on() + ", "
                                + cancel.expectedAmount().kroner() + " kr.")
                        .orElse("");
    }

    private static String written(Set<DifferenceKind> kinds) {
        return kinds.stream().sorted().map(DifferenceKind::name).collect(Collectors.joining(","));
    }

    private static Set<DifferenceKind> kinds(String written) {
        return Stream.of(written.split(","))
                .map(DifferenceKind::valueOf)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DifferenceKind.class)));
    }

    /**
     * Applies the next differences, all or none; ends the application if there are none.
     *
     * @param after number of the last one that the caller knows to be done
     * @return number of the last one that is done now; empty at the end
     * @throws SnapshotSteps.Overtaken if another request has come further
     */
    public OptionalInt next(UUID id, int after, Actor actor) {
        SnapshotRows.Standing standing = rows.lock(id);
        if (standing.state() != FeeSnapshot.State.APPLYING || standing.appliedTo() != after) {
            throw new SnapshotSteps.Overtaken(id);
        }
        Instant now = clock.instant();
        Set<DifferenceKind> kinds = kinds(Objects.requireNonNull(standing.appliedKinds()));
        List<SnapshotDifferences.ToApply> next = differences.toApply(id, after, kinds, settings.batchChunk());
        if (next.isEmpty()) {
            end(standing, actor, now);
            return OptionalInt.empty();
        }
        ListReader reader = new ListReader(standing.agencyId());
        List<FeeMessage> told = new ArrayList<>();
        next.forEach(difference -> told.add(message(standing, difference, reader)));
        List<FeeOutcome> outcomes = messages.take(told, actor);
        Map<Integer, String> words = new HashMap<>();
        Map<Integer, String> problems = new HashMap<>();
        for (int i = 0; i < outcomes.size(); i++) {
            int no = next.get(i).no();
            if (outcomes.get(i) instanceof FeeOutcome.Refused refused) {
                words.put(no, "REFUSED");
                problems.put(no, refused.problems().get(0).type().slug());
            } else {
                words.put(no, outcomes.get(i) instanceof FeeOutcome.Taken ? "TAKEN" : "UNCHANGED");
            }
        }
        differences.applied(id, words, problems);
        int last = next.get(next.size() - 1).no();
        rows.appliedTo(id, last, now);
        return OptionalInt.of(last);
    }

    private FeeMessage message(
            SnapshotRows.Standing standing, SnapshotDifferences.ToApply difference, ListReader reader) {
        if (difference.kind() == DifferenceKind.MISSING_THERE) {
            // FBS has no version for a fee that it does not have. A claim that has changed meanwhile has this one
            // taken.
            return new FeeMessage.Cancellation(
                    new ClaimKey(standing.agencyId(), difference.feeId()),
                    Math.addExact(difference.versionHere(), 1),
                    FeeMessage.CancelReason.valueOf(Objects.requireNonNull(standing.cancelReason())),
                    Objects.requireNonNull(standing.cancelOn()));
        }
        byte[] text = seal.open(
                SnapshotSteps.place(standing.id(), difference.line()),
                Objects.requireNonNull(difference.sealed()).bytes());
        if (reader.text(text) instanceof ListedFee.Fee fee && fee.read() instanceof ReadFee.Understood sound) {
            return sound.message();
        }
        throw new IllegalStateException("a line that could be read when it came can be read again");
    }

    private void end(SnapshotRows.Standing standing, Actor actor, Instant now) {
        rows.applied(standing.id(), now);
        differences.forgetTexts(standing.id());
        Map<String, Long> outcomes = differences.outcomes(standing.id());
        FeeSnapshot snapshot = rows.find(standing.id()).orElseThrow();
        audit.record(
                actor,
                "snapshot applied",
                "fee snapshot " + standing.id(),
                snapshot.municipalityCode(),
                "taken " + outcomes.getOrDefault("TAKEN", 0L) + ", unchanged " + outcomes.getOrDefault("UNCHANGED", 0L)
                        + ", refused " + outcomes.getOrDefault("REFUSED", 0L));
    }
}
