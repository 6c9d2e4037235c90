package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.claim.ClaimKey;
import dk.kravbro.municipality.Municipalities;
import dk.kravbro.municipality.Municipality;
import dk.kravbro.municipality.MunicipalityCode;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ApplicationException;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The steps of a batch, each a transaction of its own: open, a chunk of lines, the end. */
@Stateless
@PermitAll
public class BatchChunks {

    /** After this long without progress a batch counts as interrupted, and a repeat goes on with it. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Another request went on with the batch meanwhile. */
    @ApplicationException(rollback = true)
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Overtaken(UUID batch) {
            super("batch " + batch + " is in other hands");
        }
    }

    /** What a request with a key finds. */
    enum Standing {
        /** The key is new. */
        NEW,
        /** An earlier request was interrupted. */
        INTERRUPTED,
        /** An earlier request is still at it. */
        RUNNING,
        /** An earlier request is answered. */
        ENDED
    }

    /**
     * A batch as a request finds it.
     *
     * @param lastLine the last line whose result is committed
     * @param mark of the text up to that line; of the whole text once ended
     * @param status of the earlier answer; 0 if there is none
     */
    record Opening(Standing standing, UUID batch, int lastLine, String mark, int status) {}

    @Inject
    FeeDesks desks;

    @Inject
    Municipalities municipalities;

    @Inject
    IdempotencyKeys keys;

    @Inject
    FeeBatchRows rows;

    @Inject
    TextMarks marks;

    @Inject
    Clock clock;

    public Opening open(String key, Actor actor) {
        Instant now = clock.instant();
        Optional<IdempotencyKeys.Kept> used = keys.lock(actor.name(), key, now);
        if (used.isEmpty()) {
            UUID batch = UUID.randomUUID();
            rows.add(batch, actor.name(), now);
            keys.keepRunning(actor.name(), key, batch, now);
            return new Opening(Standing.NEW, batch, 0, "", 0);
        }
        IdempotencyKeys.Kept kept = used.get();
        if (kept.batch().isEmpty()) {
            // The key belongs to a cancellation: no text of a batch has its hash.
            return new Opening(Standing.ENDED, new UUID(0, 0), 0, kept.requestHash(), 0);
        }
        UUID batch = kept.batch().get();
        FeeBatchRows.Progress progress = rows.lock(batch);
        if (progress.ended()) {
            return new Opening(
                    Standing.ENDED,
                    batch,
                    progress.lastLine(),
                    progress.mark(),
                    kept.status().orElse(0));
        }
        boolean atWork = progress.progressedAt()
                .filter(last -> last.plus(SILENCE).isAfter(now))
                .isPresent();
        if (!atWork) {
            rows.resumed(batch, now);
        }
        return new Opening(
                atWork ? Standing.RUNNING : Standing.INTERRUPTED, batch, progress.lastLine(), progress.mark(), 0);
    }

    /**
     * Takes these lines, all or none.
     *
     * @param after the last line whose result the caller knows to be committed
     * @param lines the lines that follow it, at least one
     * @return their results, which count once the transaction commits
     * @throws Overtaken if the batch has come further than the caller knows
     */
    public List<BatchLineResult> take(UUID batch, int after, List<BatchLine> lines, Actor actor) {
        FeeBatchRows.Progress progress = rows.lock(batch);
        if (progress.ended() || progress.lastLine() != after) {
            throw new Overtaken(batch);
        }
        Instant now = clock.instant();
        Map<MunicipalityCode, Municipality> known =
                municipalities.all().stream().collect(Collectors.toMap(Municipality::code, Function.identity()));
        FeeReader reader =
                new FeeReader(agency -> actor.mayActFor(agency.value()) && known.containsKey(agency.municipality()));
        FeeDesk desk = desks.open(code -> Optional.ofNullable(known.get(code)), actor, now);
        List<BatchLine> written = lines.stream().filter(line -> !line.isBlank()).toList();
        List<ReadFee> read = written.stream().map(line -> read(line, reader)).toList();
        desk.lock(keys(read));
        List<BatchLineResult> results = new ArrayList<>();
        for (int i = 0; i < read.size(); i++) {
            results.add(result(written.get(i).number(), read.get(i), desk));
        }
        desk.close();
        BatchLine last = lines.get(lines.size() - 1);
        rows.progress(batch, last, marks.of(last.hash()), results, now);
        return List.copyOf(results);
    }

    private static ReadFee read(BatchLine line, FeeReader reader) {
        return line.tooLong()
                ? new ReadFee.NotUnderstood(
                        Optional.empty(), Optional.empty(), List.of(Problem.of(ProblemType.LINE_TOO_LONG)))
                : reader.line(line.text());
    }

    private static SortedSet<ClaimKey> keys(List<ReadFee> read) {
        SortedSet<ClaimKey> keys = new TreeSet<>();
        for (ReadFee one : read) {
            if (one instanceof ReadFee.Understood sound) {
                keys.add(sound.message().key());
            }
        }
        return keys;
    }

    private static BatchLineResult result(int number, ReadFee read, FeeDesk desk) {
        if (read instanceof ReadFee.NotUnderstood refused) {
            return new BatchLineResult(
                    number, BatchLineResult.Outcome.REFUSED, refused.agencyId(), refused.feeId(), refused.problems());
        }
        FeeMessage message = ((ReadFee.Understood) read).message();
        FeeOutcome outcome = desk.take(message);
        List<Problem> problems = outcome instanceof FeeOutcome.Refused refused ? refused.problems() : List.of();
        return new BatchLineResult(
                number,
                outcomeOf(outcome),
                Optional.of(message.key().agencyId()),
                Optional.of(message.key().feeId()),
                problems);
    }

    private static BatchLineResult.Outcome outcomeOf(FeeOutcome outcome) {
        if (outcome instanceof FeeOutcome.Refused) {
            return BatchLineResult.Outcome.REFUSED;
        }
        return outcome instanceof FeeOutcome.Taken ? BatchLineResult.Outcome.TAKEN : BatchLineResult.Outcome.UNCHANGED;
    }

    /** The text is at its end, or at its limit: keeps the answer's status. */
    public FeeBatch end(UUID batch, int after, String hash, int status) {
        FeeBatchRows.Progress progress = rows.lock(batch);
        if (progress.ended() || progress.lastLine() != after) {
            throw new Overtaken(batch);
        }
        rows.ended(batch, clock.instant());
        keys.answered(batch, marks.of(hash), status);
        return find(batch).orElseThrow();
    }

    /** The caller went away or we cannot go on; a repeat may go on at once. */
    public void interrupted(UUID batch) {
        rows.interrupted(batch);
    }

    public Optional<FeeBatch> find(UUID batch) {
        return rows.find(batch, clock.instant().minus(SILENCE));
    }

    public List<BatchLineResult> lines(UUID batch, int after, Optional<BatchLineResult.Outcome> outcome, int limit) {
        return rows.lines(batch, after, outcome, limit);
    }
}
