package dk.kravbro.intake;

import dk.kravbro.audit.Actor;
import dk.kravbro.audit.Role;
import dk.kravbro.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes many fees in, as lines of text (NDJSON) that are dealt with while they arrive.
 *
 * <p>Each chunk of lines is a transaction of its own. A caller who was cut off sends the same text with the same key
 * again: the lines that have a result are only compared, and the work goes on behind them.
 */
@ApplicationScoped
public class FeeBatches {

    /** Most results in one answer. */
    public static final int LONGEST_PAGE = 10_000;

    private static final int ACCEPTED = 202;

    /** A chunk of long lines ends sooner: many slow senders at once must not fill the memory. */
    private static final int MOST_CHUNK_BYTES = 1 << 20;

    @Inject
    BatchChunks chunks;

    @Inject
    TextMarks marks;

    @Inject
    Settings settings;

    /**
     * Takes a batch whose sender hears of its lines later.
     *
     * @param body the text, read once and never held whole
     * @param header the caller's own key of this request
     * @param pace how fast the caller may send
     * @throws LinePace.TooFast if the caller sends faster; what was taken stays taken
     * @throws IOException if the caller stops sending
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public BatchOutcome take(InputStream body, Optional<String> header, Actor actor, LinePace pace) throws IOException {
        BatchStart start = start(body, header, actor, pace);
        return start instanceof BatchStart.Opened opened
                ? work(opened, BatchResults.UNHEARD)
                : ((BatchStart.Settled) start).outcome();
    }

    /**
     * Looks at what a request with this text and key comes to; takes no line. Whoever gets {@link BatchStart.Opened} goes
     * on with {@link #work}.
     *
     * @param body the text, read once and never held whole
     * @param header the caller's own key of this request
     * @param pace how fast the caller may send
     * @throws IOException if the caller stops sending
     * @throws Actor.NotAllowed if the caller is not FBS
     */
    public BatchStart start(InputStream body, Optional<String> header, Actor actor, LinePace pace) throws IOException {
        actor.demand(Role.FBS);
        if (header.isEmpty()) {
            return settled(ProblemType.IDEMPOTENCY_KEY_MISSING);
        }
        Optional<String> key = header.flatMap(RequestKey::read);
        if (key.isEmpty()) {
            return settled(ProblemType.IDEMPOTENCY_KEY_MALFORMED);
        }
        BatchText text = new BatchText(body, settings.batchMaxLineBytes());
        // Before anything is opened: who sends nothing leaves nothing, and who waits for our "100 Continue" gets it.
        text.await();
        BatchChunks.Opening opening = chunks.open(key.get(), actor);
        return switch (opening.standing()) {
            case RUNNING -> settled(ProblemType.STILL_RUNNING);
            case ENDED -> new BatchStart.Settled(again(text, opening));
            case NEW -> new BatchStart.Opened(opening, text, actor, pace);
            case INTERRUPTED -> resumed(text, opening, actor, pace);
        };
    }

    private BatchStart resumed(BatchText text, BatchChunks.Opening opening, Actor actor, LinePace pace)
            throws IOException {
        try {
            if (opening.lastLine() > 0 && !passedOver(text, opening)) {
                chunks.interrupted(opening.batch());
                return settled(ProblemType.IDEMPOTENCY_KEY_REUSED);
            }
        } catch (IOException | RuntimeException failure) {
            interrupted(opening.batch(), opening.lastLine(), failure);
            throw failure;
        }
        IntakeLog.LOG.batchResumed(opening.batch(), opening.lastLine());
        return new BatchStart.Opened(opening, text, actor, pace);
    }

    /** The same text gets the same answer; nothing is done. */
    private BatchOutcome again(BatchText text, BatchChunks.Opening opening) throws IOException {
        String hash = "";
        Optional<BatchLine> line = text.next();
        while (line.isPresent() && line.get().number() <= settings.batchMaxLines()) {
            hash = line.get().hash();
            line = text.next();
        }
        // What stands behind the last line that we take was looked at no more the first time either.
        boolean isAsLong = line.isPresent() == (opening.status() == ProblemType.TOO_MANY_LINES.status());
        Optional<FeeBatch> batch = chunks.find(opening.batch());
        return isAsLong && marks.isOf(opening.mark(), hash) && batch.isPresent()
                ? new BatchOutcome.Taken(batch.get(), opening.status() != ACCEPTED)
                : refused(ProblemType.IDEMPOTENCY_KEY_REUSED);
    }

    /**
     * Takes the lines of a batch that was opened, chunk by chunk, and tells of each chunk once it is committed. A chunk is
     * gathered before its transaction begins: a slow sender or a slow listener holds none.
     *
     * @throws LinePace.TooFast if the caller sends faster than it may; what was taken stays taken
     * @throws IOException if the caller stops sending, or the listener has gone; the batch may be gone on with
     */
    public BatchOutcome work(BatchStart.Opened opened, BatchResults results) throws IOException {
        UUID batch = opened.batch();
        BatchText text = opened.text();
        int done = opened.after();
        try {
            String hash = text.hash();
            int most = Math.min(settings.batchChunk(), opened.pace().most());
            List<BatchLine> chunk = new ArrayList<>();
            int bytes = 0;
            Optional<BatchLine> line = text.next();
            while (line.isPresent() && line.get().number() <= settings.batchMaxLines()) {
                hash = line.get().hash();
                chunk.add(line.get());
                bytes += line.get().text().length;
                // Who listens gets to hear of what has come before more of it is waited for.
                boolean full = chunk.size() == most || bytes >= MOST_CHUNK_BYTES;
                if (full || (results != BatchResults.UNHEARD && text.isSilent())) {
                    opened.pace().spend(chunk.size());
                    List<BatchLineResult> taken = take(batch, done, chunk, opened.actor());
                    done += chunk.size();
                    chunk.clear();
                    bytes = 0;
                    results.committed(taken);
                }
                line = text.next();
            }
            if (!chunk.isEmpty()) {
                opened.pace().spend(chunk.size());
                List<BatchLineResult> taken = take(batch, done, chunk, opened.actor());
                done += chunk.size();
                results.committed(taken);
            }
            boolean cutOff = line.isPresent();
            FeeBatch ended = chunks.end(batch, done, hash, cutOff ? ProblemType.TOO_MANY_LINES.status() : ACCEPTED);
            IntakeLog.LOG.batchEnded(batch, ended.lines(), ended.taken(), ended.unchanged(), ended.refused());
            return new BatchOutcome.Taken(ended, cutOff);
        } catch (BatchChunks.Overtaken overtaken) {
            return refused(ProblemType.STILL_RUNNING);
        } catch (IOException | RuntimeException failure) {
            interrupted(batch, done, failure);
            throw failure;
        }
    }

    /** Reads over the lines that have a result; whether they are the same lines as before. */
    private boolean passedOver(BatchText text, BatchChunks.Opening opening) throws IOException {
        Optional<BatchLine> line = text.next();
        while (line.isPresent() && line.get().number() < opening.lastLine()) {
            line = text.next();
        }
        return line.isPresent() && marks.isOf(opening.mark(), line.get().hash());
    }

    private List<BatchLineResult> take(UUID batch, int after, List<BatchLine> chunk, Actor actor) {
        try {
            return chunks.take(batch, after, chunk, actor);
        } catch (BatchChunks.Overtaken overtaken) {
            throw overtaken;
        } catch (RuntimeException failure) {
            if (chunk.size() == 1) {
                throw failure;
            }
            IntakeLog.LOG.chunkTakenLineByLine(batch, after, failure.getClass().getSimpleName());
            List<BatchLineResult> results = new ArrayList<>();
            for (int i = 0; i < chunk.size(); i++) {
                results.addAll(chunks.take(batch, after + i, chunk.subList(i, i + 1), actor));
            }
            return results;
        }
    }

    private void interrupted(UUID batch, int after, Exception failure) {
        IntakeLog.LOG.batchInterrupted(batch, after, failure.getClass().getSimpleName());
        try {
            chunks.interrupted(batch);
        } catch (RuntimeException storeAway) {
            // Then the silence tells the next request that nobody is at work.
            failure.addSuppressed(storeAway);
        }
    }

    private static BatchStart settled(ProblemType type) {
        return new BatchStart.Settled(refused(type));
    }

    private static BatchOutcome refused(ProblemType type) {
        return new BatchOutcome.Refused(Problem.of(type));
    }

    /**
     * A batch and how far it has come; empty if there is none, or if somebody else sent it.
     *
     * @throws Actor.NotAllowed if the caller is neither FBS nor an operator
     */
    public Optional<FeeBatch> find(UUID batch, Actor actor) {
        demandReader(actor);
        return chunks.find(batch)
                .filter(found -> actor.is(Role.OPERATOR) || found.client().equals(actor.name()));
    }

    /**
     * The results of a batch's lines, in order.
     *
     * @param after give those after this line
     * @param outcome give only these
     * @param limit at most this many, and at most {@link #LONGEST_PAGE}
     * @throws Actor.NotAllowed if the caller is neither FBS nor an operator
     */
    public List<BatchLineResult> lines(
            FeeBatch batch, int after, Optional<BatchLineResult.Outcome> outcome, int limit, Actor actor) {
        demandReader(actor);
        return chunks.lines(batch.id(), after, outcome, Math.min(limit, LONGEST_PAGE));
    }

    private static void demandReader(Actor actor) {
        if (!actor.is(Role.OPERATOR)) {
            actor.demand(Role.FBS);
        }
    }
}
