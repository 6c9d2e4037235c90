package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.BatchLineResult;
import dk.kravbro.intake.BatchOutcome;
import dk.kravbro.intake.BatchStart;
import dk.kravbro.intake.FeeBatch;
import dk.kravbro.intake.FeeBatches;
import dk.kravbro.intake.ProblemType;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Many fees as lines of text, dealt with while they arrive. */
@Path("/fee-batches")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Batches")
public class FeeBatchesResource {

    private static final String LINES = LineOutput.MEDIA_TYPE;

    @Inject
    FeeBatches batches;

    @Inject
    Callers callers;

    @Inject
    StallGuards guards;

    @Inject
    LinePaces paces;

    /** Takes a batch. */
    @POST
    @Consumes(LINES)
    @Produces({MediaType.APPLICATION_JSON, LINES})
    @Operation(
            operationId = "putBatch",
            summary = "Many fees at once",
            description = "One JSON object per line: a put is the fee with `\"op\": \"put\"`, `agencyId` and `feeId`, a"
                    + " cancellation has `\"op\": \"cancel\"`. A bad line never stops its neighbours: each line gets a result."
                    + " The answer comes when every line has one; with `Accept: application/x-ndjson` it is a stream of"
                    + " results that are written while lines still arrive. If the connection breaks, send the same text with the same"
                    + " key: lines that were taken are recognised and the work goes on behind them.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "BatchLine")))
    @APIResponse(
            responseCode = "200",
            description =
                    "The stream: a head with `batch` and `after` (lines that an earlier request dealt with), a result"
                            + " for each line once it is committed, and a last line with `end`: done, cut-off (too many lines) or"
                            + " interrupted (with `problem`). Without that line the stream was cut: send the same text with the same"
                            + " key. Read while you send",
            content = @Content(mediaType = LINES, schema = @Schema(ref = "BatchStreamLine")))
    @APIResponse(
            responseCode = "202",
            description = "Every line has a result; counts here, results at Location",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Batch")))
    @Refuses(
            body = Refuses.Body.LINES,
            value = {
                ProblemType.IDEMPOTENCY_KEY_MISSING,
                ProblemType.IDEMPOTENCY_KEY_MALFORMED,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                ProblemType.STILL_RUNNING,
                ProblemType.TOO_MANY_LINES
            })
    public Response take(
            @Parameter(description = "A key of your own for this batch, 1 to 128 printable characters", required = true)
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String key,
            @Context UriInfo address,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        Actor actor = callers.calling("intake");
        StallGuards.Watch watch = guards.watch();
        boolean streams = false;
        try {
            InputStream guarded = watch.guarded(body);
            if (!wantsLines(headers)) {
                return answer(
                        batches.take(guarded, RequestKeys.given(key, headers), actor, paces.of(callers)), address);
            }
            BatchStart start = batches.start(guarded, RequestKeys.given(key, headers), actor, paces.of(callers));
            if (start instanceof BatchStart.Settled settled
                    && settled.outcome() instanceof BatchOutcome.Refused refused) {
                return Problems.answer(List.of(refused.problem()));
            }
            streams = true;
            return Response.ok(new BatchStream(batches, start, watch), LINES).build();
        } finally {
            if (!streams) {
                watch.close();
            }
        }
    }

    /** Whether the caller would rather have lines than one object. */
    private static boolean wantsLines(HttpHeaders headers) {
        for (MediaType type : headers.getAcceptableMediaTypes()) {
            if ((type.getType() + "/" + type.getSubtype()).equals(LINES)) {
                return true;
            }
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
        }
        return false;
    }

    private static Response answer(BatchOutcome outcome, UriInfo address) {
        if (outcome instanceof BatchOutcome.Refused refused) {
            return Problems.answer(List.of(refused.problem()));
        }
        BatchOutcome.Taken taken = (BatchOutcome.Taken) outcome;
        FeeBatch batch = taken.batch();
        URI location = address.getBaseUriBuilder()
                .path(FeeBatchesResource.class)
                .path(batch.id().toString())
                .build();
        return taken.cutOff()
                ? Response.fromResponse(Problems.answer(ProblemType.TOO_MANY_LINES))
                        .location(location)
                        .build()
                : Response.accepted(BatchDocuments.counts(batch).build().toString())
                        .location(location)
                        .build();
    }

    /** A batch's counts. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getBatch",
            summary = "A batch's counts, and how far it has come",
            description =
                    "Of a batch of the caller's own; operators see all. `progress` while it runs: the last line dealt"
                            + " with, the bytes of the text up to there, and since when and how fast the request works that is at it.")
    @APIResponse(
            responseCode = "200",
            description = "The counts; `state` is running, interrupted or done",
            content = @Content(schema = @Schema(ref = "Batch")))
    @Refuses(ProblemType.BATCH_UNKNOWN)
    public Response find(@PathParam("id") String id) {
        return found(id, callers.calling("lookup"))
                .map(batch -> Response.ok(BatchDocuments.counts(batch).build().toString())
                        .build())
                .orElseGet(() -> Problems.answer(ProblemType.BATCH_UNKNOWN));
    }

    /** What became of a batch's lines. */
    @GET
    @Path("/{id}/lines")
    @Produces(LINES)
    @Operation(
            operationId = "getBatchLines",
            summary = "What became of a batch's lines, in order",
            description =
                    "One JSON object per line of the batch. Without `limit` all of them, as a stream, and a last line"
                            + " with `end`: without it the stream was cut. With `limit` a page: ask again with the last `line` as"
                            + " `after`, until nothing comes.")
    @APIResponse(
            responseCode = "200",
            description = "Results",
            content = @Content(mediaType = LINES, schema = @Schema(ref = "BatchResultLine")))
    @Refuses({ProblemType.BATCH_UNKNOWN, ProblemType.PARAMETER_INVALID})
    public Response lines(
            @PathParam("id") String id,
            @Parameter(
                            description = "Results after this line",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0", maximum = "1000000"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after,
            @Parameter(description = "Only these", schema = @Schema(enumeration = {"taken", "unchanged", "refused"}))
                    @QueryParam("outcome")
                    @Nullable
                    String outcome,
            @Parameter(
                            description = "Most lines in the answer; without it all",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Context UriInfo address) {
        Actor actor = callers.calling("lookup");
        Optional<FeeBatch> batch = found(id, actor);
        if (batch.isEmpty()) {
            return Problems.answer(ProblemType.BATCH_UNKNOWN);
        }
        Optional<Integer> from = number(after, 0, Integer.MAX_VALUE);
        Optional<Integer> most = number(limit == null ? "1" : limit, 1, FeeBatches.LONGEST_PAGE);
        Optional<BatchLineResult.Outcome> only = Arrays.stream(BatchLineResult.Outcome.values())
                .filter(one -> BatchDocuments.word(one).equals(outcome))
                .findFirst();
        if (from.isEmpty() || most.isEmpty() || (outcome != null && only.isEmpty())) {
            return Problems.answer(
                    ProblemType.PARAMETER_INVALID, "", "One of after, outcome and limit is not what it may be.");
        }
        LineList<BatchLineResult> results = new LineList<>(
                (last, many) -> batches.lines(batch.get(), last, only, many, actor),
                BatchLineResult::number,
                BatchDocuments::line);
        if (limit != null) {
            return results.page(from.get(), most.get(), address);
        }
        return Response.ok(results.stream(
                        from.get(),
                        written -> Documents.anObject()
                                .add("end", BatchDocuments.word(batch.get().state()))
                                .add("results", written),
                        guards.watch()))
                .build();
    }

    private Optional<FeeBatch> found(String id, Actor actor) {
        try {
            return batches.find(UUID.fromString(id), actor);
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,10}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        return number < least || number > most ? Optional.empty() : Optional.of((int) number);
    }
}
