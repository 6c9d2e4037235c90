package dk.kravbro.web.api;

import dk.kravbro.intake.FeeIntake;
import dk.kravbro.intake.FeeLookup;
import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.FeeState;
import dk.kravbro.intake.FeeStep;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One fee: what it is, that it was cancelled, where it is, what happened to it. */
@Path("/agencies/{agencyId}/fees/{feeId}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Fees")
public class FeesResource {

    private static final String IF_MATCH =
            "The ETag of the fee as you saw it: taken only while it stands so, else 412. A"
                    + " repeat of what was taken is recognised all the same.";

    @Inject
    FeeIntake intake;

    @Inject
    FeeLookup lookup;

    @Inject
    Callers callers;

    @Inject
    Settings settings;

    /** The fee as it is now. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putFee",
            summary = "The fee as it is now",
            description = "Send the whole fee with FBS's own growing `version`. First time: 201. Later: 200, and what"
                    + " changed goes to the debtor system. The same version with the same content changes nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Fee")))
    @APIResponse(
            responseCode = "201",
            description = "Taken: the fee was not known before",
            content = @Content(schema = @Schema(ref = "FeeOutcome")))
    @APIResponse(
            responseCode = "200",
            description = "Taken, or recognised as a repeat; see `outcome`",
            content = @Content(schema = @Schema(ref = "FeeOutcome")))
    @Refuses(
            body = Refuses.Body.FEE,
            value = {
                ProblemType.UNKNOWN_AGENCY,
                ProblemType.VERSION_CONFLICT,
                ProblemType.VERSION_OUTDATED,
                ProblemType.FEE_ERASED,
                ProblemType.FEE_CANCELLED,
                ProblemType.PRECONDITION_FAILED
            })
    public Response put(
            @Parameter(description = "The library's ISIL", example = "DK-710100") @PathParam("agencyId")
                    String agencyId,
            @Parameter(description = "FBS's fee number, above 0", schema = @Schema(type = SchemaType.INTEGER))
                    @PathParam("feeId")
                    String feeId,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String seen,
            InputStream body)
            throws IOException {
        Optional<byte[]> fee = Bodies.upTo(settings.intakeMaxBody(), body);
        return fee.isEmpty()
                ? Problems.answer(ProblemType.BODY_TOO_LARGE)
                : answer(intake.put(agencyId, feeId, fee.get(), EntityTags.seen(seen), callers.calling("intake")));
    }

    /** The fee is annulled. */
    @POST
    @Path("/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "cancelFee",
            summary = "The fee is annulled in FBS",
            description = "Nothing is owed any more; no later version is taken. A repeat changes nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(ref = "Cancellation")))
    @APIResponse(
            responseCode = "200",
            description = "Taken, or recognised as a repeat; see `outcome`",
            content = @Content(schema = @Schema(ref = "FeeOutcome")))
    @Refuses(
            body = Refuses.Body.CANCELLATION,
            value = {
                ProblemType.UNKNOWN_AGENCY,
                ProblemType.FEE_UNKNOWN,
                ProblemType.VERSION_CONFLICT,
                ProblemType.VERSION_OUTDATED,
                ProblemType.FEE_ERASED,
                ProblemType.FEE_CANCELLED,
                ProblemType.IDEMPOTENCY_KEY_MALFORMED,
                ProblemType.IDEMPOTENCY_KEY_REUSED,
                ProblemType.PRECONDITION_FAILED
            })
    public Response cancel(
            @PathParam("agencyId") String agencyId,
            @PathParam("feeId") String feeId,
            @Parameter(description = "A key of your own, 1 to 128 printable characters; kept for 90 days")
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String key,
            @Parameter(description = IF_MATCH) @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String seen,
            @Context HttpHeaders headers,
            InputStream body)
            throws IOException {
        Optional<byte[]> cancellation = Bodies.upTo(settings.intakeMaxBody(), body);
        return cancellation.isEmpty()
                ? Problems.answer(ProblemType.BODY_TOO_LARGE)
                : answer(intake.cancel(
                        agencyId,
                        feeId,
                        cancellation.get(),
                        RequestKeys.given(key, headers),
                        EntityTags.seen(seen),
                        callers.calling("intake")));
    }

    /** Where the fee is now. */
    @GET
    @Operation(
            operationId = "getFee",
            summary = "Where the fee is now",
            description = "What FBS said last, what the debtor system has been told, what is still owed.")
    @APIResponse(
            responseCode = "200",
            description = "The fee",
            headers =
                    @Header(
                            name = HttpHeaders.ETAG,
                            description = "Stands for all that the answer says; for If-None-Match and If-Match",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(ref = "FeeState")))
    @Refuses({ProblemType.FEE_UNKNOWN, ProblemType.PRECONDITION_FAILED})
    @APIResponse(responseCode = "304", description = "As the caller has it: nothing has changed")
    public Response find(
            @PathParam("agencyId") String agencyId, @PathParam("feeId") String feeId, @Context Request request) {
        Optional<FeeState> fee = lookup.find(agencyId, feeId, callers.calling("lookup"));
        return fee.isEmpty() ? Problems.answer(ProblemType.FEE_UNKNOWN) : answer(fee.get(), request);
    }

    private static Response answer(FeeState fee, Request request) {
        EntityTag tag = EntityTags.of(fee);
        // Of what the caller has already nothing is written, but the tag.
        Response.ResponseBuilder answer = Optional.ofNullable(request.evaluatePreconditions(tag))
                .orElseGet(() -> Response.ok(FeeAnswers.state(fee).build().toString()));
        if (answer.build().getStatus() == ProblemType.PRECONDITION_FAILED.status()) {
            return Problems.answer(ProblemType.PRECONDITION_FAILED);
        }
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, Caching.ASK_FIRST)
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .build();
    }

    /** What happened to the fee. */
    @GET
    @Path("/history")
    @Operation(
            operationId = "getFeeHistory",
            summary = "What happened to the fee, oldest first",
            description = "In pages; what happens later stands on the last page.")
    @APIResponse(
            responseCode = "200",
            description = "The steps",
            content = @Content(schema = @Schema(ref = "FeeHistory")))
    @Refuses({ProblemType.FEE_UNKNOWN, ProblemType.PARAMETER_INVALID})
    public Response history(
            @PathParam("agencyId") String agencyId,
            @PathParam("feeId") String feeId,
            @Parameter(
                            description = "`next` of the page before; 0 for the beginning",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "0"))
                    @QueryParam("after")
                    @DefaultValue("0")
                    String after,
            @Parameter(
                            description = "Most steps in the answer",
                            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
                    @QueryParam("limit")
                    @DefaultValue("" + FeeLookup.MOST_STEPS)
                    String limit,
            @Context UriInfo address) {
        Optional<Long> from = Pages.number(after, 0, Long.MAX_VALUE);
        Optional<Long> most = Pages.number(limit, 1, FeeLookup.MOST_STEPS);
        if (from.isEmpty() || most.isEmpty()) {
            return Problems.answer(ProblemType.PARAMETER_INVALID, "", "One of after and limit is not what it may be.");
        }
        int size = most.get().intValue();
        Optional<List<FeeStep>> found = lookup.history(agencyId, feeId, from.get(), size, callers.calling("lookup"));
        return found.isEmpty()
                ? Problems.answer(ProblemType.FEE_UNKNOWN)
                : page(agencyId, Long.parseLong(feeId), found.get(), size, address);
    }

    private static Response page(String agencyId, long feeId, List<FeeStep> steps, int size, UriInfo address) {
        JsonArrayBuilder list = Documents.anArray();
        steps.forEach(step -> list.add(FeeAnswers.step(step)));
        String next =
                steps.size() < size ? null : Long.toString(steps.get(size - 1).no());
        JsonObjectBuilder answer = Documents.anObject()
                .add("agencyId", agencyId)
                .add("feeId", feeId)
                .add("history", list);
        Pages.next(answer, next);
        return Pages.linked(Response.ok(answer.build().toString()), address, next);
    }

    private static Response answer(FeeOutcome outcome) {
        if (outcome instanceof FeeOutcome.Refused refused) {
            return Problems.answer(refused.problems());
        }
        boolean first = outcome instanceof FeeOutcome.Taken taken && taken.first();
        return Response.status(first ? Response.Status.CREATED : Response.Status.OK)
                .entity(FeeAnswers.outcome(outcome).build().toString())
                .build();
    }
}
