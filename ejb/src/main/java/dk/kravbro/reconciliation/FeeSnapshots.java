package dk.kravbro.reconciliation;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.intake.BatchLine;
import dk.kravbro.intake.BatchText;
import dk.kravbro.intake.FeeMessage;
import dk.kravbro.intake.LinePace;
import dk.kravbro.intake.ListReader;
import dk.kravbro.intake.ListedFee;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.intake.ReadFee;
import dk.kravbro.intake.RequestKey;
import dk.kravbro.intake.TextMarks;
import dk.kravbro.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes a list of an agency's open fees, as lines of text (NDJSON) that are kept while they arrive, and says in what it
 * differs from what is here. Changes nothing.
 *
 * <p>The last line says how many stand before it: a list without it, or with another number, was cut and is not compared.
 * The comparison itself is one statement at one instant, once the whole list is here.
 */
@ApplicationScoped
public class FeeSnapshots {

    /** A chunk of long lines ends sooner: many slow senders at once must not fill the memory. */
    private static final int MOST_CHUNK_BYTES = 1 << 20;

    /** Most differences in one page. */
    public static final int LONGEST_PAGE = 10_000;

    @Inject
    SnapshotSteps steps;

    @Inject
    TextMarks marks;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** How a list ended. */
    private record Ending(int lines, String hash, Instant takenAt) {}

    /** Why a list is not compared. */
    private static final class Unfit extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        Unfit(ProblemType type, String detail) {
            super(type.slug());
            this.problem = new Problem(type, "", detail);
        }
    }

    /**
     * Takes a list and compares it.
     *
     * @param agencyId whose open fees they are
     * @param body the text, read once and never held whole
     * @param header the caller's own key of this request
     * @param pace how fast the caller may send
     * @throws LinePace.TooFast if the caller sends faster: nothing is compared
     * @throws IOException if the caller stops sending: nothing is compared
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public SnapshotOutcome receive(
            String agencyId, InputStream body, Optional<String> header, Actor actor, LinePace pace) throws IOException {
        actor.demand(Role.FBS);
        if (!actor.mayActFor(agencyId)) {
            return refused(ProblemType.UNKNOWN_AGENCY);
        }
        if (header.isEmpty()) {
            return refused(ProblemType.IDEMPOTENCY_KEY_MISSING);
        }
        Optional<String> key = header.flatMap(RequestKey::read);
        if (key.isEmpty()) {
            return refused(ProblemType.IDEMPOTENCY_KEY_MALFORMED);
        }
        BatchText text = new BatchText(body, settings.batchMaxLineBytes());
        text.await();
        Optional<SnapshotSteps.Opening> opened = steps.open(agencyId, key.get(), actor);
        if (opened.isEmpty()) {
            return refused(ProblemType.UNKNOWN_AGENCY);
        }
        SnapshotSteps.Opening opening = opened.get();
        return switch (opening.standing()) {
            case FOREIGN -> refused(ProblemType.IDEMPOTENCY_KEY_REUSED);
            case RUNNING -> refused(ProblemType.STILL_RUNNING);
            case COMPARED -> again(text, opening);
            case OPEN -> work(text, opening, agencyId, actor, pace);
        };
    }

    /** The same text gets the same answer; nothing is done. */
    private SnapshotOutcome again(BatchText text, SnapshotSteps.Opening opening) throws IOException {
        String hash = "";
        for (Optional<BatchLine> line = text.next(); line.isPresent(); line = text.next()) {
            if (line.get().number() > settings.batchMaxLines() + 1) {
                return refused(ProblemType.IDEMPOTENCY_KEY_REUSED);
            }
            hash = line.get().hash();
        }
        return marks.isOf(opening.mark(), hash)
                ? steps.find(opening.snapshot())
                        .<SnapshotOutcome>map(SnapshotOutcome.Done::new)
                        .orElseGet(() -> refused(ProblemType.SNAPSHOT_UNKNOWN))
                : refused(ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    private SnapshotOutcome work(
            BatchText text, SnapshotSteps.Opening opening, String agencyId, Actor actor, LinePace pace)
            throws IOException {
        try {
            Ending ending = read(text, opening, agencyId, pace);
            FeeSnapshot compared = steps.compare(opening, ending.lines(), ending.hash(), ending.takenAt(), actor);
            ReconciliationLog.LOG.compared(
                    compared.id(),
                    agencyId,
                    compared.lines(),
                    compared.differences().values().stream()
                            .mapToLong(FeeSnapshot.Differences::fees)
                            .sum());
            return new SnapshotOutcome.Done(compared);
        } catch (SnapshotSteps.Overtaken overtaken) {
            return refused(ProblemType.STILL_RUNNING);
        } catch (Unfit unfit) {
            giveUp(opening, unfit);
            return new SnapshotOutcome.Refused(unfit.problem);
        } catch (IOException | RuntimeException failure) {
            giveUp(opening, failure);
            throw failure;
        }
    }

    private Ending read(BatchText text, SnapshotSteps.Opening opening, String agencyId, LinePace pace)
            throws IOException, Unfit {
        ListReader reader = new ListReader(agencyId);
        int most = Math.min(settings.batchChunk(), pace.most());
        List<SnapshotSteps.Read> chunk = new ArrayList<>();
        int bytes = 0;
        int lines = 0;
        for (Optional<BatchLine> next = text.next(); next.isPresent(); next = text.next()) {
            BatchLine line = next.get();
            if (line.isBlank()) {
                continue;
            }
            ListedFee listed = reader.line(line);
            if (!(listed instanceof ListedFee.Fee fee)) {
                if (!chunk.isEmpty()) {
                    pace.spend(chunk.size());
                    steps.receive(opening, agencyId, chunk);
                }
                return ending(listed, lines, text);
            }
            lines++;
            if (lines > settings.batchMaxLines()) {
                throw new Unfit(
                        ProblemType.SNAPSHOT_INCOMPLETE,
                        "It has more than " + settings.batchMaxLines() + " lines; nothing was compared.");
            }
            chunk.add(read(line, fee.read()));
            bytes += line.text().length;
            if (chunk.size() == most || bytes >= MOST_CHUNK_BYTES) {
                pace.spend(chunk.size());
                steps.receive(opening, agencyId, chunk);
                chunk.clear();
                bytes = 0;
            }
        }
        throw new Unfit(ProblemType.SNAPSHOT_INCOMPLETE, "The line that ends it is missing.");
    }

    private static SnapshotSteps.Read read(BatchLine line, ReadFee read) {
        if (read instanceof ReadFee.Understood sound) {
            FeeMessage.Put fee = (FeeMessage.Put) sound.message();
            return new SnapshotSteps.Read(
                    line.number(),
                    new LineText(line.text()),
                    Optional.of(fee.key().feeId()),
                    Optional.of(fee),
                    List.of());
        }
        ReadFee.NotUnderstood broken = (ReadFee.NotUnderstood) read;
        return new SnapshotSteps.Read(
                line.number(),
                new LineText(new byte[0]),
                broken.feeId(),
                Optional.empty(),
                broken.problems().stream().map(problem -> problem.type().slug()).toList());
    }

    private Ending ending(ListedFee last, int lines, BatchText text) throws IOException, Unfit {
        if (!(last instanceof ListedFee.End end)) {
            throw new Unfit(
                    ProblemType.SNAPSHOT_INCOMPLETE, "The line that ends it does not say end, fees and takenAt.");
        }
        if (end.fees() != lines) {
            throw new Unfit(
                    ProblemType.SNAPSHOT_INCOMPLETE,
                    "The line that ends it speaks of " + end.fees() + " fees; " + lines + " have come.");
        }
        if (end.takenAt().isAfter(clock.instant().plus(SnapshotSteps.LEEWAY))) {
            throw new Unfit(ProblemType.SNAPSHOT_INCOMPLETE, "takenAt lies in the future.");
        }
        String hash = text.hash();
        for (Optional<BatchLine> more = text.next(); more.isPresent(); more = text.next()) {
            if (!more.get().isBlank()) {
                throw new Unfit(ProblemType.SNAPSHOT_INCOMPLETE, "Something stands behind the line that ends it.");
            }
            hash = text.hash();
        }
        return new Ending(lines, hash, end.takenAt());
    }

    private void giveUp(SnapshotSteps.Opening opening, Exception why) {
        ReconciliationLog.LOG.notCompared(opening.snapshot(), why.getClass().getSimpleName());
        try {
            steps.incomplete(opening);
        } catch (RuntimeException away) {
            // Then its silence tells the next request that nobody is at work.
            why.addSuppressed(away);
        }
    }

    private static SnapshotOutcome refused(ProblemType type) {
        return new SnapshotOutcome.Refused(Problem.of(type));
    }

    /**
     * A snapshot; empty if there is none of this agency, or if somebody else sent it.
     *
     * @throws Actor.NotAllowed if the caller is neither FBS nor an operator
     */
    public Optional<FeeSnapshot> find(String agencyId, UUID id, Actor actor) {
        if (!actor.is(Role.OPERATOR)) {
            actor.demand(Role.FBS);
        }
        return steps.find(id)
                .filter(found -> found.agencyId().equals(agencyId)
                        && (actor.is(Role.OPERATOR)
                                || (actor.mayActFor(agencyId) && found.client().equals(actor.name()))));
    }

    /**
     * Differences of a snapshot that the caller has {@linkplain #find found}, in order.
     *
     * @param after give those after this number
     * @param kind give only these
     * @param limit at most this many, and at most {@link #LONGEST_PAGE}
     */
    public List<SnapshotDifference> differences(
            FeeSnapshot snapshot, int after, Optional<DifferenceKind> kind, int limit) {
        return steps.differences(snapshot.id(), after, kind, Math.min(limit, LONGEST_PAGE));
    }
}
