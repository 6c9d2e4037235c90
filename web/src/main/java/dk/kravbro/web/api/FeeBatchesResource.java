package dk.kravbro.web.api;

import dk.kravbro.audit.Actor;
import dk.kravbro.intake.BatchLineResult;
import dk.kravbro.intake.BatchOutcome;
import dk.kravbro.intake.FeeBatch;
import dk.kravbro.intake.FeeBatches;
import dk.kravbro.intake.Problem;
import dk.kravbro.intake.ProblemType;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    private static final String LINES = "application/x-ndjson";
    private static final int USUAL_PAGE = 1_000;

    @Inject
    FeeBatches batches;

    @Inject
    Callers callers;

    /** Takes a batch. */
    @POST
    @Consumes(LINES)
    @Operation(
            operationId = "putBatch",
            summary = "Many fees at once",
            description = "One JSON object per line: a put is the fee with `\"op\": \"put\"`, `agencyId` and `feeId`, a"
                    + " cancellation has `\"op\": \"cancel\"`. A bad line never stops its neighbours: each line gets a result."
                    + " The answer comes when every line has one. If the connection breaks, send the same text with the same"
                    + " key: lines that were taken are recognised and the work goes on behind them.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "BatchLine")))
    @APIResponse(
            responseCode = "202",
            description = "Every line has a result; counts here, results at Location",
            content = @Content(schema = @Schema(ref = "Batch")))
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
            InputStream body)
            throws IOException {
        BatchOutcome outcome = batches.take(body, Optional.ofNullable(key), callers.calling("intake"));
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
                : Response.accepted(counts(batch).build().toString())
                        .location(location)
                        .build();
    }

    /** A batch's counts. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getBatch",
            summary = "A batch's counts",
            description = "Of a batch of the caller's own; operators see all.")
    @APIResponse(
            responseCode = "200",
            description = "The counts; `state` is running or done",
            content = @Content(schema = @Schema(ref = "Batch")))
    @Refuses(ProblemType.BATCH_UNKNOWN)
    public Response find(@PathParam("id") String id) {
        return found(id, callers.calling("lookup"))
                .map(batch -> Response.ok(counts(batch).build().toString()).build())
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
                    "One JSON object per line of the batch. Ask again with the last `line` as `after`, until nothing"
                            + " comes.")
    @APIResponse(
            responseCode = "200",
            description = "Results",
            content = @Content(schema = @Schema(ref = "BatchLineResult")))
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
                            description = "Most lines in the answer",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "10000"))
                    @QueryParam("limit")
                    @DefaultValue("" + USUAL_PAGE)
                    String limit,
            @Context UriInfo address) {
        Actor actor = callers.calling("lookup");
        Optional<FeeBatch> batch = found(id, actor);
        if (batch.isEmpty()) {
            return Problems.answer(ProblemType.BATCH_UNKNOWN);
        }
        Optional<Integer> from = number(after, 0, Integer.MAX_VALUE);
        Optional<Integer> most = number(limit, 1, FeeBatches.LONGEST_PAGE);
        Optional<BatchLineResult.Outcome> only = Arrays.stream(BatchLineResult.Outcome.values())
                .filter(one -> word(one).equals(outcome))
                .findFirst();
        if (from.isEmpty() || most.isEmpty() || (outcome != null && only.isEmpty())) {
            return Problems.answer(
                    ProblemType.PARAMETER_INVALID, "", "One of after, outcome and limit is not what it may be.");
        }
        List<BatchLineResult> results = batches.lines(batch.get(), from.get(), only, most.get(), actor);
        StringBuilder text = new StringBuilder();
        results.forEach(result -> text.append(line(result).build()).append('\n'));
        return Pages.linked(
                Response.ok(text.toString()),
                address,
                results.size() < most.get()
                        ? null
                        : Integer.toString(results.get(results.size() - 1).number()));
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

    private static JsonObjectBuilder counts(FeeBatch batch) {
        JsonObjectBuilder counts = Documents.anObject()
                .add("id", batch.id().toString())
                .add("state", batch.endedAt().isPresent() ? "done" : "running")
                .add("receivedAt", batch.receivedAt().toString());
        batch.endedAt().ifPresent(at -> counts.add("endedAt", at.toString()));
        return counts.add(
                "lines",
                Documents.anObject()
                        .add("all", batch.lines())
                        .add("taken", batch.taken())
                        .add("unchanged", batch.unchanged())
                        .add("refused", batch.refused()));
    }

    private static JsonObjectBuilder line(BatchLineResult result) {
        JsonObjectBuilder line =
                Documents.anObject().add("line", result.number()).add("outcome", word(result.outcome()));
        result.agencyId().ifPresent(agencyId -> line.add("agencyId", agencyId));
        result.feeId().ifPresent(feeId -> line.add("feeId", feeId));
        if (!result.problems().isEmpty()) {
            Problem first = result.problems().get(0);
            JsonArrayBuilder all = Documents.anArray();
            result.problems().forEach(problem -> all.add(Problems.fields(problem)));
            line.add("type", first.type().address())
                    .add("pointer", first.pointer())
                    .add("detail", first.detail())
                    .add("problems", all);
        }
        return line;
    }

    private static String word(BatchLineResult.Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
