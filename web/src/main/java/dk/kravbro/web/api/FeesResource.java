package dk.kravbro.web.api;

import dk.kravbro.intake.FeeIntake;
import dk.kravbro.intake.FeeLookup;
import dk.kravbro.intake.FeeOutcome;
import dk.kravbro.intake.ProblemType;
import dk.kravbro.settings.Settings;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
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
            summary = "The fee as it is now",
            description = "Send the whole fee with FBS's own growing `version`. First time: 201. Later: 200, and what"
                    + " changed goes to the debtor system. The same version with the same content changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = FeeDocument.class),
                            examples = @ExampleObject(name = "late return", value = FeeDocument.EXAMPLE)))
    @APIResponse(responseCode = "201", description = "Taken: the fee was not known before")
    @APIResponse(responseCode = "200", description = "Taken, or recognised as a repeat; see `outcome`")
    @APIResponse(
            responseCode = "400",
            description = "Cannot be read",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    @APIResponse(
            responseCode = "404",
            description = "Unknown agency",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    @APIResponse(
            responseCode = "409",
            description = "This version has other content, a later version is here, or the fee was cancelled",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    @APIResponse(
            responseCode = "413",
            description = "Above 65,536 bytes",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    @APIResponse(
            responseCode = "422",
            description = "A value is wrong",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response put(
            @Parameter(description = "The library's ISIL", example = "DK-710100") @PathParam("agencyId")
                    String agencyId,
            @Parameter(description = "FBS's fee number, above 0", schema = @Schema(type = SchemaType.INTEGER))
                    @PathParam("feeId")
                    String feeId,
            InputStream body)
            throws IOException {
        Optional<byte[]> fee = Bodies.upTo(settings.intakeMaxBody(), body);
        return fee.isEmpty()
                ? Problems.answer(ProblemType.BODY_TOO_LARGE)
                : answer(intake.put(agencyId, feeId, fee.get(), callers.calling("intake")));
    }

    /** The fee is annulled. */
    @POST
    @Path("/cancellation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The fee is annulled in FBS",
            description = "Nothing is owed any more; no later version is taken. A repeat changes nothing.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = CancellationDocument.class),
                            examples =
                                    @ExampleObject(
                                            name = "returned",
                                            value =
                                                    "{\"version\": 2, \"reason\": \"returned\", \"date\": \"2026-11-20\"}")))
    @APIResponse(responseCode = "200", description = "Taken, or recognised as a repeat; see `outcome`")
    @APIResponse(responseCode = "404", description = "No such fee", content = @Content(mediaType = Problems.MEDIA_TYPE))
    @APIResponse(
            responseCode = "409",
            description = "A later version is here",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response cancel(
            @PathParam("agencyId") String agencyId,
            @PathParam("feeId") String feeId,
            @Parameter(description = "A key of your own, 1 to 128 printable characters; kept for 90 days")
                    @HeaderParam("Idempotency-Key")
                    @Nullable
                    String key,
            InputStream body)
            throws IOException {
        Optional<byte[]> cancellation = Bodies.upTo(settings.intakeMaxBody(), body);
        return cancellation.isEmpty()
                ? Problems.answer(ProblemType.BODY_TOO_LARGE)
                : answer(intake.cancel(
                        agencyId, feeId, cancellation.get(), Optional.ofNullable(key), callers.calling("intake")));
    }

    /** Where the fee is now. */
    @GET
    @Operation(
            summary = "Where the fee is now",
            description = "What FBS said last, what the debtor system has been told, what is still owed.")
    @APIResponse(responseCode = "200", description = "The fee")
    @APIResponse(
            responseCode = "404",
            description = "No such fee, or not the caller's",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response find(@PathParam("agencyId") String agencyId, @PathParam("feeId") String feeId) {
        return lookup.find(agencyId, feeId, callers.calling("lookup"))
                .map(fee ->
                        Response.ok(FeeAnswers.state(fee).build().toString()).build())
                .orElseGet(() -> Problems.answer(ProblemType.FEE_UNKNOWN));
    }

    /** What happened to the fee. */
    @GET
    @Path("/history")
    @Operation(summary = "What happened to the fee, oldest first")
    @APIResponse(responseCode = "200", description = "The steps")
    @APIResponse(
            responseCode = "404",
            description = "No such fee, or not the caller's",
            content = @Content(mediaType = Problems.MEDIA_TYPE))
    public Response history(@PathParam("agencyId") String agencyId, @PathParam("feeId") String feeId) {
        return lookup.history(agencyId, feeId, callers.calling("lookup"))
                .map(steps -> {
                    JsonArrayBuilder list = Documents.anArray();
                    steps.forEach(step -> list.add(FeeAnswers.step(step)));
                    return Response.ok(Documents.anObject()
                                    .add("agencyId", agencyId)
                                    .add("feeId", Long.parseLong(feeId))
                                    .add("history", list)
                                    .build()
                                    .toString())
                            .build();
                })
                .orElseGet(() -> Problems.answer(ProblemType.FEE_UNKNOWN));
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
